using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Crm.Hub.Tests.Kit;

/// <summary>The real program in the folder of a hub, in a process of its own that can be killed without a word. Dispose kills it.</summary>
internal sealed class HubProcess : IDisposable
{
    private readonly Process _process;
    private readonly WatchedWriter _told = new();

    private HubProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => _told.Write(line.Data + "\n");
        _process.ErrorDataReceived += (_, line) => _told.Write(line.Data + "\n");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <param name="environment">Settings of this process beside those of the hub.</param>
    public static HubProcess Start(HubInFolder hub, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo(Dotnet(), [Path.Combine(AppContext.BaseDirectory, "hub.dll"), .. args])
        {
            WorkingDirectory = hub.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in hub.Environment.Concat(environment))
        {
            start.Environment[name] = value;
        }

        return new HubProcess(Process.Start(start)!);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>All it said so far.</summary>
    public string Told => _told.ToString();

    /// <summary>Waits until it said these words.</summary>
    public Task<string> SaysAsync(string words, CancellationToken ct) => _told.WaitAsync(words, ct);

    public Task EndAsync(CancellationToken ct) => _process.WaitForExitAsync(ct);

    /// <returns>Its exit code.</returns>
    public async Task<int> KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static string Dotnet() => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
