using System.Text.RegularExpressions;

namespace Crm.Connectors.OneC.OData.Wire;

/// <summary>Words of the other side that may stand in a log: 1C repeats parts of a request in its errors.</summary>
internal static partial class Sanitised
{
    private const int Longest = 300;

    /// <summary>One short line without e-mail addresses, keys and long numbers, by which people and accounts are known.</summary>
    public static string Of(string text)
    {
        var line = Spaces().Replace(text.Length > 8 * Longest ? text[..(8 * Longest)] : text, " ").Trim();
        line = LongNumber().Replace(Mail().Replace(Key().Replace(line, "…"), "…"), "…");
        return line.Length > Longest ? line[..Longest] + "…" : line;
    }

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.[\w.-]+")]
    private static partial Regex Mail();

    [GeneratedRegex(@"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")]
    private static partial Regex Key();

    [GeneratedRegex(@"\d[\d\u00A0 ()+-]{4,}\d")]
    private static partial Regex LongNumber();
}
