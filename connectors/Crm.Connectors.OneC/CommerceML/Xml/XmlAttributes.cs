using System.Runtime.CompilerServices;

namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>The attributes of the start tag that was read last. Offsets are those of the window at that moment.</summary>
internal sealed class XmlAttributes(XmlNames names)
{
    // More than so many are looked up instead of compared: a hostile tag may have thousands.
    private const int Few = 8;

    private readonly List<(int Name, int From, int To)> _list = [];
    private readonly HashSet<int> _seen = [];

    public int Count => _list.Count;

    public (int Name, int From, int To) this[int index] => _list[index];

    public void Clear() => _list.Clear();

    /// <summary>From behind the name of an element to its '>' or '/'; starved when the tag is not all there.</summary>
    public int Read(ReadOnlySpan<byte> bytes, int at)
    {
        _list.Clear();
        while (true)
        {
            var next = Lexis.Blanks(bytes, at);
            if (next < 0 || bytes[next] is (byte)'>' or (byte)'/')
            {
                RefuseTwins(at);
                return next;
            }

            if (next == at)
            {
                throw new NotWellFormedException(at, "между атрибутами нет пробела", "no blank between attributes");
            }

            at = One(bytes, next);
            if (at < 0)
            {
                return Lexis.Starved;
            }
        }
    }

    /// <summary>The value of the attribute with that local name, or null.</summary>
    public string? Value(ReadOnlySpan<byte> bytes, string local)
    {
        foreach (var (name, from, to) in _list)
        {
            if (names.Local(name) == local)
            {
                return XmlText.OfAttribute(bytes[from..to]);
            }
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int One(ReadOnlySpan<byte> bytes, int at)
    {
        var end = Lexis.NameEnd(bytes, at);
        var equals = end < 0 ? Lexis.Starved : Lexis.Blanks(bytes, end);
        if (equals < 0)
        {
            return Lexis.Starved;
        }

        if (bytes[equals] != '=')
        {
            throw new NotWellFormedException(at, "атрибут без «=»", "an attribute without '='");
        }

        var quote = Lexis.Blanks(bytes, equals + 1);
        return quote < 0 ? Lexis.Starved : Quoted(bytes, names.Find(bytes[at..end], at), quote);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Quoted(ReadOnlySpan<byte> bytes, int name, int at)
    {
        var quote = bytes[at];
        if (quote is not ((byte)'"' or (byte)'\''))
        {
            throw new NotWellFormedException(at, "значение атрибута без кавычек", "the value of an attribute without quotes");
        }

        var from = at + 1;
        for (at = from; ;)
        {
            var step = bytes[at..].IndexOfAny(quote, (byte)'&', (byte)'<');
            if (step < 0)
            {
                return Lexis.Starved;
            }

            at += step;
            if (bytes[at] == quote)
            {
                _list.Add((name, from, at));
                return at + 1;
            }

            at = bytes[at] == '&' ? Lexis.Reference(bytes, at)
                : throw new NotWellFormedException(at, "знак < в значении атрибута; он пишется &lt;", "a < in the value of an attribute; it is written &lt;");
            if (at < 0)
            {
                return Lexis.Starved;
            }
        }
    }

    private void RefuseTwins(int at)
    {
        _seen.Clear();
        for (var index = 1; index < _list.Count; index++)
        {
            if (_list.Count <= Few ? StandsBefore(index) : WasSeen(index))
            {
                throw new NotWellFormedException(at, $"атрибут «{names.Full(_list[index].Name)}» указан дважды", $"the attribute '{names.Full(_list[index].Name)}' is given twice");
            }
        }
    }

    private bool StandsBefore(int index)
    {
        for (var before = 0; before < index; before++)
        {
            if (_list[before].Name == _list[index].Name)
            {
                return true;
            }
        }

        return false;
    }

    private bool WasSeen(int index)
    {
        _seen.Add(_list[index - 1].Name);
        return _seen.Contains(_list[index].Name);
    }
}
