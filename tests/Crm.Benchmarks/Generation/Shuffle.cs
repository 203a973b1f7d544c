using System.Numerics;

namespace Crm.Benchmarks.Generation;

/// <summary>A random order of the numbers below a limit, in no memory: a Feistel network, walked until it hits one of them.</summary>
internal sealed class Shuffle
{
    private const int Rounds = 4;

    private readonly uint _count;
    private readonly ulong _key;
    private readonly int _half;
    private readonly uint _mask;

    public Shuffle(int count, ulong key)
    {
        _count = (uint)count;
        _key = key;
        _half = (BitOperations.Log2(_count) + 2) / 2;
        _mask = (1u << _half) - 1;
    }

    /// <summary>The number at this position. Every number stands at exactly one.</summary>
    public int At(int position)
    {
        var number = (uint)position;
        do
        {
            number = Permute(number);
        }
        while (number >= _count);

        return (int)number;
    }

    private uint Permute(uint number)
    {
        var (left, right) = (number >> _half, number & _mask);
        for (var round = 0u; round < Rounds; round++)
        {
            (left, right) = (right, left ^ ((uint)Dice.Mix(_key ^ ((ulong)round << 32) ^ right) & _mask));
        }

        return (left << _half) | right;
    }
}
