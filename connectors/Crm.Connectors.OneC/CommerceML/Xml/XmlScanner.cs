using System.Runtime.CompilerServices;
using System.Text;

namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>
/// Walks over a document and proves that it is well formed XML with namespaces, without making strings of it.
/// It is stricter than the standard where a file from outside must not do harm: no DOCTYPE, no depth, no endless names.
/// </summary>
internal sealed class XmlScanner : IDisposable
{
    private readonly ByteWindow _window;
    private readonly string _file;
    private readonly TagReader _tags;
    private int _at;
    private bool _begun;
    private bool _rootSeen;

    public XmlScanner(Stream utf8, string file, XmlNames names)
    {
        _window = new ByteWindow(utf8);
        _file = file;
        _tags = new TagReader(names);
    }

    /// <summary>How many elements are open.</summary>
    public int Depth => _tags.Depth;

    /// <summary>Local name of the tag that <see cref="Next"/> came to.</summary>
    public string Name => _tags.Name;

    /// <summary>The element that was taken, from its '&lt;' to its '&gt;'. Valid until the next move.</summary>
    public ReadOnlySpan<byte> Taken => _window.Bytes[.._at];

    /// <summary>The line in which the tag or the taken element begins.</summary>
    public long Line { get; private set; }

    /// <summary>An attribute of the start tag that <see cref="Next"/> came to.</summary>
    public string? Attribute(string local) => _tags.Attributes.Value(_window.Bytes, local);

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
            _tags.Attributes.Clear();
            var met = Depth == 0 ? Outside(_window.Bytes) : _tags.Advance(_window.Bytes, ref _at);
            if (met is Markup.Start or Markup.Empty or Markup.End or Markup.EndOfDocument)
            {
                Line = _window.Line + _window.Bytes[.._tags.TagStart].Count((byte)'\n');
                return met;
            }

            if (met == Markup.Starved && !_window.More())
            {
                throw Ended();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Markup RunOver(bool keep)
    {
        _window.Drop(_tags.TagStart);
        _at -= _tags.TagStart;
        _tags.TagStart = 0;
        var floor = Depth - 1;
        var bytes = _window.Bytes;
        var at = _at;
        while (_tags.Depth > floor)
        {
            if (_tags.Advance(bytes, ref at) == Markup.Starved)
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
        var met = _tags.Advance(bytes, ref _at);
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
        _tags.TagStart = 0;
        return _rootSeen ? Markup.EndOfDocument : throw new NotWellFormedException(0, "файл пуст: в нём нет корневого элемента", "the file is empty: it has no root element");
    }

    private NotWellFormedException Ended() => Depth > 0
        ? new NotWellFormedException(int.MaxValue, $"файл обрывается: элемент «{_tags.OpenName}» не закрыт", $"the file breaks off: the element '{_tags.OpenName}' is not closed")
        : new NotWellFormedException(int.MaxValue, "файл обрывается на середине разметки", "the file breaks off in the middle of markup");
}
