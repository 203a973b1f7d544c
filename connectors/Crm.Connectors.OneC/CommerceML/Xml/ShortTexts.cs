using System.Text;

namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>
/// Makes strings of bytes, trimmed, and gives the same string for short ones that come again: units, rates, names of requisites, ids of
/// groups. It keeps a fixed number of them, so no file can make it grow. Not thread-safe.
/// </summary>
internal sealed class ShortTexts
{
    // An id of 1C has 36 bytes, most words of lists have fewer.
    private const int Longest = 48;
    private const int Slots = 2048;

    private readonly byte[] _bytes = new byte[Slots * Longest];
    private readonly string?[] _texts = new string?[Slots];
    private readonly int[] _lengths = new int[Slots];
    private readonly ulong[] _met = new ulong[Slots];

    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest)
        {
            return Encoding.UTF8.GetString(utf8).Trim();
        }

        var hash = ByteHash.Of(utf8);
        var slot = (int)(hash >> 53) % Slots;
        return _texts[slot] is { } kept && Bytes(slot).SequenceEqual(utf8) ? kept : Made(utf8, slot, hash);
    }

    // Most texts of a file come once only. What is met a second time is kept; the rest does not push it out.
    private string Made(ReadOnlySpan<byte> utf8, int slot, ulong hash)
    {
        var text = Encoding.UTF8.GetString(utf8).Trim();
        if (_met[slot] == hash)
        {
            _texts[slot] = text;
            _lengths[slot] = utf8.Length;
            utf8.CopyTo(_bytes.AsSpan(slot * Longest));
        }

        _met[slot] = hash;
        return text;
    }

    private ReadOnlySpan<byte> Bytes(int slot) => _bytes.AsSpan(slot * Longest, _lengths[slot]);
}
