using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>Between fields, in which rooms think, and rows of values, in which the database writes.</summary>
internal static class RowValues
{
    /// <summary>The named fields of a row; its tables must be loaded where they are named.</summary>
    public static Fields Read(KindTable table, StoredRow row, IEnumerable<string> fields)
    {
        var read = new Fields.Builder();
        foreach (var name in fields)
        {
            read.Add(name, table.Ordinal(name) is var at and >= 0
                ? row.Values[at]
                : new Many(row.Rows[name].Where(IsThere).Select(values => (object?)Read(table.Rows[name], values))));
        }

        return read.ToFields();
    }

    /// <summary>Links read back from their written form are rows of ours: that form cannot tell them from ids over there.</summary>
    public static object? Linked(object? value) => value switch
    {
        LinkRef link => Guid.Parse(link.Id),
        Fields fields => fields.Select((_, inner) => Linked(inner)),
        Many many => many.Select((inner, _) => Linked(inner)),
        _ => value,
    };

    /// <summary>Whether a row of a table inside is one; the number of one that was taken away is never given again.</summary>
    public static bool IsThere(object?[] values) => values.AsSpan().ContainsAnyExcept((object?)null);

    /// <summary>A new row with these fields.</summary>
    public static StoredRow New(KindTable table, Guid id, Fields fields)
    {
        var row = new StoredRow(id, new object?[table.Columns.Count]);
        foreach (var (name, value) in fields)
        {
            if (table.Ordinal(name) is var at and >= 0)
            {
                row.Values[at] = value;
            }
            else if (value is Many { Count: > 0 } rows)
            {
                row.Rows[name] = WriteAll(table.Rows[name], rows);
            }
        }

        return row;
    }

    private static List<object?[]> WriteAll(KindTable inner, Many rows)
    {
        var all = new List<object?[]>(rows.Count);
        for (var at = 0; at < rows.Count; at++)
        {
            if (rows[at] is Fields row)
            {
                all.Add(Write(inner, row));
            }
        }

        return all;
    }

    /// <summary>Lays fields over a row and notes what must be written.</summary>
    public static void Write(KindTable table, RowState state, Fields fields)
    {
        foreach (var (name, value) in fields)
        {
            if (table.Ordinal(name) is var at and >= 0)
            {
                state.Row.Values[at] = value;
                state.IsDirty = true;
            }
            else
            {
                WriteRows(table.Kind!.Field(name)!, table.Rows[name], state, value as Many ?? Many.None);
            }
        }
    }

    /// <summary>The values of one row of a table inside; what is not said is empty.</summary>
    public static object?[] Write(KindTable inner, Fields fields)
    {
        var values = new object?[inner.Columns.Count];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = fields[inner.Columns[at].Field.Name];
        }

        return values;
    }

    // With a key, a row keeps its number for life: other tables and waits name it by that. Without, the table is laid anew.
    private static void WriteRows(EntityField field, KindTable inner, RowState state, Many rows)
    {
        var list = state.Row.Rows[field.Name];
        var (changed, before) = state.DirtyRows.TryGetValue(field.Name, out var dirty) ? dirty : ([], list.Count);
        var numbers = field.RowKey.Count == 0 ? [] : NumbersByKey(field, inner, list);
        var next = 0;
        var said = new HashSet<int>();

        foreach (var row in rows.OfType<Fields>())
        {
            var no = field.RowKey.Count == 0 ? next++ : numbers.GetValueOrDefault(KeyOf(field, row), list.Count);
            var values = Write(inner, row);
            said.Add(no);

            if (no < list.Count && list[no].SequenceEqual(values))
            {
                continue;
            }

            if (no == list.Count)
            {
                list.Add(values);
            }

            list[no] = values;
            changed.Add(no);
        }

        if (field.RowKey.Count == 0 && next < list.Count)
        {
            list.RemoveRange(next, list.Count - next);
        }

        foreach (var gone in numbers.Values.Where(no => !said.Contains(no)))
        {
            list[gone] = new object?[inner.Columns.Count];
            changed.Add(gone);
        }

        state.DirtyRows[field.Name] = (changed, before);
        state.IsDirty = true;
    }

    private static Dictionary<string, int> NumbersByKey(EntityField field, KindTable inner, List<object?[]> list)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var no = 0; no < list.Count; no++)
        {
            if (!IsThere(list[no]))
            {
                continue;
            }

            numbers[KeyOf(field, Read(inner, list[no]))] = no;
        }

        return numbers;
    }

    private static string KeyOf(EntityField field, Fields row) =>
        Statement.ByKey(new Many([row]), field.RowKey).Keys.Single();

    private static Fields Read(KindTable inner, object?[] values)
    {
        var row = new Fields.Builder();
        for (var at = 0; at < values.Length; at++)
        {
            row.Add(inner.Columns[at].Field.Name, values[at]);
        }

        return row.ToFields();
    }
}
