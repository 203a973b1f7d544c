using System.Buffers;

namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>The line &lt;?xml … ?&gt; at the very beginning of a document.</summary>
internal static class XmlDeclaration
{
    /// <summary>Longer than any declaration that is one.</summary>
    public const int Longest = 1024;

    private const string Begin = "<?xml", End = "?>", Blanks = " \t\r\n";

    private static readonly SearchValues<char> EncodingLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static bool IsWellFormed(string declaration)
    {
        if (!declaration.StartsWith(Begin, StringComparison.Ordinal) || !declaration.EndsWith(End, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = declaration.AsSpan(Begin.Length..^End.Length);
        if (Take(ref rest, "version") is not "1.0")
        {
            return false;
        }

        var encoding = Take(ref rest, "encoding");
        var standalone = Take(ref rest, "standalone");
        return rest.Trim(Blanks).IsEmpty && (encoding is null || IsEncoding(encoding)) && standalone is null or "yes" or "no";
    }

    /// <summary>The encoding that it names, or null; the rest of it may be wrong.</summary>
    public static string? EncodingOf(string head)
    {
        if (!head.StartsWith(Begin, StringComparison.Ordinal))
        {
            return null;
        }

        var end = head.IndexOf('>', StringComparison.Ordinal);
        var rest = head.AsSpan(Begin.Length..(end < 0 ? head.Length : end));
        for (var at = rest.IndexOf("encoding"); at > 0; at = rest.IndexOf("encoding"))
        {
            rest = rest[(at - 1)..];
            if (Take(ref rest, "encoding") is { } name)
            {
                return name;
            }

            rest = rest[2..];
        }

        return null;
    }

    // Blanks, the name, '=', the value in quotes; when something else stands there, nothing is taken.
    private static string? Take(ref ReadOnlySpan<char> rest, string name)
    {
        var at = rest.TrimStart(Blanks);
        if (at.Length == rest.Length || !at.StartsWith(name))
        {
            return null;
        }

        at = at[name.Length..].TrimStart(Blanks);
        at = at.StartsWith('=') ? at[1..].TrimStart(Blanks) : [];
        var length = at.IsEmpty || at[0] is not ('"' or '\'') ? -1 : at[1..].IndexOf(at[0]);
        if (length < 0)
        {
            return null;
        }

        rest = at[(length + 2)..];
        return at.Slice(1, length).ToString();
    }

    private static bool IsEncoding(string name) =>
        name.Length > 0 && char.IsAsciiLetter(name[0]) && !name.AsSpan().ContainsAnyExcept(EncodingLetters);
}
