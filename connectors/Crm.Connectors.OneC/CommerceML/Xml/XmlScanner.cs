using System.Text;

namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>What the scanner came to.</summary>
internal enum Markup
{
    /// <summary>The span ends inside of it.</summary>
    Starved,

    /// <summary>Text, a comment, an instruction: well formed and of no interest.</summary>
    Other,
    Start,
    Empty,
    End,
    EndOfDocument,
}

/// <summary>
/// Walks over a document and proves that it is well formed XML with namespaces, without making strings of it.
/// It is stricter than the standard where a file from outside must not do harm: no DOCTYPE, no depth, no endless names.
/// </summary>
internal sealed class XmlScanner : IDisposable
{
    private const int Deepest = 256;

    private readonly ByteWindow _window;
    private readonly string _file;
    private readonly XmlNames _names;
    private readonly XmlAttributes _attributes;
    private readonly NamespaceScope _scope;
    private readonly int[] _open = new int[Deepest + 1];
    private int _at;
    private int _tag;
    private int _tagName;
    private bool _begun;
    private bool _rootSeen;

    public XmlScanner(Stream utf8, string file, XmlNames names)
    {
        _window = new ByteWindow(utf8);
        _file = file;
        _names = names;
        _attributes = new XmlAttributes(names);
        _scope = new NamespaceScope(names);
    }

    /// <summary>How many elements are open.</summary>
    public int Depth { get; private set; }

    /// <summary>Local name of the tag that <see cref="Next"/> came to.</summary>
    public string Name => _names.Local(_tagName);

    /// <summary>The element that was taken, from its '&lt;' to its '&gt;'. Valid until the next move.</summary>
    public ReadOnlySpan<byte> Taken => _window.Bytes[.._at];

    /// <summary>The line in which the tag or the taken element begins.</summary>
    public long Line { get; private set; }

    /// <summary>An attribute of the start tag that <see cref="Next"/> came to.</summary>
    public string? Attribute(string local) => _attributes.Value(_window.Bytes, local);

    /// <summary>The next tag, whatever stands before it.</summary>
    public Markup Next() => Guarded(static scanner => scanner.Walk());

    /// <summary>Reads the element whose start tag was the last to its end and keeps it whole in <see cref="Taken"/>.</summary>
    public void Take() => Guarded(static scanner => scanner.RunOver(keep: true));

    /// <summary>Reads it to its end and keeps nothing.</summary>
    public void Skip() => Guarded(static scanner => scanner.RunOver(keep: false));

    public void Dispose() => _window.Dispose();

    private Markup Guarded(Func<XmlScanner, Markup> move)
    {
        try
        {
            return move(this);
        }
        catch (NotWellFormedException wrong)
        {
            var line = _window.Line + _window.Bytes[..Math.Clamp(wrong.At, 0, _window.Bytes.Length)].Count((byte)'\n');
            throw Broken.At(_file, line, wrong.Ru, wrong.En);
        }
        catch (DecoderFallbackException wrong)
        {
            throw Broken.Whole(_file, "байты не подходят к объявленной кодировке", "bytes do not fit the declared encoding", wrong);
        }
    }

    private Markup Walk()
    {
        Begin();
        while (true)
        {
            _window.Drop(_at);
            _at = 0;
            _attributes.Clear();
            var met = Depth == 0 ? Outside(_window.Bytes) : Advance(_window.Bytes, ref _at);
            if (met is Markup.Start or Markup.Empty or Markup.End or Markup.EndOfDocument)
            {
                Line = _window.Line + _window.Bytes[.._tag].Count((byte)'\n');
                return met;
            }

            if (met == Markup.Starved && !_window.More())
            {
                throw Ended();
            }
        }
    }

    private Markup RunOver(bool keep)
    {
        _window.Drop(_tag);
        _at -= _tag;
        _tag = 0;
        var floor = Depth - 1;
        var bytes = _window.Bytes;
        var at = _at;
        while (Depth > floor)
        {
            if (Advance(bytes, ref at) == Markup.Starved)
            {
                bytes = Refill(keep, ref at);
            }
        }

        _at = at;
        return Markup.End;
    }

    private ReadOnlySpan<byte> Refill(bool keep, scoped ref int at)
    {
        if (!keep)
        {
            _window.Drop(at);
            at = 0;
        }

        return _window.More() ? _window.Bytes : throw Ended();
    }

