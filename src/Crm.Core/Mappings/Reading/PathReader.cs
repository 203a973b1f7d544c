using Crm.Connect;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Reading;

/// <summary>What was looked at while a mapping was read.</summary>
internal sealed class SeenPlaces
{
    /// <summary>Every path, from the object and without predicates.</summary>
    public List<string> Paths { get; } = [];

    /// <summary>Every reference that becomes a link, with the kind of the CRM that is meant and the kinds over there that it leads to.</summary>
    public List<(TextNode At, string Target, IReadOnlyList<string> Kinds)> Links { get; } = [];
}

/// <summary>Reads paths of one object, or of the rows of one of its tables, and tells of those that lead nowhere.</summary>
/// <param name="tables">Where a row comes from; empty at the object itself.</param>
internal sealed class PathReader(FileLints lints, SourceKinds kinds, IReadOnlyList<string> tables, SeenPlaces seen)
{
    /// <summary>What was looked at by it and by those of its rows, in order.</summary>
    public SeenPlaces Seen => seen;

    private bool InRow => tables.Count > 0;

    /// <summary>The reader of the rows that stand at these paths.</summary>
    public PathReader RowsOf(IReadOnlyList<SourcePath> paths) => new(lints, kinds, [.. paths.Select(Plain)], seen);

    public IReadOnlyList<SourcePath> Read(Node node) => [.. Placed(node).Select(one => one.Path)];

    /// <summary>The paths, each with where it stands.</summary>
    public IEnumerable<(TextNode At, SourcePath Path)> Placed(Node node) =>
        [.. node.Texts(lints).Select(text => (At: text, Path: One(text)!)).Where(one => one.Path is not null)];

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

    /// <summary>What is known of what stands at the path; unknown where rows of several tables do not agree.</summary>
    public ExternalField TypeOf(SourcePath path) => TypeOf(path, Plain(path));

    /// <summary>The paths of its object or row whose type fits.</summary>
    public IEnumerable<string> Fitting(SourcePath like, Func<ExternalField, bool> fits) => Starts(like)
        .SelectMany(start => Below(start).Where(name => fits(kinds.TypeOf(Join(start, name)))))
        .Select(name => like.FromTop ? "../" + name : name);

    private ExternalField TypeOf(SourcePath path, string names)
    {
        var found = Starts(path).Select(start => kinds.TypeOf(Join(start, names))).ToList();
        return found.TrueForAll(field => field.Type == found[0].Type) ? found[0] : ExternalField.Unknown;
    }

    private IReadOnlyList<string> Starts(SourcePath path) => InRow && !path.FromTop ? tables : [""];

    private void Check(TextNode text, SourcePath path)
    {
        var starts = Starts(path);

        // Of several tables not every one has the field.
        seen.Paths.AddRange(starts.SelectMany(start => Leaves(path).Select(leaf => Join(start, leaf))).Where(kinds.Knows));
        var unknown = Names(path).FirstOrDefault(names => !starts.Any(start => kinds.Knows(Join(start, names))));
        if (unknown is null)
        {
            CheckPicks(text, path);
            return;
        }

        var offered = starts.SelectMany(start => Below(start).Concat(kinds.PathsBehind(Join(start, unknown)).Select(name => After(start, name)))).Select(name => path.FromTop ? "../" + name : name);
        lints.Error(
            text, LintCodes.UnknownPath,
            $"в объекте нет «{unknown}».", $"the object has no '{unknown}'.",
            Nearest.To((path.FromTop ? "../" : "") + unknown, offered));
    }

    private void CheckPicks(TextNode text, SourcePath path)
    {
        var so = "";
        foreach (var (name, picks) in path.Steps)
        {
            so = Join(so, name);
            if (picks is null)
            {
                continue;
            }

            var its = TypeOf(path, Join(so, picks.Field));
            foreach (var word in picks.Words)
            {
                // A quotation mark before the text moves it by one.
                var column = text.Column + text.Text.IndexOf(word, StringComparison.Ordinal) + (text.IsPlain ? 0 : 1);
                TheirWords.Check(lints, its, $"{so}/{picks.Field}", new TextNode(word, true, text.Line, column));
            }
        }
    }

    private IEnumerable<string> Below(string start) => start.Length == 0
        ? kinds.Paths
        : kinds.Paths.Concat(kinds.PathsBehind(start + "/")).Where(path => path.StartsWith(start + "/", StringComparison.Ordinal)).Select(path => After(start, path));

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

    private static string After(string start, string path) => start.Length == 0 ? path : path[(start.Length + 1)..];

    private static string Join(string start, string name) => start.Length == 0 ? name : name.Length == 0 ? start : $"{start}/{name}";
}
