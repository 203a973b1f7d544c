using Crm.Connect;
using Crm.Core.Entities;

namespace Crm.Core.Sync;

/// <summary>A field, or one row of a table with a key, that both sides changed since they last agreed.</summary>
/// <param name="Row">For a row, its key as text; it is null on the side that took the row away.</param>
public sealed record FieldClash(string Field, object? Agreed, object? Ours, object? Theirs, string? Row = null);

/// <summary>Which incoming fields are free to take, and which ones both sides changed. Pure.</summary>
public sealed record Merge(Fields Take, IReadOnlyList<FieldClash> Clashes)
{
    /// <summary>
    /// Compares field by field with the values both sides last agreed on, all three in CRM words with links resolved.
    /// A field they did not say is never taken. Where there is no agreement yet, a filled field of ours is not
    /// overwritten silently: it clashes, and the policy decides. Tables with a key are merged as sets: what one side added is
    /// added, what one side took away and the other left alone is taken away. Swapping the sides gives the same in the end.
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

    /// <summary>A table with one of its rows as they say it, or without it.</summary>
    public static Many WithRow(object? table, FieldClash clash, IReadOnlyList<string> key)
    {
        var rows = Statement.ByKey(table, key);
        if (clash.Theirs is Fields theirs)
        {
            rows[clash.Row!] = rows.TryGetValue(clash.Row!, out var ours) ? ours.With(theirs) : theirs;
        }
        else
        {
            rows.Remove(clash.Row!);
        }

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
        var said = Statement.ByKey(theirs, key);
        var changed = false;

        foreach (var rowKey in said.Keys.Union(before.Keys))
        {
            var (was, our, their) = (before.GetValueOrDefault(rowKey), now.GetValueOrDefault(rowKey), said.GetValueOrDefault(rowKey));
            switch (RowVerdict(was, our, their))
            {
                case Verdict.Clash:
                    clashes.Add(new FieldClash(field, was, our, their, rowKey));
                    break;
                case Verdict.Take when their is null:
                    changed |= now.Remove(rowKey);
                    break;
                case Verdict.Take:
                    now[rowKey] = our is null ? their! : our.With(their!);
                    changed = true;
                    break;
                default:
                    break;
            }
        }

        if (changed)
        {
            take.Add(field, new Many(now.Values));
        }
    }

    private enum Verdict
    {
        Keep,
        Take,
        Clash,
    }

    private static Verdict RowVerdict(Fields? was, Fields? our, Fields? their)
    {
        if (our is null && their is null)
        {
            return Verdict.Keep;
        }

        if (our is not null && their is not null && our.With(their).Equals(our))
        {
            return Verdict.Keep;
        }

        if (their is null)
        {
            return was is null ? Verdict.Keep : SameRow(Agreed.Form(our!), was) ? Verdict.Take : Verdict.Clash;
        }

        return Same(Agreed.Form((object?)Part(our, their)), Part(was, their)) ? Verdict.Take
            : Same(Agreed.Form(their), Part(was, their)) ? Verdict.Keep : Verdict.Clash;
    }

    // Who takes a row away takes all of it: what the other side wrote into any of its columns is a change.
    private static bool SameRow(Fields one, Fields other) => Same(Many.Own([one]), Many.Own([other]));

    // Only the columns they speak of: others are nobody's quarrel.
    private static Fields? Part(Fields? row, Fields said) => row?.Without(column => !said.Says(column));

    /// <summary>Whether two values of a field say the same.</summary>
    public static bool Same(object? one, object? other) => Equals(Plain(one), Plain(other));

    /// <summary>The same, where a table is the same in whatever order its rows come.</summary>
    public static bool SameRows(object? one, object? other) => Same(one, other)
        || (Plain(one) is Many rows && Plain(other) is Many others && rows.Count == others.Count && rows.All(row => others.Contains(row)));

    // A column of a row that was not said is empty in the database; an empty table and no table are the same nothing.
    private static object? Plain(object? value) => value switch
    {
        Many { Count: 0 } => null,
        Many rows => new Many(rows.Select(row => row is Fields fields ? fields.Without(column => fields[column] is null) : row)),
        _ => value,
    };
}
