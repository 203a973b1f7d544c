namespace Crm.Hub.Installing;

/// <summary>The hub as a service of Windows: begins with the machine, and anew when it fails.</summary>
internal static class WindowsUnit
{
    private const string Shown = "Hub: CRM and 1C";

    /// <summary>An account that Windows makes for one service: it may do nothing but what is granted to it.</summary>
    public static string OwnUser(string name) => $@"NT SERVICE\{name}";

    /// <param name="isThere">It was installed before: it is changed, not made.</param>
    public static IReadOnlyList<Step> Install(Installation of, bool isThere) =>
    [
        .. of.Missing.Prepend(of.DataDirectory).Select(folder => new Step.Folder(folder)),
        new Step.Run(
            "sc.exe", isThere ? "config" : "create", of.Name, "binPath=", CommandOf(of), "start=", "delayed-auto", "obj=", of.User, "DisplayName=", Shown),
        new Step.Run("sc.exe", "description", of.Name, "Exchange between a CRM and 1C; hub service status says how it is."),
        new Step.Run("sc.exe", "failure", of.Name, "reset=", "86400", "actions=", "restart/10000/restart/60000/restart/300000"),
        new Step.Run("sc.exe", "failureflag", of.Name, "1"),
        .. of.Folders.Prepend(of.DataDirectory).Select(folder => new Step.Run("icacls.exe", folder, "/grant", $"{of.User}:(OI)(CI)M")),
        new Step.Run("icacls.exe", of.Home, "/grant", $"{of.User}:(OI)(CI)RX"),
        .. of.KeyFile is { } key ? [new Step.Run("icacls.exe", key, "/grant", $"{of.User}:R")] : Array.Empty<Step>(),
        Stop(of.Name),
        new Step.Run("sc.exe", "start", of.Name),
    ];

    public static IReadOnlyList<Step> Uninstall(string name) =>
        [Stop(name), new Step.Run("sc.exe", "delete", name)];

    // sc.exe does not wait until it has stopped: it could not be started again at once.
    private static Step.Run Stop(string name) => new("net.exe", "stop", name) { MayFail = true };

    // Unquoted, a path with a blank would let Windows start another program.
    private static string CommandOf(Installation of) => string.Join(' ', of.Command.Select(word => $"\"{word.TrimEnd('\\')}\""));
}
