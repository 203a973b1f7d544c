using System.Buffers;
using System.Net;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Converters;

/// <summary>Makes readable text of HTML in one pass: tags go, breaks and paragraphs become line ends, entities become letters.</summary>
internal static class HtmlConverter
{
    public static Outcome Strip(string text, in Scope scope)
    {
        var plain = WebUtility.HtmlDecode(WithoutTags(text)).Replace('\u00A0', ' ').Trim();
        return plain.Length == 0 ? Outcome.Empty : Outcome.Of(plain);
    }

    private static string WithoutTags(string text)
    {
        if (!text.Contains('<', StringComparison.Ordinal))
        {
            return text;
        }

        var kept = ArrayPool<char>.Shared.Rent(text.Length);
        var length = Keep(text, kept);
        var plain = kept.AsSpan(0, length).Trim().ToString();
        ArrayPool<char>.Shared.Return(kept);
        return plain;
    }

    private static int Keep(string text, Span<char> kept)
    {
        var length = 0;
        for (var at = 0; at < text.Length;)
        {
            var end = text[at] == '<' ? TagEnd(text, at) : -1;
            if (end >= 0 && end != int.MaxValue)
            {
                kept[length] = '\n';
                length += Breaks(text.AsSpan(at, end - at + 1)) ? 1 : 0;
                at = Skipped(text, at, end);
                continue;
            }

            // Where no '>' follows, looking again for every further '<' would take forever on a hostile text.
            var next = end < 0 ? text.IndexOf('<', at + 1) : -1;
            var run = text.AsSpan(at..(next < 0 ? text.Length : next));
            run.CopyTo(kept[length..]);
            length += run.Length;
            at += run.Length;
        }

        return length;
    }

    private static int TagEnd(string text, int at)
    {
        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        if (!char.IsAsciiLetter(next) && next is not ('/' or '!'))
        {
            return -1;
        }

        var close = text.AsSpan(at).StartsWith("<!--") ? "-->" : ">";
        var end = text.IndexOf(close, at, StringComparison.Ordinal);
        return end < 0 ? int.MaxValue : end + close.Length - 1;
    }

    // What stands inside a script or a style is not text.
    private static int Skipped(string text, int at, int end)
    {
        foreach (var name in (ReadOnlySpan<string>)["script", "style"])
        {
            if (IsTag(text.AsSpan(at, end - at + 1), name))
            {
                var close = text.IndexOf("</" + name, end, StringComparison.OrdinalIgnoreCase);
                return close < 0 ? text.Length : close;
            }
        }

        return end + 1;
    }

    private static bool Breaks(ReadOnlySpan<char> tag) =>
        IsTag(tag, "br") || IsTag(tag, "/p") || IsTag(tag, "/div") || IsTag(tag, "/li") || IsTag(tag, "/tr");

    private static bool IsTag(ReadOnlySpan<char> tag, string name) =>
        tag[1..].StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && tag.Length > name.Length + 1
        && !char.IsAsciiLetterOrDigit(tag[name.Length + 1]);
}
