namespace Crm.Simulator.Seeding;

/// <summary>Chance that repeats itself: the same seed throws the same numbers and makes the same keys.</summary>
internal sealed class Dice(int seed)
{
    // Not for secrets: what it throws must be the same tomorrow.
#pragma warning disable CA5394
    private readonly Random _random = new(seed);

    public int Upto(int most) => _random.Next(most);

    public T Of<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    /// <summary>True so many times of a hundred.</summary>
    public bool Chance(int percent) => _random.Next(100) < percent;

    public Guid Key()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }
#pragma warning restore CA5394
}
