namespace Crm.Hub.Installing;

internal enum ServiceKeeper
{
    None,
    Systemd,
    Windows,
}

/// <summary>What of this machine matters to a service.</summary>
/// <param name="Keeper">What keeps services here.</param>
/// <param name="IsPrivileged">We may install.</param>
internal sealed record Machine(ServiceKeeper Keeper, bool IsPrivileged)
{
    public static Machine This() => new(
        OperatingSystem.IsWindows() ? ServiceKeeper.Windows : Directory.Exists("/run/systemd/system") ? ServiceKeeper.Systemd : ServiceKeeper.None,
        Environment.IsPrivilegedProcess);

    /// <summary>This program, as it is started: a file of its own, or dotnet and a library.</summary>
    public static IReadOnlyList<string> Program()
    {
        var process = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(process) == "dotnet" ? [process, Path.Combine(AppContext.BaseDirectory, "hub.dll")] : [process];
    }

    public bool HasService(string name) => Keeper == ServiceKeeper.Windows
        ? Succeeds("sc.exe", "query", name)
        : File.Exists(SystemdUnit.FileOf(name));

    public bool HasUser(string user) => Keeper == ServiceKeeper.Windows || Succeeds("id", "-u", user);

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            new Step.Run(program, arguments).DoAsync(CancellationToken.None).GetAwaiter().GetResult();
            return true;
        }
        catch (Exception e) when (e is StepException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
