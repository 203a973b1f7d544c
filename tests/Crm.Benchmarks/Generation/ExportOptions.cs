namespace Crm.Benchmarks.Generation;

/// <summary>What an export holds. Exports of one seed speak of the same objects.</summary>
/// <param name="Items">Goods, and as many offers; a tenth of it documents, a hundredth counterparties.</param>
/// <param name="FormedAt">Stands in every file as ДатаФормирования.</param>
/// <param name="Shuffle">Goods, offers and documents come in another order; each is the same byte for byte.</param>
/// <param name="ChangedShare">The share of goods, offers and documents that say a new name, price or payment.</param>
internal sealed record ExportOptions(
    int Items, ulong Seed, DateTime FormedAt, bool Shuffle = false, decimal ChangedShare = 0)
{
    public int Documents => Math.Max(1, Items / 10);

    public int Counterparties => Math.Max(1, Items / 100);

    /// <summary>Whether this element is among those that changed since the first export.</summary>
    public bool Changes(ulong kind, int number) =>
        ChangedShare > 0 && new Dice(Seed ^ kind, Kinds.Change, (ulong)number).Below(1_000_000) < ChangedShare * 1_000_000;

    /// <summary>The elements of one kind in the order of this export.</summary>
    public IEnumerable<int> Order(ulong kind, int count)
    {
        var shuffle = new Shuffle(count, Dice.Mix(Seed ^ kind));
        for (var position = 0; position < count; position++)
        {
            yield return Shuffle ? shuffle.At(position) : position;
        }
    }
}
