using Crm.Connect;
using Crm.Core.Entities;

namespace Crm.Core.Sync;

/// <summary>A field, or one row of a table with a key, that both sides changed since they last agreed.</summary>
public sealed record FieldClash(string Field, object? Agreed, object? Ours, object? Theirs);

/// <summary>Which incoming fields are free to take, and which ones both sides changed. Pure.</summary>
public sealed record Merge(Fields Take, IReadOnlyList<FieldClash> Clashes)
{
    /// <summary>
    /// Compares field by field with the values both sides last agreed on, all three in CRM words with links resolved.
    /// A field they did not say is never taken. Where there is no agreement yet, a filled field of ours is not
    /// overwritten silently: it clashes, and the policy decides. Tables with a key are merged row by row and lose no row.
    /// </summary>
    public static Merge ThreeWay(Fields agreed, Fields ours, Fields theirs, EntityKind kind)
    {
        var take = new Fields.Builder();
        var clashes = new List<FieldClash>();

        foreach (var (name, their) in theirs)
        {
            if (kind.Field(name)!.RowKey is { Count: > 0 } key)
            {
                MergeRows(name, key, agreed[name], ours[name], their, take, clashes);
            }
            else
            {
                MergeValue(name, agreed[name], ours[name], their, take, clashes);
            }
        }

        return new Merge(take.ToFields(), clashes);
    }

    /// <summary>A table with one of its rows as they say it.</summary>
    public static Many WithRow(object? table, Fields theirs, IReadOnlyList<string> key)
    {
        var rows = Statement.ByKey(table, key);
        var name = Statement.ByKey(Many.Own([theirs]), key).Keys.Single();
        rows[name] = rows.TryGetValue(name, out var ours) ? ours.With(theirs) : theirs;
        return new Many(rows.Values);
    }

    private static void MergeValue(
        string field, object? agreed, object? ours, object? theirs, Fields.Builder take, List<FieldClash> clashes)
    {
        if (Same(theirs, ours))
        {
            return;
        }

        if (Same(Agreed.Form(ours), agreed))
        {
            take.Add(field, theirs);
        }
        else if (!Same(Agreed.Form(theirs), agreed))
        {
            clashes.Add(new(field, agreed, ours, theirs));
        }
    }

    private static void MergeRows(
        string field, IReadOnlyList<string> key, object? agreed, object? ours, object? theirs, Fields.Builder take, List<FieldClash> clashes)
    {
        var before = Statement.ByKey(agreed, key);
        var now = Statement.ByKey(ours, key);
        var changed = false;

        foreach (var (rowKey, row) in Statement.ByKey(theirs, key))
        {
            var ourRow = now.GetValueOrDefault(rowKey);
            var merged = ourRow is null ? row : ourRow.With(row);

            if (ourRow is not null && merged.Equals(ourRow))
            {
                continue;
            }

            if (ourRow is null || Same(Agreed.Form((object?)Part(ourRow, row)), Part(before.GetValueOrDefault(rowKey), row)))
            {
                now[rowKey] = merged;
                changed = true;
            }
            else if (!Same(Agreed.Form(row), Part(before.GetValueOrDefault(rowKey), row)))
            {
                clashes.Add(new(field, before.GetValueOrDefault(rowKey), ourRow, row));
            }
        }

        if (changed)
        {
            take.Add(field, new Many(now.Values));
        }
    }

    // Only the columns they speak of: others are nobody's quarrel.
    private static Fields? Part(Fields? row, Fields said) => row?.Without(column => !said.Says(column));

    private static bool Same(object? one, object? other) => Equals(Plain(one), Plain(other));

    // A column of a row that was not said is empty in the database; an empty table and no table are the same nothing.
    private static object? Plain(object? value) => value switch
    {
        Many { Count: 0 } => null,
        Many rows => new Many(rows.Select(row => row is Fields fields ? fields.Without(column => fields[column] is null) : row)),
        _ => value,
    };
}
