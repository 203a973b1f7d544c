namespace Crm.Core.Storage;

/// <summary>How much room a disk has left.</summary>
public static class DiskRoom
{
    /// <summary>Bytes left to us on the disk of a folder, which need not be there yet; null when nobody can tell.</summary>
    public static long? FreeOf(string folder)
    {
        try
        {
            var there = new DirectoryInfo(Path.GetFullPath(folder));
            while (!there.Exists && there.Parent is { } parent)
            {
                there = parent;
            }

            return new DriveInfo(there.FullName).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
