using System.Collections;

namespace Crm.Core.Sync;

/// <summary>Which pieces of a delivery are not known, by their place in it: one bit each.</summary>
internal sealed class News
{
    private readonly BitArray _bits = new(1 << 12);

    /// <summary>Pieces there are.</summary>
    public int Pieces { get; private set; }

    /// <summary>Pieces that are news.</summary>
    public int Count { get; private set; }

    public bool this[long place] => _bits[(int)place];

    public void Add(bool isNews)
    {
        if (Pieces == _bits.Length)
        {
            _bits.Length *= 2;
        }

        _bits[Pieces++] = isNews;
        Count += isNews ? 1 : 0;
    }
}
