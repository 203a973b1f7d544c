using System.Text;

namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>Turns the raw bytes of a document, whatever its encoding, into UTF-8 without a mark at the beginning.</summary>
internal static class Utf8Source
{
    private const int HeadSize = 64 << 10;

    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>The stream reads on from <paramref name="raw"/>, which stays the caller's.</summary>
    /// <exception cref="Crm.Connect.ConnectorException">Malformed: empty, garbage, or an encoding that cannot be.</exception>
    public static Stream Open(Stream raw, string file)
    {
        var head = new byte[HeadSize];
        var length = raw.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var bytes = head.AsMemory(0, length);
        if (length == 0)
        {
            throw Broken.Whole(file, "файл пуст (0 байт)", "the file is empty (0 bytes)");
        }

        var (encoding, mark) = EncodingOf(bytes.Span, file);
        var whole = new HeadedStream(bytes[mark..], raw);
        if (encoding is null)
        {
            RefuseGarbage(bytes.Span[mark..], file);
            return whole;
        }

        return Encoding.CreateTranscodingStream(whole, Strictly(encoding), Strict, leaveOpen: true);
    }

    /// <summary>The beginning of a document as text; never throws for what it finds there.</summary>
    public static string Glance(ReadOnlySpan<byte> head) => Glance(head, head);

    /// <summary>Some part of a document as text, in the encoding that its beginning tells.</summary>
    public static string Glance(ReadOnlySpan<byte> head, ReadOnlySpan<byte> part)
    {
        var text = (Marked(head).Encoding ?? Named(DeclaredBy(head)) ?? Encoding.UTF8).GetString(part);
        return text.TrimStart('\uFEFF');
    }

    // Null is UTF-8, which needs no work. The declaration is honoured; the mark is only stripped.
    private static (Encoding? Encoding, int Mark) EncodingOf(ReadOnlySpan<byte> head, string file)
    {
        var (wide, mark) = Marked(head);
        if (wide is not null)
        {
            return (wide, mark);
        }

        var name = DeclaredBy(head[mark..]);
        var encoding = name is null || name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? null
            : Named(name) ?? throw Broken.At(file, 1, $"неизвестная кодировка «{name}» в объявлении", $"the declaration names an unknown encoding '{name}'");
        if (encoding is null || encoding.CodePage == 65001)
        {
            return (null, mark);
        }

        if (!encoding.IsSingleByte && encoding.GetByteCount("<") > 1)
        {
            throw Broken.At(file, 1, $"объявлена кодировка {name}, а байты другие", $"declared {name}, but the bytes are not that");
        }

        return IsUtf8(head[mark..])
            ? throw Broken.At(file, 1, $"объявлена кодировка {name}, но файл в UTF-8: исправьте объявление", $"declared {name} but the file is UTF-8: correct the declaration")
            : (encoding, mark);
    }

    private static (Encoding? Encoding, int Mark) Marked(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (null, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [(byte)'<', 0, ..] => (Encoding.Unicode, 0),
        [0, (byte)'<', ..] => (Encoding.BigEndianUnicode, 0),
        _ => (null, 0),
    };

    private static string? DeclaredBy(ReadOnlySpan<byte> head) =>
        XmlDeclaration.EncodingOf(Encoding.Latin1.GetString(head[..Math.Min(head.Length, XmlDeclaration.Longest)]).TrimStart('ï', '»', '¿'));

    private static Encoding? Named(string? name)
    {
        if (name is null || name.StartsWith("utf-7", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Encoding Strictly(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        var whole = bytes[..Utf8Check.WholeCharacters(bytes, 0, bytes.Length)];
        return whole.ContainsAnyInRange((byte)0x80, (byte)0xFF) && System.Text.Unicode.Utf8.IsValid(whole);
    }

    private static void RefuseGarbage(ReadOnlySpan<byte> head, string file)
    {
        var begins = head.IndexOf((byte)'<');
        if (begins == 0)
        {
            return;
        }

        var garbage = Encoding.UTF8.GetString(begins < 0 ? head : head[..begins]);
        if (!string.IsNullOrWhiteSpace(garbage))
        {
            var shown = Shown(garbage);
            throw Broken.At(file, 1, $"мусор в начале файла, перед «<»: «{shown}»", $"garbage at the beginning of the file, before '<': '{shown}'");
        }

        if (begins > 0 && head[begins..].StartsWith("<?xml "u8))
        {
            throw Broken.At(file, 1, "пустые строки перед <?xml: он должен стоять первым", "blanks before <?xml: it must come first");
        }
    }

    private static string Shown(string garbage)
    {
        var trimmed = garbage.Trim();
        var cut = trimmed.Length > 40 ? trimmed[..40] + "…" : trimmed;
        return string.Concat(cut.Select(letter => char.IsControl(letter) ? '·' : letter));
    }
}
