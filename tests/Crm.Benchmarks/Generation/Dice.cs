namespace Crm.Benchmarks.Generation;

/// <summary>Numbers that depend on nothing but the seed, the kind and the number of an element: the same in every export.</summary>
internal struct Dice(ulong seed, ulong kind, ulong number)
{
    private ulong _state = Mix(Mix(Mix(seed) ^ kind) ^ number);

    /// <summary>SplitMix64: one round spreads every bit over all.</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    public ulong Next() => _state = Mix(_state);

    /// <summary>From 0, below <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public Guid Guid()
    {
        var node = Next();
        return new(
            (int)Next(), (short)Next(), 0x11F0, 0x9C, 0x1E,
            (byte)(node >> 40), (byte)(node >> 32), (byte)(node >> 24), (byte)(node >> 16), (byte)(node >> 8), (byte)node);
    }
}
