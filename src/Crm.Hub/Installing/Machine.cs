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

    public async Task<bool> HasServiceAsync(string name, CancellationToken ct) => Keeper == ServiceKeeper.Windows
        ? await SucceedsAsync(new Step.Run("sc.exe", "query", name), ct)
        : File.Exists(SystemdUnit.FileOf(name));

    public async Task<bool> HasUserAsync(string user, CancellationToken ct) =>
        Keeper == ServiceKeeper.Windows || await SucceedsAsync(new Step.Run("id", "-u", user), ct);

    private static async Task<bool> SucceedsAsync(Step.Run question, CancellationToken ct)
    {
        try
        {
            await question.DoAsync(ct);
            return true;
        }
        catch (Exception e) when (e is StepException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
