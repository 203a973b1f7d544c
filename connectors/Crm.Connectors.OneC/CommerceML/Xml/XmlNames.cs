using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;

namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>The names of elements and attributes met so far, each checked once and kept once. Not thread-safe.</summary>
internal sealed class XmlNames
{
    // A schema has a few hundred names; thousands are an attack on whoever keeps them.
    public const int Most = 4096;
    private const int Slots = Most * 4;

    private readonly ushort[] _slots = new ushort[Slots];
    private readonly List<Entry> _entries = [];
    private byte[][] _bytes = new byte[256][];
    private readonly Dictionary<string, string> _strings = new(StringComparer.Ordinal);

    private sealed record Entry(string Full, string Prefix, string Local, string Attribute);

    /// <summary>The number of this name.</summary>
    /// <exception cref="NotWellFormedException">Not a name; it stands at <paramref name="at"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<byte> name, int at)
    {
        for (var slot = (int)(ByteHash.Of(name) >> 50) % Slots; ; slot = (slot + 1) % Slots)
        {
            var id = _slots[slot] - 1;
            if (id < 0)
            {
                return Add(name, slot, at);
            }

            if (_bytes[id].AsSpan().SequenceEqual(name))
            {
                return id;
            }
        }
    }

    public ReadOnlySpan<byte> Bytes(int id) => _bytes[id];

    public string Full(int id) => _entries[id].Full;

    /// <summary>The part before the colon, or "".</summary>
    public string Prefix(int id) => _entries[id].Prefix;

    /// <summary>The part after the colon; equal names give one and the same string.</summary>
    public string Local(int id) => _entries[id].Local;

    /// <summary>"@" and the local name.</summary>
    public string Attribute(int id) => _entries[id].Attribute;

    public bool HasPrefix(int id) => _entries[id].Prefix.Length > 0;

    private int Add(ReadOnlySpan<byte> bytes, int slot, int at)
    {
        if (_entries.Count == Most)
        {
            throw new NotWellFormedException(at, $"больше {Most} разных имён элементов", $"more than {Most} different names of elements");
        }

        var full = Encoding.UTF8.GetString(bytes);
        var colon = full.IndexOf(':', StringComparison.Ordinal);
        var prefix = colon < 0 ? "" : full[..colon];
        if (!IsName(full.AsSpan(colon + 1)) || (colon >= 0 && !IsName(prefix)))
        {
            throw new NotWellFormedException(at, $"«{Shown(full)}» не может быть именем", $"'{Shown(full)}' cannot be a name");
        }

        var local = One(full[(colon + 1)..]);
        if (_entries.Count == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        _bytes[_entries.Count] = bytes.ToArray();
        _entries.Add(new Entry(full, prefix, local, One("@" + local)));
        _slots[slot] = (ushort)_entries.Count;
        return _entries.Count - 1;
    }

    // The literals of the program where there are such, so that a look-up of a field compares references.
    private string One(string name)
    {
        if (string.IsInterned(name) is { } literal)
        {
            return literal;
        }

        _strings.TryAdd(name, name);
        return _strings[name];
    }

    private static string Shown(string name) => name.Length <= 40 ? name : name[..40] + "…";

    private static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || !XmlConvert.IsStartNCNameChar(name[0]))
        {
            return false;
        }

        foreach (var letter in name)
        {
            if (!XmlConvert.IsNCNameChar(letter))
            {
                return false;
            }
        }

        return true;
    }
}
