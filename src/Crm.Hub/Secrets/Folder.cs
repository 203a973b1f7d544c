using System.Runtime.InteropServices;
using System.Text;

namespace Crm.Hub.Secrets;

/// <summary>Makes the names in a folder outlive the power: that of a file in one folder must not change before that of another elsewhere.</summary>
internal static class Folder
{
    private const int ToRead = 0;

    /// <summary>Does nothing on Windows, which keeps the order by itself, and where a file system cannot.</summary>
    public static void Keep(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(Encoding.UTF8.GetBytes(folder + '\0'), ToRead);
        if (handle >= 0)
        {
            _ = Flush(handle);
            _ = Close(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int handle);

    [DllImport("libc", EntryPoint = "close"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
