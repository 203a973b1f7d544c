using System.Runtime.CompilerServices;
using System.Text;

namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>
/// Reads markup tag by tag and keeps which elements are open. The hot path of a night in which nothing changed: its methods
/// are compiled optimised at once, because a run is over before the runtime would find out that they are hot.
/// </summary>
internal sealed class TagReader(XmlNames names)
{
    private const int Deepest = 256;

    private readonly XmlNames _names = names;
    private readonly NamespaceScope _scope = new(names);
    private readonly int[] _open = new int[Deepest + 1];

    // By the tag before: the number, from 1, of the name that came behind it last time.
    private readonly ushort[] _followers = new ushort[XmlNames.Most * 2];
    private int _before;

    /// <summary>The attributes of the start tag that was read last, if it has any.</summary>
    public XmlAttributes Attributes { get; } = new(names);

    /// <summary>How many elements are open.</summary>
    public int Depth { get; private set; }

    /// <summary>Where the last tag began.</summary>
    public int TagStart { get; set; }

    /// <summary>Local name of the last tag.</summary>
    public string Name => _names.Local(TagName);

    /// <summary>The innermost open element.</summary>
    public string OpenName => _names.Full(_open[Depth]);

    private int TagName { get; set; }

    /// <summary>Goes behind the next tag, comment or instruction, and over the text before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Markup Advance(ReadOnlySpan<byte> bytes, ref int at)
    {
        while (true)
        {
            var end = Lexis.TextEnd(bytes, at);
            if (end < 0)
            {
                return Markup.Starved;
            }

            at = end;
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
            (byte)'!' => Passed(Asides.Exclamation(bytes, at, Depth), ref at),
            (byte)'?' => Passed(Asides.Instruction(bytes, at, _names), ref at),
            _ => StartTag(bytes, ref at),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Markup StartTag(ReadOnlySpan<byte> bytes, ref int at)
    {
        // Records repeat: mostly it is the tag that came behind this one last time, and one comparison tells.
        ref var follower = ref _followers[_before];
        if (follower > 0 && _names.Bytes(follower - 1) is var known && IsPlainTag(bytes, at + 1, known))
        {
            TagStart = at;
            at += known.Length + 2;
            return Open(follower - 1);
        }

        var end = Lexis.NameEnd(bytes, at + 1);
        if (end < 0)
        {
            return Markup.Starved;
        }

        var name = _names.Find(bytes[(at + 1)..end], at + 1);
        if (bytes[end] != '>' || _names.HasPrefix(name))
        {
            return StartTagWithMore(bytes, ref at, name, end);
        }

        follower = (ushort)(name + 1);
        TagStart = at;
        at = end + 1;
        return Open(name);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsPlainTag(ReadOnlySpan<byte> bytes, int at, ReadOnlySpan<byte> name) =>
        at + name.Length < bytes.Length && bytes[at + name.Length] == '>' && bytes.Slice(at, name.Length).SequenceEqual(name);

    private Markup StartTagWithMore(ReadOnlySpan<byte> bytes, ref int at, int name, int end)
    {
        var close = Attributes.Read(bytes, end);
        if (close < 0 || (bytes[close] == '/' && close + 1 >= bytes.Length))
        {
            return Markup.Starved;
        }

        var empty = bytes[close] == '/';
        if (empty && bytes[close + 1] != '>')
        {
            throw new NotWellFormedException(close, "в теге «/» без «>»", "a '/' without '>' in a tag");
        }

        if (Attributes.Count > 0 || _names.HasPrefix(name))
        {
            _scope.Enter(Depth + 1, name, bytes, Attributes, at);
        }

        TagStart = at;
        at = close + (empty ? 2 : 1);
        if (!empty)
        {
            return Open(name);
        }

        _scope.Leave(Depth + 1);
        TagName = name;
        _before = (name * 2) + 1;
        return Depth < Deepest ? Markup.Empty : throw TooDeep();
    }

    private Markup Open(int name)
    {
        if (Depth == Deepest)
        {
            throw TooDeep();
        }

        TagName = name;
        _before = name * 2;
        _open[++Depth] = name;
        return Markup.Start;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

        TagStart = at;
        at = end + 1;
        TagName = _open[Depth];
        _before = (TagName * 2) + 1;
        if (_scope.Depth >= Depth)
        {
            _scope.Leave(Depth);
        }

        Depth--;
        return Markup.End;
    }

    private static Markup Passed(int end, ref int at)
    {
        at = end < 0 ? at : end;
        return end < 0 ? Markup.Starved : Markup.Other;
    }

    private NotWellFormedException Mismatch(ReadOnlySpan<byte> bytes, int at)
    {
        var rest = bytes[(at + 2)..Math.Min(bytes.Length, at + 82)];
        var found = rest.IndexOf((byte)'>') is var end and >= 0 ? rest[..end] : rest;
        var shown = Encoding.UTF8.GetString(found);
        return Depth == 0
            ? new NotWellFormedException(at, $"закрыт «{shown}», который не открывали", $"'{shown}' is closed but was never opened")
            : new NotWellFormedException(at, $"закрыт «{shown}», а открыт «{OpenName}»", $"'{shown}' is closed where '{OpenName}' is open");
    }

    private NotWellFormedException TooDeep() =>
        new(TagStart, $"вложенность больше {Deepest}", $"elements nest deeper than {Deepest}");
}
