using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Reading;

/// <summary>Reads conditions on the fields of an object over there.</summary>
internal sealed class ConditionReader(FileLints lints, PathReader paths)
{
    private readonly TypeLints _types = new(lints, paths);

    /// <summary>The condition, or null when something in it is wrong.</summary>
    public Condition? Read(Node node)
    {
        if (node.Map(Grammar.ConditionKeys, lints) is not { } map)
        {
            return null;
        }

        var parts = map.Entries.Where(entry => Grammar.ConditionKeys.Contains(entry.Key.Text)).Select(One).ToList();
        if (map.Entries.Count == 0)
        {
            lints.Error(map, LintCodes.Shape, "условие пусто.", "the condition is empty.");
        }

        return Whole(parts, Conditions.All);
    }

    private Condition? One(Entry entry) => entry.Key.Text switch
    {
        "present" => OfPath(entry, Conditions.Present),
        "absent" => OfPath(entry, Conditions.Absent),
        "said" => OfPath(entry, Conditions.Said),
        "equals" => ByPath(entry, Equal),
        "starts" => ByPath(entry, (path, node) => Words(path, node.Texts(lints), Conditions.Starts)),
        "length" => ByPath(entry, Lengths),
        "all" => List(entry.Value, Conditions.All),
        "any" => List(entry.Value, Conditions.AnyOf),
        _ => Read(entry.Value) is { } inner ? Conditions.Not(inner) : null,
    };

    private Condition? OfPath(Entry asked, Func<SourcePath, Condition> make) =>
        Path(asked.Value, asked.Key.Text) is { } path ? make(path) : null;

    private Condition? ByPath(Entry asked, Func<SourcePath, Node, Condition?> make)
    {
        if (asked.Value is not MapNode { Entries.Count: > 0 } map)
        {
            lints.Error(asked.Value, LintCodes.Shape, "здесь нужен вид { путь: значение }.", "the form { path: value } is needed here.");
            return null;
        }

        return Whole([.. map.Entries.Select(entry => Path(entry.Key, asked.Key.Text) is { } path ? make(path, entry.Value) : null)], Conditions.All);
    }

    private SourcePath? Path(Node node, string asked)
    {
        var path = paths.One(node);
        if (path is not null)
        {
            _types.Compared((TextNode)node, path, asked);
        }

        return path;
    }

    private Condition? Equal(SourcePath path, Node node)
    {
        var words = node.Texts(lints);
        foreach (var word in words)
        {
            _types.Word(path, word);
        }

        return Words(path, words, Conditions.Equal);
    }

    private static Condition? Words(SourcePath path, IReadOnlyList<TextNode> words, Func<SourcePath, IReadOnlyList<string>, Condition> make) =>
        words.Count > 0 ? make(path, [.. words.Select(word => word.Text)]) : null;

    private Condition? Lengths(SourcePath path, Node node)
    {
        var lengths = new List<int>();
        foreach (var text in node.Texts(lints))
        {
            if (text.Whole(lints, out var length))
            {
                lengths.Add(length);
            }
        }

        return lengths.Count > 0 ? Conditions.Length(path, lengths) : null;
    }

    private Condition? List(Node node, Func<IReadOnlyList<Condition>, Condition> make)
    {
        if (node is not ListNode { Items.Count: > 0 } list)
        {
            lints.Error(node, LintCodes.Shape, "здесь нужен список условий.", "a list of conditions is needed here.");
            return null;
        }

        return Whole([.. list.Items.Select(Read)], make);
    }

    private static Condition? Whole(List<Condition?> parts, Func<IReadOnlyList<Condition>, Condition> make) =>
        parts.Count == 0 || parts.Contains(null) ? null : parts is [{ } only] ? only : make([.. parts.OfType<Condition>()]);
}
