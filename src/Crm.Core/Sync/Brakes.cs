using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>How much of something is ordinary life: up to so many in any case, beyond that up to a share of what is known.</summary>
/// <param name="Share">0 to 1 and more; what one delivery may touch of what is known of its kind.</param>
/// <param name="Harmless">So many are everyday life, whatever their share: small bases have large shares.</param>
public readonly record struct Limit(double Share, int Harmless)
{
    /// <param name="known">Asked only when it matters.</param>
    public bool IsExceeded(long count, Func<long> known) => count > Harmless && count > known() * Share;
}

/// <summary>What a delivery may not do without a person. The defaults let an ordinary year pass and stop a disaster.</summary>
/// <param name="MaxDeletions">The share, 0 to 1, of the objects known of a kind that one delivery may mark as deleted.</param>
/// <param name="HarmlessDeletions">So many deletions are everyday life, whatever their share.</param>
public sealed record Brakes(double MaxDeletions = 0.2, int HarmlessDeletions = 5)
{
    public Limit Deletions => new(MaxDeletions, HarmlessDeletions);

    /// <summary>What a set that was promised to be full may lack of what it held the last time.</summary>
    public Limit Missing { get; init; } = new(0.2, 20);

    /// <summary>New objects, of those known of their kind: another base, or the same with other ids, brings strangers only.</summary>
    public Limit Growth { get; init; } = new(0.8, 200);

    /// <summary>Records of a kind that change or lose a value they had. Prices, stocks and other numbers live their own life.</summary>
    public Limit Changes { get; init; } = new(0.4, 20);

    /// <summary>Records of a kind in which one and the same key field changes.</summary>
    public Limit KeyChanges { get; init; } = new(0.1, 10);

    /// <summary>Records in which a price becomes <see cref="PriceLeap"/> times greater or smaller.</summary>
    public Limit PriceLeaps { get; init; } = new(0.1, 20);

    public decimal PriceLeap { get; init; } = 3;

    /// <summary>Money that may move in invoices that are paid or shipped; of each currency so many of its units.</summary>
    public decimal MaxMoneyMoved { get; init; } = 1_000_000;

    public ClosedPeriods ClosedPeriods { get; init; } = ClosedPeriods.None;
}

/// <summary>Up to which day, that day included, the books of an organization are closed.</summary>
public sealed class ClosedPeriods
{
    /// <summary>The word for all organizations that have no day of their own.</summary>
    public const string All = "*";

    private readonly Dictionary<string, DateOnly> _until;

    /// <param name="until">By ИНН or name of the organization, or by <see cref="All"/>.</param>
    public ClosedPeriods(IReadOnlyDictionary<string, DateOnly> until)
    {
        _until = until.GroupBy(pair => KeyText.Normalise(pair.Key) ?? "").ToDictionary(group => group.Key, group => group.Max(pair => pair.Value), StringComparer.Ordinal);
        Latest = until.Count == 0 ? null : until.Values.Max();
    }

    public static ClosedPeriods None { get; } = new(new Dictionary<string, DateOnly>());

    /// <summary>After this day nothing is closed for anybody; null when nothing is closed at all.</summary>
    public DateOnly? Latest { get; }

    /// <param name="organization">What the organization may be called: ИНН and names; none when it is not known.</param>
    public bool IsClosed(DateOnly day, IEnumerable<string?> organization)
    {
        var own = organization.Select(KeyText.Normalise).OfType<string>().Where(_until.ContainsKey).Select(name => (DateOnly?)_until[name]).Max();
        return day <= (own ?? (_until.TryGetValue(All, out var all) ? all : DateOnly.MinValue));
    }
}
