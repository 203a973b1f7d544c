using Crm.Connect;
using Crm.Connectors.OneC.CommerceML.Xml;

namespace Crm.Connectors.OneC.CommerceML.Pieces;

/// <summary>
/// Turns the bytes of a piece, already found well formed, into fields: text to string, an empty element to null,
/// an element with children to fields, a name that repeats to many, attributes to "@name". Not thread-safe.
/// </summary>
internal sealed class PieceDecoder(XmlNames names)
{
    private readonly FieldStack _items = new();
    private readonly List<Frame> _frames = [];
    private readonly XmlAttributes _attributes = new(names);
    private readonly ShortTexts _texts = new();

    private readonly record struct Frame(string Name, int Items, int Attributes, int Content);

    /// <summary>The content of the outermost element.</summary>
    public Fields Decode(ReadOnlySpan<byte> piece)
    {
        _items.Clear();
        _frames.Clear();
        for (var at = 0; at < piece.Length;)
        {
            var step = piece[at..].IndexOf((byte)'<');
            at = step < 0 ? piece.Length : Tag(piece, at + step);
        }

        return _items.First switch
        {
            Fields fields => fields,
            string text => Fields.Of(("", text)),
            _ => Fields.Empty,
        };
    }

    private int Tag(ReadOnlySpan<byte> piece, int at) => piece[at + 1] switch
    {
        (byte)'/' => Close(piece, at),
        (byte)'?' => Lexis.Until(piece, at, "?>"u8),
        (byte)'!' => piece[at + 2] == '-' ? Lexis.Until(piece, at + 4, "-->"u8) : Lexis.Until(piece, at, "]]>"u8),
        _ => Open(piece, at),
    };

    private int Open(ReadOnlySpan<byte> piece, int at)
    {
        var end = Lexis.NameEnd(piece, at + 1);
        var name = names.Local(names.Find(piece[(at + 1)..end], at + 1));
        var first = _items.Count;
        if (piece[end] != '>')
        {
            end = _attributes.Read(piece, end);
            SayAttributes(piece);
        }

        if (piece[end] == '/')
        {
            _items.Push(name, _items.Count > first ? _items.Take(first) : null);
            return end + 2;
        }

        _frames.Add(new Frame(name, first, _items.Count - first, end + 1));
        return end + 1;
    }

    private int Close(ReadOnlySpan<byte> piece, int at)
    {
        var frame = _frames[^1];
        _frames.RemoveAt(_frames.Count - 1);
        var said = _items.Count - frame.Items;
        var text = said > frame.Attributes ? null : Text(piece[frame.Content..at]);
        if (said > 0 && text is not null)
        {
            _items.Push("", text);
        }

        _items.Push(frame.Name, said > 0 ? _items.Take(frame.Items) : text);
        return at + piece[at..].IndexOf((byte)'>') + 1;
    }

    private void SayAttributes(ReadOnlySpan<byte> piece)
    {
        for (var index = 0; index < _attributes.Count; index++)
        {
            var (name, from, to) = _attributes[index];
            if (names.Full(name) != "xmlns" && names.Prefix(name) is not ("xmlns" or "xsi"))
            {
                _items.Push(names.Attribute(name), OrEmpty(XmlText.OfAttribute(piece[from..to], _texts)));
            }
        }
    }

    private string? Text(ReadOnlySpan<byte> raw) => raw.IsEmpty ? null : OrEmpty(XmlText.OfElement(raw, _texts));

    private static string? OrEmpty(string text) => text.Length > 0 ? text : null;
}
