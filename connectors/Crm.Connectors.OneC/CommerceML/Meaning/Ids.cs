using System.Text.RegularExpressions;
using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>
/// Ids as 1C writes them, made one: trimmed, GUIDs in lower case, those within a longer id too. The letters of any other id stay
/// as they are: users make codes that differ in case alone, and two objects taken for one are worse than one taken for two.
/// </summary>
internal static partial class Ids
{
    private const int Longest = 200;

    /// <summary>The id, or null when it is empty or too long to be one.</summary>
    public static string? Normal(string? raw)
    {
        var id = raw?.Trim();
        if (string.IsNullOrEmpty(id) || id.Length > Longest)
        {
            return null;
        }

        return id.AsSpan().ContainsAnyInRange('A', 'F') ? Guid().Replace(id, found => found.Value.ToLowerInvariant()) : id;
    }

    /// <summary>The id of the object in its field Ид.</summary>
    public static string? Of(Fields fields) => Normal(fields.TextIn("Ид"));

    /// <summary>The id of an offer: goods, '#', characteristic. An empty characteristic is none.</summary>
    public static string? Offer(string? raw) => Normal(raw?.Trim().TrimEnd('#'));

    /// <summary>What stands before the first '#' of an offer's id.</summary>
    public static string? Goods(string? id) =>
        id?.IndexOf('#', StringComparison.Ordinal) is { } at and > 0 ? id[..at].TrimEnd() : id;

    /// <summary>What stands behind it, or null when nothing does.</summary>
    public static string? Characteristic(string? id) =>
        id?.IndexOf('#', StringComparison.Ordinal) is { } at and >= 0 && id[at..].Trim('#', ' ') is { Length: > 0 } tail ? tail : null;

    /// <summary>An id made of a name, for what has no other: equal names in whatever spacing and case are one.</summary>
    public static string? ByName(string? name) =>
        string.IsNullOrWhiteSpace(name) ? null : Cut(Blanks().Replace(name.Trim(), " ").ToLowerInvariant());

    private static string Cut(string id) => id.Length <= Longest ? id : id[..Longest];

    [GeneratedRegex(@"(?<![0-9A-Za-z])[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Guid();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
