using Crm.Benchmarks.Generation;

namespace Crm.Benchmarks;

/// <summary>Which night's export it is.</summary>
internal enum Export
{
    First,

    /// <summary>Formed a day later, in another order; every element says what it said.</summary>
    Unchanged,

    /// <summary>Formed another day later, in another order; one element of a hundred says something new.</summary>
    Changed,
}

internal static class Exports
{
    private static readonly DateTime FirstNight = new(2025, 12, 1, 3, 0, 0, DateTimeKind.Unspecified);

    public static ExportOptions Options(this Export export, int items, ulong seed) => export switch
    {
        Export.First => new(items, seed, FirstNight),
        Export.Unchanged => new(items, seed, FirstNight.AddDays(1), Shuffle: true),
        Export.Changed => new(items, seed, FirstNight.AddDays(2), Shuffle: true, ChangedShare: 0.01m),
        _ => throw new ArgumentOutOfRangeException(nameof(export), export, message: null),
    };
}
