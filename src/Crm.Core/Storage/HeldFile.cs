namespace Crm.Core.Storage;

/// <summary>A file that a process holds open while it works at something; however the process dies, the system lets go of it.</summary>
public static class HeldFile
{
    // What the system says of a file that another holds: Linux, macOS, Windows twice.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    /// <summary>Holds a file, and makes it when it is not there.</summary>
    /// <returns>Null when another holds it. A file that cannot be opened for any other reason is held by nobody that could be told: that is thrown.</returns>
    public static FileStream? TryHold(string file, FileOptions options = FileOptions.DeleteOnClose)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, options);
        }
        catch (IOException e) when (Held.Contains(e.HResult))
        {
            return null;
        }
    }
}
