using System.Collections.Concurrent;
using Crm.Core.Storage.Sqlite;

namespace Crm.Hub.Proving;

/// <summary>One history that ended wrongly.</summary>
internal sealed record ProofFailure(ulong Seed, string Fault, IReadOnlyList<string> Log);

/// <summary>What a row of histories showed.</summary>
/// <param name="Passed">Points of a run, and in how many histories each was passed.</param>
/// <param name="Killed">Points, and how often the process died there.</param>
internal sealed record ProofReport(
    int Schedules, IReadOnlyList<ProofFailure> Failures, IReadOnlyDictionary<string, int> Passed, IReadOnlyDictionary<string, int> Killed)
{
    /// <summary>Points that runs pass and at which no process died yet.</summary>
    public IReadOnlyList<string> Uncovered => [.. Passed.Keys.Where(point => !Killed.ContainsKey(point)).Order(StringComparer.Ordinal)];
}

/// <summary>Plays histories, each in a world of its own, as many at once as there are processors.</summary>
internal sealed class Prover(ProofSetting setting)
{
    private readonly Vocabulary _vocabulary = new(setting.Book);

    public Vocabulary Vocabulary => _vocabulary;

    /// <param name="stopAtFirst">Ends soon after the first failure.</param>
    public async Task<ProofReport> RunAsync(ulong firstSeed, int schedules, bool stopAtFirst, IProgress<int>? progress, CancellationToken ct)
    {
        using var folder = new ProofFolder();
        var template = await TemplateAsync(folder, ct);
        var failures = new ConcurrentBag<ProofFailure>();
        var (passed, killed) = (new ConcurrentDictionary<string, int>(StringComparer.Ordinal), new ConcurrentDictionary<string, int>(StringComparer.Ordinal));
        var done = 0;

        await Parallel.ForEachAsync(Enumerable.Range(0, schedules), ct, async (at, _) =>
        {
            if (stopAtFirst && !failures.IsEmpty)
            {
                return;
            }

            var seed = firstSeed + (ulong)at;
            await using var world = await World.OpenAsync(setting, folder.Of(seed), template);
            var play = new Play(world, _vocabulary, seed);
            if (await FaultAsync(play) is { } fault)
            {
                failures.Add(new ProofFailure(seed, fault, play.Log));
            }

            Count(passed, play.Fate.Passed);
            Count(killed, play.Fate.Killed);
            progress?.Report(Interlocked.Increment(ref done));
        });

        return new ProofReport(schedules, [.. failures.OrderBy(failure => failure.Seed)], passed, killed);
    }

    // A bug that throws is a history that ended wrongly, too.
    private static async Task<string?> FaultAsync(Play play)
    {
        try
        {
            return await play.RunAsync();
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    private static void Count(ConcurrentDictionary<string, int> counts, IEnumerable<string> points)
    {
        foreach (var point in points)
        {
            counts.AddOrUpdate(point, 1, (_, count) => count + 1);
        }
    }

    /// <summary>A database without rows.</summary>
    public static async Task<byte[]> TemplateAsync(ProofFolder folder, CancellationToken ct)
    {
        var file = Path.Combine(folder.Path, "template.db");
        var database = await SqliteDatabase.OpenFileAsync(file, ct);
        database.Release();
        return await File.ReadAllBytesAsync(file, ct);
    }
}

/// <summary>Where the databases of a proof lie while it goes on: in memory where the system has such a place.</summary>
internal sealed class ProofFolder : IDisposable
{
    private const string InMemory = "/dev/shm";

    public string Path { get; } = System.IO.Path.Combine(
        Directory.Exists(InMemory) ? InMemory : System.IO.Path.GetTempPath(), $"hub-proof-{Guid.NewGuid():N}");

    public ProofFolder() => Directory.CreateDirectory(Path);

    public string Of(ulong seed) => System.IO.Path.Combine(Path, seed.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
