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
    /// What the merge brought and nobody touched goes back, and so does what only objects of the parting row said since. Pure.
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
                : OfValue(field, now[field.Name], pair, lines, isMoved, today);

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
        EntityField field, object? now, (object? Before, object? After)? merged, List<Line> lines, Func<Line, bool> isMoved, Func<object?, object?> today)
    {
        if (lines.Count == 0)
        {
            return Equals(now, merged!.Value.After) ? (merged.Value.Before, false) : (now, true);
        }

        if (!lines.TrueForAll(line => isMoved(line)))
        {
            return (now, merged is not null || lines.Exists(line => isMoved(line)));
        }

        var before = merged is { } pair ? pair.Before : today(RowText.Value(lines[0].Changes[field.Name][0], field));
        return Equals(now, today(RowText.Value(lines[^1].Changes[field.Name][1], field))) ? (before, false) : (now, true);
    }

    private static (object? Value, bool Stays) OfTable(
        EntityField field, object? now, (object? Before, object? After)? merged, List<Line> lines, Func<Line, bool> isMoved, IReadOnlyList<Fields> kept)
    {
        var (before, after) = (Statement.ByKey(merged?.Before, field.RowKey), Statement.ByKey(merged?.After, field.RowKey));
        var touched = Touched(field, lines, isMoved);
        var theirs = kept.SelectMany(said => Statement.ByKey(said[field.Name], field.RowKey).Keys).ToHashSet(StringComparer.Ordinal);
        var rows = new List<object?>();
        var stays = false;

        foreach (var (key, row) in Statement.ByKey(now, field.RowKey))
        {
            bool? onlyMoved = touched.TryGetValue(key, out var byMoved) ? byMoved : null;
            var isOwn = theirs.Contains(key) || onlyMoved == false;
            if (before.TryGetValue(key, out var own))
            {
                rows.Add(onlyMoved ?? row.Equals(after.GetValueOrDefault(key)) ? own : row);
            }
            else if (isOwn || !(onlyMoved ?? row.Equals(after.GetValueOrDefault(key))))
            {
                rows.Add(row);
                stays |= after.ContainsKey(key);
            }
        }

        return (rows.Count == 0 && now is null ? null : new Many(rows), stays);
    }

    // For each row that was touched, whether only objects of the parting row did.
    private static Dictionary<string, bool> Touched(EntityField field, List<Line> lines, Func<Line, bool> isMoved)
    {
        var touched = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var old = Statement.ByKey(RowText.Value(line.Changes[field.Name][0], field), field.RowKey);
            foreach (var (key, row) in Statement.ByKey(RowText.Value(line.Changes[field.Name][1], field), field.RowKey))
            {
                if (!row.Equals(old.GetValueOrDefault(key)))
                {
                    touched[key] = isMoved(line) && touched.GetValueOrDefault(key, true);
                }
            }
        }

        return touched;
    }
}
