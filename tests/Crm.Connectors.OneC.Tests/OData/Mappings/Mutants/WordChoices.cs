using Crm.Connect;
using Crm.Core.Entities;

namespace Crm.Connectors.OneC.Tests.OData.Mappings.Mutants;

/// <summary>What a word may be changed into: into its like where there are others, and into a slip of the pen.</summary>
internal sealed class WordChoices(IReadOnlyList<ExternalKind> kinds)
{
    private readonly List<string> _words = [.. kinds.SelectMany(kind => kind.Types.Values).SelectMany(field => field.Words).Distinct().Where(word => !word.Contains('_', StringComparison.Ordinal))];
    private List<ExternalKind> _here = [];

    public static IReadOnlyList<string> Entities { get; } = [.. EntityKind.All.Select(kind => kind.Name)];

    public static IReadOnlyList<string> Converters { get; } = ["trim", "upper", "digits", "inn", "kpp", "bic", "phone", "email", "date", "time", "money", "boolean"];

    public static IReadOnlyList<string> Tables { get; } = ["currencies", "payment-methods", "vat-rates", "vat-words"];

    public IReadOnlyList<string> Meanings { get; } = ["0", "5", "10", "20", "22", "None"];

    public IReadOnlyList<string> Kinds { get; } = [.. kinds.Select(kind => kind.Name)];

    public static IReadOnlyList<string> FieldsOf(string entity) => [.. EntityKind.Of(entity).Fields.Select(field => field.Name)];

    public static IReadOnlyList<string> KeysOf(string entity) => [.. EntityKind.Of(entity).Fields.Where(field => field.IsKey).Select(field => field.Name)];

    public static IReadOnlyList<string> ColumnsOf(string entity, string table) => [.. EntityKind.Of(entity).Field(table)!.Columns.Select(column => column.Name)];

    public static IReadOnlyList<string> WordsOf(string entity, string field) => EntityKind.Of(entity).Field(field) switch
    {
        { Type: FieldType.Boolean } => ["true", "false"],
        { } choice => choice.Choices,
        _ => [],
    };

    /// <summary>The kinds of the mapping at hand.</summary>
    public void Look(IReadOnlyList<string> names) => _here = [.. kinds.Where(kind => names.Contains(kind.Name))];

    /// <summary>Names that may stand where this one does.</summary>
    /// <param name="under">The path before it.</param>
    public IReadOnlyList<string> Beside(string under, string name)
    {
        var last = under[(under.LastIndexOf('/') + 1)..];
        var behind = _here.SelectMany(kind => kind.Types.TryGetValue(last, out var field) ? field.Targets : []).Append(last);
        var fields = under.Length == 0
            ? _here.SelectMany(kind => kind.Fields).Where(path => !path.Contains('/', StringComparison.Ordinal))
            : _here.SelectMany(kind => kind.Fields).Where(path => path.StartsWith(under + "/", StringComparison.Ordinal)).Select(path => path[(under.Length + 1)..])
                .Concat(kinds.Where(kind => behind.Contains(kind.Name)).SelectMany(kind => kind.Fields));
        return [.. fields.Where(field => field != name && !field.Contains('/', StringComparison.Ordinal))];
    }

    /// <summary>Other words of the enumerations that have this one, or the other flag, or the word misspelt.</summary>
    public IReadOnlyList<string> WordsLike(string word) => word switch
    {
        "true" => ["false", "yes"],
        "false" => ["true", "no"],
        _ when Kinds.Contains(word) => [.. Kinds.Where(kind => kind.StartsWith(word[..word.IndexOf('_', StringComparison.Ordinal)], StringComparison.Ordinal)), .. Misspelt(word)],
        _ => [.. _words.Where(other => other.Length > 0 && other[0] == word[0]), .. Misspelt(word)],
    };

    /// <summary>A letter lost, two swapped, one doubled.</summary>
    public static IReadOnlyList<string> Misspelt(string word) => word.Length < 3
        ? [word + word]
        : [word.Remove(word.Length / 2, 1), string.Concat(word[..1], word[2..3], word[1..2], word[3..]), word + word[^1]];

    /// <summary>The names of a path and the words of its predicates, each with its place.</summary>
    public static IEnumerable<(string Name, int At, bool IsWord)> Parts(string path)
    {
        var start = 0;
        var isWord = false;
        for (var at = 0; at <= path.Length; at++)
        {
            var letter = at < path.Length ? path[at] : '/';
            if (!"/[]=|".Contains(letter, StringComparison.Ordinal))
            {
                continue;
            }

            if (at > start && path[start..at] is not ("." or ".."))
            {
                yield return (path[start..at], start, isWord);
            }

            isWord = letter is '=' or '|';
            start = at + 1;
        }
    }
}
