using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml;

namespace Crm.Connectors.OneC.CommerceML.Sending;

/// <summary>Values as text that XML can hold.</summary>
internal static class Spoken
{
    /// <summary>The text, trimmed as whoever reads it will trim it; null when nothing is left, or when it is no single value.</summary>
    public static string? Of(object? value) => value switch
    {
        string text => Clean(text),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>The beginning, which does not end in half a letter.</summary>
    public static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)].TrimEnd();

    // Control characters cannot be written in XML, not even by their numbers; nor can half a letter.
    private static string? Clean(string text)
    {
        if (text.AsSpan().ContainsAnyExceptInRange(' ', '\uD7FF'))
        {
            text = Kept(text);
        }

        return text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }

    private static string Kept(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var whole = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) == OperationStatus.Done;
            if (whole && (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)))
            {
                kept.Append(text, at, length);
            }

            at += length;
        }

        return kept.ToString();
    }
}
