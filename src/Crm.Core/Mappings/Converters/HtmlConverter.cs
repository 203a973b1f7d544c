using System.Net;
using System.Text;
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

        var built = new StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            var end = text[at] == '<' ? TagEnd(text, at) : -1;
            if (end == int.MaxValue)
            {
                // No '>' follows: looking again for every further '<' would take forever on a hostile text.
                return built.Append(text, at, text.Length - at).ToString();
            }

            if (end < 0)
            {
                built.Append(text[at++]);
                continue;
            }

            built.Append(Breaks(text.AsSpan(at, end - at + 1)) ? "\n" : "");
            at = Skipped(text, at, end);
        }

        return built.ToString();
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