    private void Begin()
    {
        if (_begun)
        {
            return;
        }

        _begun = true;
        while (_window.Bytes.Length < XmlDeclaration.Longest && _window.More())
        {
        }

        var bytes = _window.Bytes;
        if (bytes.StartsWith("<?xml"u8) && bytes.Length > 5 && Lexis.IsBlank(bytes[5]))
        {
            var end = Lexis.Until(bytes[..Math.Min(bytes.Length, XmlDeclaration.Longest)], 0, "?>"u8);
            _at = end > 0 && XmlDeclaration.IsWellFormed(Encoding.UTF8.GetString(bytes[..end]))
                ? end
                : throw new NotWellFormedException(0, "объявление <?xml …?> написано неверно", "the declaration <?xml …?> is written wrongly");
        }
    }

    // Before and after the root only blanks, comments and instructions may stand.
    private Markup Outside(ReadOnlySpan<byte> bytes)
    {
        var at = Lexis.Blanks(bytes, 0);
        if (at < 0)
        {
            return OutsideEnds(bytes);
        }

        if (bytes[at] != '<')
        {
            throw new NotWellFormedException(at, "текст вне корневого элемента", "text outside of the root element");
        }

        _at = at;
        var met = Advance(bytes, ref _at);
        if (met is Markup.Start or Markup.Empty)
        {
            _rootSeen = !_rootSeen ? true : throw new NotWellFormedException(at, "второй корневой элемент", "a second root element");
        }

        return met;
    }

    private Markup OutsideEnds(ReadOnlySpan<byte> bytes)
    {
        if (_window.More())
        {
            return Markup.Other;
        }

        _at = bytes.Length;
        _tag = 0;
        return _rootSeen ? Markup.EndOfDocument : throw new NotWellFormedException(0, "файл пуст: в нём нет корневого элемента", "the file is empty: it has no root element");
    }

    private Markup Advance(ReadOnlySpan<byte> bytes, ref int at)
    {
        while (true)
        {
            var step = bytes[at..].IndexOfAny((byte)'<', (byte)'&', (byte)']');
            if (step < 0)
            {
                return Markup.Starved;
            }

            at += step;
            if (bytes[at] == '<')
            {
                break;
            }

            var next = bytes[at] == '&' ? Lexis.Reference(bytes, at) : Lexis.Bracket(bytes, at);
            if (next < 0)
            {
                return Markup.Starved;
            }

            at = next;
        }

        return at + 1 >= bytes.Length ? Markup.Starved : bytes[at + 1] switch
        {
            (byte)'/' => EndTag(bytes, ref at),
            (byte)'!' => Exclamation(bytes, ref at),
            (byte)'?' => Instruction(bytes, ref at),
            _ => StartTag(bytes, ref at),
        };
    }

    private Markup StartTag(ReadOnlySpan<byte> bytes, ref int at)
    {
        var end = Lexis.NameEnd(bytes, at + 1);
        if (end < 0)
        {
            return Markup.Starved;
        }

        var name = Named(bytes, at + 1, end);
        if (bytes[end] != '>' || _names.HasPrefix(name))
        {
            return StartTagWithMore(bytes, ref at, name, end);
        }

        _tag = at;
        at = end + 1;
        return Open(name);
    }

    private Markup StartTagWithMore(ReadOnlySpan<byte> bytes, ref int at, int name, int end)
    {
        var close = _attributes.Read(bytes, end);
        if (close < 0 || (bytes[close] == '/' && close + 1 >= bytes.Length))
        {
            return Markup.Starved;
        }

        var empty = bytes[close] == '/';
        if (empty && bytes[close + 1] != '>')
        {
            throw new NotWellFormedException(close, "в теге «/» без «>»", "a '/' without '>' in a tag");
        }

        if (_attributes.Count > 0 || _names.HasPrefix(name))
        {
            _scope.Enter(Depth + 1, name, bytes, _attributes, at);
        }

        _tag = at;
        at = close + (empty ? 2 : 1);
        if (!empty)
        {
            return Open(name);
        }

        _scope.Leave(Depth + 1);
        _tagName = name;
        return Depth < Deepest ? Markup.Empty : throw TooDeep();
    }

    private Markup Open(int name)
    {
        if (Depth == Deepest)
        {
            throw TooDeep();
        }

        _tagName = name;
        _open[++Depth] = name;
        return Markup.Start;
    }

