using System.Text;

namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>Raw bytes, already found well formed, to text: references, CDATA and line ends undone as XML demands.</summary>
internal static class XmlText
{
    /// <summary>The text of an element without child elements, trimmed; comments and instructions inside are left out.</summary>
    public static string OfElement(ReadOnlySpan<byte> raw, ShortTexts texts) =>
        raw.IndexOfAny("&<\r"u8) < 0 ? texts.Of(raw) : Slowly(raw, false).Trim();

    /// <summary>The value of an attribute, trimmed.</summary>
    public static string OfAttribute(ReadOnlySpan<byte> raw, ShortTexts texts) =>
        raw.IndexOfAny("&\r\n\t"u8) < 0 ? texts.Of(raw) : Slowly(raw, true).Trim();

    public static string OfAttribute(ReadOnlySpan<byte> raw) =>
        raw.IndexOfAny("&\r\n\t"u8) < 0 ? Encoding.UTF8.GetString(raw) : Slowly(raw, true);

    private static string Slowly(ReadOnlySpan<byte> raw, bool attribute)
    {
        var text = new StringBuilder(raw.Length);
        while (!raw.IsEmpty)
        {
            var plain = attribute ? raw.IndexOfAny("&\r\n\t"u8) : raw.IndexOfAny("&<\r"u8);
            Append(text, plain < 0 ? raw : raw[..plain]);
            if (plain < 0)
            {
                break;
            }

            raw = raw[plain..];
            raw = raw[0] switch
            {
                (byte)'&' => Reference(text, raw),
                (byte)'<' => Aside(text, raw),
                _ => Blank(text, raw, attribute),
            };
        }

        return text.ToString();
    }

    private static ReadOnlySpan<byte> Reference(StringBuilder text, ReadOnlySpan<byte> raw)
    {
        var end = raw.IndexOf((byte)';');
        text.Append(new Rune(Lexis.CodeOf(raw[1..end])).ToString());
        return raw[(end + 1)..];
    }

    private static ReadOnlySpan<byte> Aside(StringBuilder text, ReadOnlySpan<byte> raw)
    {
        if (raw.StartsWith("<![CDATA["u8))
        {
            var end = raw.IndexOf("]]>"u8);
            Append(text, raw[9..end], lineEnds: true);
            return raw[(end + 3)..];
        }

        return raw.StartsWith("<!--"u8) ? raw[Lexis.Until(raw, 4, "-->"u8)..] : raw[Lexis.Until(raw, 2, "?>"u8)..];
    }

    // \r\n and a lone \r are one line end; in an attribute every blank is a space.
    private static ReadOnlySpan<byte> Blank(StringBuilder text, ReadOnlySpan<byte> raw, bool attribute)
    {
        text.Append(attribute ? ' ' : '\n');
        return raw is [(byte)'\r', (byte)'\n', ..] ? raw[2..] : raw[1..];
    }

    private static void Append(StringBuilder text, ReadOnlySpan<byte> raw, bool lineEnds = false)
    {
        var plain = Encoding.UTF8.GetString(raw);
        text.Append(lineEnds ? plain.ReplaceLineEndingsOfXml() : plain);
    }

    private static string ReplaceLineEndingsOfXml(this string text) =>
        text.Contains('\r') ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : text;
}
