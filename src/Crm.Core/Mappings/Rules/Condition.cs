using Crm.Connect;

namespace Crm.Core.Mappings.Rules;

/// <summary>A question to the fields of an object over there.</summary>
internal delegate bool Condition(in Scope scope);

/// <summary>The closed family of conditions.</summary>
internal static class Conditions
{
    public static Condition Present(SourcePath path) => (in Scope scope) => IsPresent(path.Find(scope).Value);

    public static Condition Absent(SourcePath path) => (in Scope scope) => !IsPresent(path.Find(scope).Value);

    public static Condition Said(SourcePath path) => (in Scope scope) => path.Find(scope).Said;

    public static Condition Not(Condition inner) => (in Scope scope) => !inner(scope);

    public static Condition Equal(SourcePath path, IReadOnlyList<string> words) =>
        OnText(path, text => Any(words, text, static (said, word) => said.Equals(word, StringComparison.OrdinalIgnoreCase)));

    public static Condition Starts(SourcePath path, IReadOnlyList<string> words) =>
        OnText(path, text => Any(words, text, static (said, word) => said.StartsWith(word, StringComparison.OrdinalIgnoreCase)));

    public static Condition Length(SourcePath path, IReadOnlyList<int> lengths) =>
        OnText(path, text => lengths.Contains(text.AsSpan().Trim().Length));

    public static Condition All(IReadOnlyList<Condition> parts)
    {
        Condition[] all = [.. parts];
        return (in Scope scope) =>
        {
            foreach (var part in all)
            {
                if (!part(scope))
                {
                    return false;
                }
            }

            return true;
        };
    }

    public static Condition AnyOf(IReadOnlyList<Condition> parts)
    {
        Condition[] all = [.. parts];
        return (in Scope scope) =>
        {
            foreach (var part in all)
            {
                if (part(scope))
                {
                    return true;
                }
            }

            return false;
        };
    }

    private static Condition OnText(SourcePath path, Func<string, bool> holds) =>
        (in Scope scope) => path.AsText(scope) is { HasValue: true, Value: string text } && holds(text);

    private static bool IsPresent(object? value) => value switch
    {
        null => false,
        string text => !text.AsSpan().Trim().IsEmpty,
        Many many => many.Count > 0,
        Fields fields => fields.Count > 0,
        _ => true,
    };

    private delegate bool Compare(ReadOnlySpan<char> said, ReadOnlySpan<char> word);

    private static bool Any(IReadOnlyList<string> words, string text, Compare compare)
    {
        var said = text.AsSpan().TrimStart();
        for (var at = 0; at < words.Count; at++)
        {
            // "ИП " must not lose its blank, so only the text is trimmed, and at its end only where the word has none.
            if (compare(words[at].EndsWith(' ') ? said : said.TrimEnd(), words[at]))
            {
                return true;
            }
        }

        return false;
    }
}
