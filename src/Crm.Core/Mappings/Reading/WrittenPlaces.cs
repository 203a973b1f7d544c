using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Reading;

/// <summary>The places over there that rules write; tells of those that cannot be written, or would be written twice.</summary>
internal sealed class WrittenPlaces(FileLints lints, PathReader paths)
{
    private readonly List<SourcePath> _written = [];

    /// <summary>The place that is written, of several the first; null with a lint.</summary>
    public SourcePath? Place(Node from)
    {
        var node = (TextNode)(from is ListNode list ? list.Items[0] : from);
        if (!PathGrammar.TryParse(node.Text, out var path) || !CanBeWritten(path, node))
        {
            return null;
        }

        if (_written.Find(other => Meet(path, other)) is { } taken)
        {
            lints.Error(
                node, LintCodes.WrittenTwice,
                $"«{node.Text}» пишет уже другое правило (там «{taken.Text}»); оставьте писать одному, другому скажите direction: in.",
                $"'{node.Text}' is written by another rule already (as '{taken.Text}'); let one write, and say direction: in for the other.");
            return null;
        }

        _written.Add(path);
        return path;
    }

    /// <summary>Whether what is said there, or part of it, is written by a rule.</summary>
    public bool Has(SourcePath path) => _written.Exists(other => Meet(path, other));

    private bool CanBeWritten(SourcePath path, TextNode node)
    {
        if (paths.TypeOf(path).IsReadOnly)
        {
            lints.Error(
                node, LintCodes.NotWritable,
                $"«{node.Text}» там не записать: значение ставит сама внешняя система. Скажите direction: in.",
                $"'{node.Text}' cannot be written there: the other side sets it itself. Say direction: in.");
            return false;
        }

        if (path.FromTop)
        {
            lints.OneWay(node, "каждая строка писала бы одно и то же место объекта", "every row would write one and the same place of the object");
            return false;
        }

        if (path.Steps is [.., { Picks: not null }])
        {
            lints.OneWay(node, "скобки должны стоять перед полем строки: Таблица[Поле=Слово]/Имя", "brackets must be followed by a field of the row: Table[Field=Word]/Name");
            return false;
        }

        return true;
    }

    // One is the other, or holds it. The row that a predicate picks is a place of its own, as long as the other names another word.
    private static bool Meet(SourcePath one, SourcePath other)
    {
        for (var at = 0; at < Math.Min(one.Steps.Count, other.Steps.Count); at++)
        {
            var (left, right) = (one.Steps[at], other.Steps[at]);
            if (left.Name != right.Name || Apart(left.Picks, right.Picks))
            {
                return false;
            }

            if (left.Picks is null != right.Picks is null)
            {
                return true;
            }
        }

        return true;
    }

    private static bool Apart(RowPick? one, RowPick? other) =>
        one is not null && other is not null && one.Field == other.Field && !one.Words[0].Equals(other.Words[0], StringComparison.OrdinalIgnoreCase);
}
