using Crm.Benchmarks.Raw;

namespace Crm.Benchmarks;

/// <summary>One thing that is measured, in a process of its own.</summary>
/// <param name="Letter">Its name on the command line. Phases run in this order; a later one may build on what an earlier left.</param>
/// <param name="Export">What lies in the exchange folder when it starts.</param>
/// <param name="Run">Does it; gives how many nodes or rows it went through.</param>
internal sealed record Phase(string Letter, string Name, Export Export, Func<BenchmarkFolder, Task<long>> Run)
{
    public static IReadOnlyList<Phase> All { get; } =
    [
        new("a", "XmlReader scan", Export.First, folder => Task.FromResult(XmlScan.Run(folder))),
        new("b", "raw limit: decode and prepared upserts", Export.First, folder => Task.FromResult(RawLimit.Run(folder))),
        new("c", "hub: first load", Export.First, HubPhase.RunAnewAsync),
        new("d", "hub: a fresh export in which nothing changed", Export.Unchanged, HubPhase.RunAsync),
        new("e", "hub: a fresh export in which 1 % changed", Export.Changed, HubPhase.RunAsync),
        new("f", "raw limit on PostgreSQL: decode and binary COPY", Export.First, folder => Task.FromResult(RawLimit.RunOnServer(folder))) { IsOnServer = true },
        new("g", "hub on PostgreSQL: first load", Export.First, HubPhase.RunAnewOnServerAsync) { IsOnServer = true },
        new("h", "hub on PostgreSQL: a fresh export in which nothing changed", Export.Unchanged, HubPhase.RunOnServerAsync) { IsOnServer = true },
        new("i", "hub on PostgreSQL: a fresh export in which 1 % changed", Export.Changed, HubPhase.RunOnServerAsync) { IsOnServer = true },
    ];

    /// <summary>Needs a PostgreSQL; left out where none is installed.</summary>
    public bool IsOnServer { get; init; }

    public static string Letters { get; } = string.Join(',', All.Select(phase => phase.Letter));

    public static Phase Of(string letter) => All.Single(phase => phase.Letter == letter);

    /// <summary>The phases of these letters in their order, or null when a letter names none.</summary>
    public static IReadOnlyList<Phase>? Among(string? letters)
    {
        var asked = (letters ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        Phase[] found = [.. All.Where(phase => asked.Contains(phase.Letter))];
        return found.Length > 0 && found.Length == asked.Count ? found : null;
    }
}