    private Markup EndTag(ReadOnlySpan<byte> bytes, ref int at)
    {
        var name = Depth == 0 ? [] : _names.Bytes(_open[Depth]);
        var end = at + 2 + name.Length;
        if (end >= bytes.Length)
        {
            return Markup.Starved;
        }

        if (Depth == 0 || !bytes[(at + 2)..].StartsWith(name) || (bytes[end] != '>' && !Lexis.IsBlank(bytes[end])))
        {
            throw Mismatch(bytes, at);
        }

        end = Lexis.Blanks(bytes, end);
        if (end < 0)
        {
            return Markup.Starved;
        }

        if (bytes[end] != '>')
        {
            throw Mismatch(bytes, at);
        }

        _tag = at;
        at = end + 1;
        _tagName = _open[Depth];
        if (_scope.Depth >= Depth)
        {
            _scope.Leave(Depth);
        }

        Depth--;
        return Markup.End;
    }

    private Markup Exclamation(ReadOnlySpan<byte> bytes, ref int at)
    {
        var rest = bytes[at..];
        if (rest.Length < 9)
        {
            return Markup.Starved;
        }

        if (rest.StartsWith("<!--"u8))
        {
            return Comment(bytes, ref at);
        }

        if (rest.StartsWith("<!DOCTYPE"u8))
        {
            throw new NotWellFormedException(at, "в файле есть DOCTYPE: внешние сущности и определения не принимаются", "the file has a DOCTYPE: definitions and external entities are not taken");
        }

        var end = rest.StartsWith("<![CDATA["u8) && Depth > 0 ? Lexis.Until(bytes, at + 9, "]]>"u8)
            : throw new NotWellFormedException(at, "непонятная разметка «<!»", "markup '<!' that is not understood");
        at = end < 0 ? at : end;
        return end < 0 ? Markup.Starved : Markup.Other;
    }

    private static Markup Comment(ReadOnlySpan<byte> bytes, ref int at)
    {
        var end = Lexis.Until(bytes, at + 4, "--"u8);
        if (end < 0 || end >= bytes.Length)
        {
            return Markup.Starved;
        }

        at = bytes[end] == '>' ? end + 1 : throw new NotWellFormedException(at, "«--» внутри комментария", "'--' inside of a comment");
        return Markup.Other;
    }

    private Markup Instruction(ReadOnlySpan<byte> bytes, ref int at)
    {
        var end = Lexis.Until(bytes, at + 2, "?>"u8);
        if (end < 0)
        {
            return Markup.Starved;
        }

        var inside = bytes[(at + 2)..(end - 2)];
        var length = inside.IndexOfAny(" \t\r\n"u8) is var blank and >= 0 ? blank : inside.Length;
        if (Encoding.UTF8.GetString(inside[..length]).Equals("xml", StringComparison.OrdinalIgnoreCase))
        {
            throw new NotWellFormedException(at, "объявление <?xml …?> не в начале файла", "the declaration <?xml …?> does not stand at the beginning of the file");
        }

        var name = Named(bytes, at + 2, at + 2 + length);
        at = _names.HasPrefix(name) ? throw new NotWellFormedException(at, "двоеточие в имени инструкции", "a colon in the name of an instruction") : end;
        return Markup.Other;
    }

    private int Named(ReadOnlySpan<byte> bytes, int from, int to)
    {
        try
        {
            return _names.Find(bytes[from..to]);
        }
        catch (NotWellFormedException wrong)
        {
            throw new NotWellFormedException(from, wrong.Ru, wrong.En);
        }
    }

    private NotWellFormedException Mismatch(ReadOnlySpan<byte> bytes, int at)
    {
        var rest = bytes[(at + 2)..Math.Min(bytes.Length, at + 82)];
        var found = rest.IndexOf((byte)'>') is var end and >= 0 ? rest[..end] : rest;
        var shown = Encoding.UTF8.GetString(found);
        return Depth == 0
            ? new NotWellFormedException(at, $"закрыт «{shown}», который не открывали", $"'{shown}' is closed but was never opened")
            : new NotWellFormedException(at, $"закрыт «{shown}», а открыт «{_names.Full(_open[Depth])}»", $"'{shown}' is closed where '{_names.Full(_open[Depth])}' is open");
    }

    private NotWellFormedException Ended() => Depth > 0
        ? new NotWellFormedException(int.MaxValue, $"файл обрывается: элемент «{_names.Full(_open[Depth])}» не закрыт", $"the file breaks off: the element '{_names.Full(_open[Depth])}' is not closed")
        : new NotWellFormedException(int.MaxValue, "файл обрывается на середине разметки", "the file breaks off in the middle of markup");

    private NotWellFormedException TooDeep() =>
        new(_tag, $"вложенность больше {Deepest}", $"elements nest deeper than {Deepest}");
}
