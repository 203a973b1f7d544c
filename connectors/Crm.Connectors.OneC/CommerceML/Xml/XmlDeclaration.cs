using System.Text.RegularExpressions;

namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>The line &lt;?xml … ?&gt; at the very beginning of a document.</summary>
internal static partial class XmlDeclaration
{
    /// <summary>Longer than any declaration that is one.</summary>
    public const int Longest = 1024;

    public static bool IsWellFormed(string declaration) => Whole().IsMatch(declaration);

    /// <summary>The encoding that it names, or null.</summary>
    public static string? EncodingOf(string head) => Encoding().Match(head) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex("""^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.0\1([ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])[A-Za-z][A-Za-z0-9._-]*\3)?([ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(yes|no)\5)?[ \t\r\n]*\?>$""", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex("""^<\?xml[ \t\r\n][^>]*?[ \t\r\n]encoding[ \t\r\n]*=[ \t\r\n]*(["'])(?<name>[^"'<>]*)\1""", RegexOptions.CultureInvariant)]
    private static partial Regex Encoding();
}
