using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Sync;

namespace Crm.Core.Duplicates.Joining;

/// <summary>A table with a key of the row that stayed: each of its rows has a story of its own.</summary>
internal sealed class TableParting(EntityField field, Story story)
{
    private readonly Dictionary<string, Fields> _before = Recorded(field, story, 0);
    private readonly Dictionary<string, Fields> _after = Recorded(field, story, 1);
    private readonly Dictionary<string, OwnRow?> _touched = Touched(field, story);
    private readonly Dictionary<string, Fields> _kept = Words(field, story.Kept);
    private readonly Dictionary<string, Fields> _moved = Words(field, story.Moved);
    private readonly IReadOnlySet<string> _keptGone = story.KeptGone(field);

    public (object? Value, bool Stays) Of(object? now)
    {
        var rows = new List<object?>();
        var stays = false;
        var today = Statement.ByKey(now, field.RowKey);

        foreach (var key in today.Keys.Union(_before.Keys).Union(_kept.Keys))
        {
            if (Of(key, today.GetValueOrDefault(key)) is { } value)
            {
                rows.Add(value);
                stays |= today.ContainsKey(key) && _after.ContainsKey(key) && !_before.ContainsKey(key);
            }
        }

        return (new Many(rows), stays);
    }

    // Null when the row of the table goes with the parting row, or is not there any more.
    private Fields? Of(string key, Fields? row) => (_touched.GetValueOrDefault(key), _kept.GetValueOrDefault(key)) switch
    {
        ({ IsPersons: true } own, _) => own.Row,
        (_, { } word) => RowText.Whole(_before.GetValueOrDefault(key, Fields.Empty).With(word), field.Columns),
        _ when _keptGone.Contains(key) => null,
        ({ } own, _) => own.Row,
        _ when _touched.ContainsKey(key) || _moved.ContainsKey(key) || (row is not null && row.Equals(_after.GetValueOrDefault(key))) => _before.GetValueOrDefault(key),
        _ => row,
    };

    private static Dictionary<string, Fields> Recorded(EntityField field, Story story, int at) =>
        Statement.ByKey(RowText.Value(story.Recorded.GetProperty(field.Name)[at], field), field.RowKey);

    // What these objects said last of each row of the table.
    private static Dictionary<string, Fields> Words(EntityField field, IReadOnlyList<Fields> objects)
    {
        var words = new Dictionary<string, Fields>(StringComparer.Ordinal);
        foreach (var (key, row) in objects.SelectMany(said => Statement.ByKey(said[field.Name], field.RowKey)))
        {
            words[key] = words.GetValueOrDefault(key, Fields.Empty).With(row);
        }

        return words;
    }

    // The rows that were touched, as the last one who is not of the parting row left them; null when only that one's objects touched it.
    private static Dictionary<string, OwnRow?> Touched(EntityField field, Story story)
    {
        var touched = new Dictionary<string, OwnRow?>(StringComparer.Ordinal);
        foreach (var line in story.Since.Where(line => line.Speaks(field.Name)))
        {
            foreach (var (key, row) in line.RowsOf(field).Select(row => (row.Key, (Fields?)row.Value)).Concat(line.GoneOf(field).Select(key => (key, (Fields?)null))))
            {
                touched[key] = story.IsMoved(line) ? touched.GetValueOrDefault(key) : new OwnRow(row, line.Link is null);
            }
        }

        return touched;
    }

    /// <param name="Row">Null when it was taken away.</param>
    private sealed record OwnRow(Fields? Row, bool IsPersons);
}
