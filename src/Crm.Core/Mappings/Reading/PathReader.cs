using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Reading;

/// <summary>Reads paths of one object, or of the rows of one of its tables, and tells of those that lead nowhere.</summary>
/// <param name="tables">Where a row comes from; empty at the object itself.</param>
/// <param name="read">Takes every path that was read, from the object and without predicates.</param>
internal sealed class PathReader(FileLints lints, SourceKinds kinds, IReadOnlyList<string> tables, List<string> read)
{
    /// <summary>What was read by it and by those of its rows, in order.</summary>
    public IReadOnlyList<string> Seen => read;

    private bool InRow => tables.Count > 0;

    /// <summary>The reader of the rows that stand at these paths.</summary>
    public PathReader RowsOf(IReadOnlyList<SourcePath> paths) => new(lints, kinds, [.. paths.Select(Plain)], read);

    public IReadOnlyList<SourcePath> Read(Node node) =>
        [.. node.Texts(lints).Select(One).OfType<SourcePath>()];

    public SourcePath? One(Node node)
    {
        if (!node.Text(lints, out var text))
        {
            return null;
        }

        if (!PathGrammar.TryParse(text.Text, out var path) || (path.FromTop && !InRow))
        {
            lints.Error(
                text, LintCodes.BadPath,
                $"«{text.Text}» не путь: ожидается вид Имя/Имя, Таблица[Поле=Слово]/Имя или, внутри each, ../Имя.",
                $"'{text.Text}' is not a path: expected is Name/Name, Table[Field=Word]/Name or, inside each, ../Name.");
            return null;
        }

        Check(text, path);
        return path;
    }

    private void Check(TextNode text, SourcePath path)
    {
        var starts = InRow && !path.FromTop ? tables : [""];
        read.AddRange(starts.SelectMany(start => Leaves(path).Select(leaf => Join(start, leaf))));
        var unknown = Names(path).FirstOrDefault(names => !starts.Any(start => kinds.Knows(Join(start, names))));
        if (unknown is null)
        {
            return;
        }

        var offered = starts.SelectMany(Below).Select(name => path.FromTop ? "../" + name : name);
        lints.Error(
            text, LintCodes.UnknownPath,
            $"в объекте нет «{unknown}».", $"the object has no '{unknown}'.",
            Nearest.To((path.FromTop ? "../" : "") + unknown, offered));
    }

    private IEnumerable<string> Below(string start) => start.Length == 0
        ? kinds.Paths
        : kinds.Paths.Where(path => path.StartsWith(start + "/", StringComparison.Ordinal)).Select(path => path[(start.Length + 1)..]);

    // The path without its predicates, and the field of each predicate as a path of its own.
    private static IEnumerable<string> Names(SourcePath path)
    {
        var so = "";
        foreach (var (name, picks) in path.Steps)
        {
            so = Join(so, name);
            yield return so;
            if (picks is not null)
            {
                yield return Join(so, picks.Field);
            }
        }
    }

    // What is looked at in the end, and what decides on the way.
    private static IEnumerable<string> Leaves(SourcePath path) => Names(path)
        .Where(name => name == Plain(path) || !Plain(path).StartsWith(name + "/", StringComparison.Ordinal))
        .Distinct();

    private static string Plain(SourcePath path) => string.Join('/', path.Steps.Select(step => step.Name));

    private static string Join(string start, string name) => start.Length == 0 ? name : name.Length == 0 ? start : $"{start}/{name}";
}
