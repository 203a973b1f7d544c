using System.Buffers;
using System.Text;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Converters;

/// <summary>Converters from text to text.</summary>
internal static class TextConverters
{
    // White space but the blank itself.
    private static readonly SearchValues<char> RareBlanks = SearchValues.Create(
        "\t\n\v\f\r\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000");

    public static Outcome Trim(string text, in Scope scope) => OfText(text.Trim());

    public static Outcome Upper(string text, in Scope scope) => OfText(text.ToUpperInvariant());

    public static Outcome Lower(string text, in Scope scope) => OfText(text.ToLowerInvariant());

    public static Outcome Collapse(string text, in Scope scope)
    {
        if (IsCollapsed(text))
        {
            return OfText(text);
        }

        var built = new StringBuilder(text.Length);
        var blank = false;
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter))
            {
                blank = built.Length > 0;
                continue;
            }

            if (blank)
            {
                built.Append(' ');
            }

            built.Append(letter);
            blank = false;
        }

        return OfText(built.ToString());
    }

    /// <summary>Only 0-9: the digits of other scripts are letters to every register that the result is compared with.</summary>
    public static Outcome Digits(string text, in Scope scope)
    {
        var built = new StringBuilder(Math.Min(text.Length, 64));
        foreach (var letter in text)
        {
            if (char.IsAsciiDigit(letter))
            {
                built.Append(letter);
            }
        }

        return built.Length > 0 ? Outcome.Of(built.ToString()) : Outcome.No(text, "нет ни одной цифры", "there is no digit in it");
    }

    public static Conversion Split(string by, int take) => (string text, in Scope _) =>
    {
        var part = take >= 0 ? FromStart(text, by, take) : FromEnd(text, by, -take - 1);
        return OfText(part.Trim().ToString());
    };

    public static Conversion Replace(string what, string with) =>
        (string text, in Scope _) => OfText(text.Replace(what, with, StringComparison.Ordinal));

    public static Conversion Prefix(string with) => (string text, in Scope _) => Outcome.Of(with + text);

    public static Unconversion WithoutPrefix(string prefix) => text => text.StartsWith(prefix, StringComparison.Ordinal)
        ? Outcome.Of(text[prefix.Length..])
        : Outcome.No(text, $"впереди нет «{prefix}», а там без этого не бывает", $"'{prefix}' is not in front of it, and over there it always is");

    // Nearly every name is so already; it is then given back as it is.
    private static bool IsCollapsed(string text) =>
        text is [not ' ', .., not ' '] && !text.AsSpan().ContainsAny(RareBlanks) && !text.Contains("  ", StringComparison.Ordinal);

    private static Outcome OfText(string text) => text.Length == 0 ? Outcome.Empty : Outcome.Of(text);

    private static ReadOnlySpan<char> FromStart(ReadOnlySpan<char> rest, string by, int take)
    {
        for (; ; take--)
        {
            var at = rest.IndexOf(by, StringComparison.Ordinal);
            if (take == 0)
            {
                return at < 0 ? rest : rest[..at];
            }

            if (at < 0)
            {
                return [];
            }

            rest = rest[(at + by.Length)..];
        }
    }

    private static ReadOnlySpan<char> FromEnd(ReadOnlySpan<char> rest, string by, int take)
    {
        for (; ; take--)
        {
            var at = rest.LastIndexOf(by, StringComparison.Ordinal);
            if (take == 0)
            {
                return at < 0 ? rest : rest[(at + by.Length)..];
            }

            if (at < 0)
            {
                return [];
            }

            rest = rest[..at];
        }
    }
}
