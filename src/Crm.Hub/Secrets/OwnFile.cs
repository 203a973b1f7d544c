namespace Crm.Hub.Secrets;

/// <summary>A file that nobody but its owner may read, and that is there whole or as it was before.</summary>
internal static class OwnFile
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <param name="boundary">Told the points between which the power may go.</param>
    public static void Write(string path, byte[] content, Action<string>? boundary)
    {
        var target = File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } linked ? linked.FullName : path;
        var draft = target + ".new";
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        boundary?.Invoke("begun");
        File.Delete(draft);
        using (var file = new FileStream(draft, Options()))
        {
            boundary?.Invoke("opened");
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        boundary?.Invoke("drafted");
        File.Move(draft, target, overwrite: true);
        Folder.Keep(Path.GetDirectoryName(target)!);
        boundary?.Invoke("kept");
    }

    /// <summary>Whether others on this machine may read or change it. What Windows lets them is not looked at.</summary>
    public static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & Others) != 0;

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
