using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Sync;

namespace Crm.Core.Duplicates.Joining;

/// <summary>What the row that stayed gives back when the two are parted.</summary>
/// <param name="Back">Fields that become what they were.</param>
/// <param name="Stayed">Fields that others changed meanwhile, so that they stay as they are.</param>
internal sealed record Parting(Fields Back, IReadOnlyList<string> Stayed)
{
    /// <summary>
    /// What the merge brought and nobody touched goes back, and so does what objects of the parting row said since. Pure.
    /// </summary>
    /// <param name="recorded">Field → [before, after] of the merge.</param>
    /// <param name="since">What history says of the row since then.</param>
    /// <param name="isMoved">Whether a line was said by an object of the parting row.</param>
    /// <param name="kept">What the row's own objects said since then.</param>
    /// <param name="today">A value with every row as the one it is part of today.</param>
    public static Parting Of(
        EntityKind kind, Fields now, JsonElement recorded, IReadOnlyList<Line> since, Func<Line, bool> isMoved, IReadOnlyList<Fields> kept, Func<object?, object?> today)
    {
        var back = new Fields.Builder();
        var stayed = new List<string>();

        foreach (var field in kind.Fields.Where(field => !field.IsDerived))
        {
            var lines = since.Where(line => line.Speaks(field.Name)).ToList();
            (object?, object?)? pair = recorded.TryGetProperty(field.Name, out var values)
                ? (today(RowText.Value(values[0], field)), today(RowText.Value(values[1], field))) : null;
            if (lines.Count == 0 && pair is null)
            {
                continue;
            }

            var (value, stays) = field.RowKey.Count > 0
                ? OfTable(field, now[field.Name], pair, lines, isMoved, kept)
                : OfValue(field, now[field.Name], pair, lines, isMoved, kept, today);

            if (stays)
            {
                stayed.Add(field.Name);
            }

            if (!Equals(value, now[field.Name]))
            {
                back.Add(field.Name, value);
            }
        }

        return new Parting(back.ToFields(), stayed);
    }

    private static (object? Value, bool Stays) OfValue(
        EntityField field, object? now, (object? Before, object? After)? merged, List<Line> lines, Func<Line, bool> isMoved, IReadOnlyList<Fields> kept, Func<object?, object?> today)
    {
        var last = lines.Count > 0 ? today(RowText.Value(lines[^1].Changes[field.Name][1], field)) : merged!.Value.After;
        if (!Equals(now, last))
        {
            return (now, true);
        }

        var stays = merged is not null || lines.Exists(line => isMoved(line));
        var own = lines.FindLast(line => !isMoved(line));
        if (own is { Link: null })
        {
            return (today(RowText.Value(own.Changes[field.Name][1], field)), stays);
        }

        // The last word of the row's own object; one that was the same as ours already left no line.
        if (kept.LastOrDefault(said => said.Says(field.Name)) is { } word)
        {
            return (word[field.Name], stays && own is not null);
        }

        if (own is not null)
        {
            return (today(RowText.Value(own.Changes[field.Name][1], field)), stays);
        }

        return (merged is { } pair ? pair.Before : today(RowText.Value(lines[0].Changes[field.Name][0], field)), false);
    }

    private static (object? Value, bool Stays) OfTable(
        EntityField field, object? now, (object? Before, object? After)? merged, List<Line> lines, Func<Line, bool> isMoved, IReadOnlyList<Fields> kept)
    {
        var (before, after) = (Statement.ByKey(merged?.Before, field.RowKey), Statement.ByKey(merged?.After, field.RowKey));
        var touched = Touched(field, lines, isMoved);
        var words = Words(field, kept);
        var rows = new List<object?>();
        var stays = false;

        foreach (var (key, row) in Statement.ByKey(now, field.RowKey))
        {
            var (isTouched, own) = (touched.TryGetValue(key, out var found), found);
            var isMerged = row.Equals(after.GetValueOrDefault(key));
            Fields? value = (own, words.GetValueOrDefault(key)) switch
            {
                ({ IsPersons: true }, _) => own.Row,
                (_, { } word) => RowText.Whole(before.GetValueOrDefault(key, Fields.Empty).With(word), field.Columns),
                ({ }, _) => own.Row,
                _ when isTouched || isMerged => before.GetValueOrDefault(key),
                _ => row,
            };

            rows.AddRange(value is null ? [] : [value]);
            stays |= value is not null && after.ContainsKey(key) && !before.ContainsKey(key);
        }

        return (new Many(rows), stays);
    }

    // What the own objects of the row said last of each row of the table.
    private static Dictionary<string, Fields> Words(EntityField field, IReadOnlyList<Fields> kept)
    {
        var words = new Dictionary<string, Fields>(StringComparer.Ordinal);
        foreach (var (key, row) in kept.SelectMany(said => Statement.ByKey(said[field.Name], field.RowKey)))
        {
            words[key] = words.GetValueOrDefault(key, Fields.Empty).With(row);
        }

        return words;
    }

    // The rows that were touched, as the last one who is not of the parting row left them; null when only that one's objects touched it.
    private static Dictionary<string, OwnRow?> Touched(EntityField field, List<Line> lines, Func<Line, bool> isMoved)
    {
        var touched = new Dictionary<string, OwnRow?>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            foreach (var (key, row) in line.RowsOf(field))
            {
                touched[key] = isMoved(line) ? touched.GetValueOrDefault(key) : new OwnRow(row, line.Link is null);
            }
        }

        return touched;
    }

    private sealed record OwnRow(Fields Row, bool IsPersons);
}
