using System.Diagnostics;
using System.Globalization;

namespace Crm.Benchmarks;

/// <summary>What one phase took.</summary>
/// <param name="Count">Nodes read, or rows written.</param>
/// <param name="Seconds">The work alone, the warming up of the code included, the start of the process not.</param>
/// <param name="CpuSeconds">What its threads worked, by which runs on a busy machine can still be compared.</param>
/// <param name="PeakMemoryMb">The most memory that its process ever held.</param>
internal sealed record Measurement(
    string Phase,
    string Name,
    double Seconds,
    double CpuSeconds,
    double ItemsPerSecond,
    double MegabytesPerSecond,
    long Count,
    double PeakMemoryMb)
{
    private const double Megabyte = 1_000_000;

    /// <summary>Runs the phase here and now.</summary>
    public static async Task<Measurement> OfAsync(Phase phase, BenchmarkFolder folder, int items)
    {
        var worked = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var count = await phase.Run(folder);
        var seconds = clock.Elapsed.TotalSeconds;
        var cpu = (Environment.CpuUsage.TotalTime - worked).TotalSeconds;
        return new Measurement(
            phase.Letter, phase.Name, Math.Round(seconds, 3), Math.Round(cpu, 3), Math.Round(items / seconds),
            Math.Round(folder.Bytes / Megabyte / seconds, 1), count, Math.Round(PeakBytes() / Megabyte, 1));
    }

    // Linux remembers the peak of the process itself; what .NET reports there is the size of now.
    private static double PeakBytes()
    {
        const string status = "/proc/self/status";
        var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        if (line is null)
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64;
        }

        var kilobytes = line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return 1024 * double.Parse(kilobytes, CultureInfo.InvariantCulture);
    }
}
