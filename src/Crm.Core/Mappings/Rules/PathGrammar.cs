using System.Diagnostics.CodeAnalysis;

namespace Crm.Core.Mappings.Rules;

/// <summary>Splits the text of a path: segments by '/', "../" in front, "." for the object or row itself, predicates in brackets.</summary>
internal static class PathGrammar
{
    private const string Here = ".";
    private const string Up = "../";

    public static bool TryParse(string text, [NotNullWhen(true)] out SourcePath? path)
    {
        path = null;
        var trimmed = text.Trim();
        var fromTop = trimmed.StartsWith(Up, StringComparison.Ordinal);
        var rest = fromTop ? trimmed[Up.Length..] : trimmed;
        if (rest == Here)
        {
            path = new SourcePath(trimmed, fromTop, []);
            return true;
        }

        var steps = new List<PathStep>();
        foreach (var segment in Segments(rest))
        {
            if (Step(segment) is not { } step)
            {
                return false;
            }

            steps.Add(step);
        }

        path = new SourcePath(trimmed, fromTop, steps);
        return true;
    }

    // A '/' inside brackets belongs to the predicate.
    private static IEnumerable<string> Segments(string text)
    {
        var from = 0;
        var depth = 0;
        for (var at = 0; at < text.Length; at++)
        {
            depth += text[at] switch { '[' => 1, ']' => -1, _ => 0 };
            if (text[at] == '/' && depth == 0)
            {
                yield return text[from..at];
                from = at + 1;
            }
        }

        yield return text[from..];
    }

    private static PathStep? Step(string segment)
    {
        var open = segment.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
        {
            return Name(segment) is { } plain ? new PathStep(plain, null) : null;
        }

        var equals = segment.IndexOf('=', open);
        if (equals < 0 || !segment.EndsWith(']') || Name(segment[..open]) is not { } name || Name(segment[(open + 1)..equals]) is not { } field)
        {
            return null;
        }

        var words = segment[(equals + 1)..^1].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : new PathStep(name, new RowPick(field, words));
    }

    // Interned: a connector that interns its names too lets Fields find them by reference.
    private static string? Name(string text)
    {
        var name = text.Trim();
        return name.Length > 0 && name.AsSpan().IndexOfAny("[]=|") < 0 && name is not ("." or "..") ? string.Intern(name) : null;
    }
}
