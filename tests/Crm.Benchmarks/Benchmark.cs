using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Crm.Benchmarks;

/// <summary>Writes the exports, runs each phase in a process of its own, says all in one JSON document.</summary>
internal sealed class Benchmark(BenchmarkFolder folder, int items, ulong seed)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private Export? _lying;

    public static string Say<T>(T value) => JsonSerializer.Serialize(value, Json);

    public async Task<object> RunAsync(IReadOnlyList<Phase> phases, CancellationToken ct)
    {
        if (phases.Any(phase => phase.IsOnServer) && Servers.AreThere)
        {
            await Servers.StartAsync();
        }

        var measured = new List<Measurement>();
        var megabytes = 0.0;
        foreach (var phase in phases.Where(phase => !phase.IsOnServer || Servers.AreThere))
        {
            Put(phase.Export);
            megabytes = Math.Round(folder.Bytes / 1_000_000.0, 1);
            await Console.Error.WriteLineAsync($"{phase.Letter}: {phase.Name} …");
            measured.Add(await InOwnProcessAsync(phase, ct));
        }

        return new
        {
            Items = items,
            Documents = Exports.Options(Export.First, items, seed).Documents,
            Seed = seed,
            Megabytes = megabytes,
            Machine = $"{Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}",
            Phases = measured,
        };
    }

    private void Put(Export export)
    {
        if (_lying == export)
        {
            return;
        }

        Console.Error.WriteLine($"writing the export ({export}) of {items} items …");
        folder.Put(export.Options(items, seed));
        _lying = export;
    }

    private async Task<Measurement> InOwnProcessAsync(Phase phase, CancellationToken ct)
    {
        var start = Self();
        foreach (var argument in new[] { "phase", phase.Letter, "--folder", folder.Root, "--items", $"{items}" })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Measurement>(said, Json)!
            : throw new InvalidOperationException($"phase {phase.Letter} ended with code {process.ExitCode}");
    }

    private static ProcessStartInfo Self()
    {
        var host = Environment.ProcessPath!;
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
        {
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }

        return start;
    }
}
