using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Reading;

/// <summary>
/// Reads the condition of a whole mapping backwards: an object that is sent must fulfil it, or it would not be taken back.
/// Where it asks for a word that no rule writes, that word is written with every object.
/// </summary>
internal sealed class MarkReader(FileLints lints, WrittenPlaces written)
{
    private readonly List<(SourcePath At, string Word)> _marks = [];

    /// <param name="when">The condition, which reads without errors.</param>
    public IReadOnlyList<(SourcePath At, string Word)> Read(Node? when)
    {
        Walk(when, surely: true);
        return _marks;
    }

    private void Walk(Node? condition, bool surely)
    {
        foreach (var (key, value) in (condition as MapNode)?.Entries ?? [])
        {
            switch (key.Text, value)
            {
                // What nobody writes is absent.
                case ("not" or "absent", _):
                    break;
                case ("all" or "any", ListNode list):
                    foreach (var item in list.Items)
                    {
                        Walk(item, surely && key.Text == "all");
                    }

                    break;
                case (_, TextNode path):
                    Ask(path);
                    break;
                case (var word, MapNode paths):
                    foreach (var (path, words) in paths.Entries)
                    {
                        Ask(path, surely && word == "equals" ? words : null);
                    }

                    break;
            }
        }
    }

    private void Ask(TextNode path, Node? words = null)
    {
        if (!PathGrammar.TryParse(path.Text, out var at) || written.Has(at))
        {
            return;
        }

        var first = words is ListNode { Items: [var head, ..] } ? head : words;
        if (first is not TextNode word)
        {
            lints.OneWay(path, $"условие спрашивает «{path.Text}», а ни одно правило туда не пишет", $"the condition asks '{path.Text}', and no rule writes there");
        }
        else if (written.Place(path) is { } place)
        {
            _marks.Add((place, word.Text));
        }
    }
}
