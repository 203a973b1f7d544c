using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Sync;

namespace Crm.Core.Duplicates.Joining;

/// <summary>What the row that stays takes over of the one that goes. Pure.</summary>
internal static class Union
{
    /// <summary>
    /// The fields that change: empty ones are filled, tables with a key are united row by row, other tables are taken whole
    /// where there was none. Nothing that is filled is ever replaced.
    /// </summary>
    public static Fields Of(EntityKind kind, Fields kept, Fields gone)
    {
        var taken = new Fields.Builder();
        foreach (var field in kind.Fields.Where(field => !field.IsDerived))
        {
            var value = field.RowKey.Count > 0
                ? Rows(kept[field.Name] as Many ?? Many.None, gone[field.Name] as Many ?? Many.None, field.RowKey)
                : IsEmpty(kept[field.Name]) ? gone[field.Name] : kept[field.Name];

            if (!IsEmpty(value) && !Equals(value, kept[field.Name]))
            {
                taken.Add(field.Name, value);
            }
        }

        return taken.ToFields();
    }

    // Rows keep their numbers; new ones follow.
    private static Many Rows(Many kept, Many gone, IReadOnlyList<string> key)
    {
        var more = Statement.ByKey(gone, key);
        var rows = new List<object?>(kept.Count + more.Count);

        foreach (var row in kept.OfType<Fields>())
        {
            var name = Statement.ByKey(Many.Own([row]), key).Keys.Single();
            rows.Add(more.Remove(name, out var other) ? row.Select((column, value) => value ?? other[column]) : row);
        }

        return new Many(rows.Concat(more.Values));
    }

    private static bool IsEmpty(object? value) => value switch
    {
        null => true,
        string text => string.IsNullOrWhiteSpace(text),
        Many many => many.Count == 0,
        _ => false,
    };
}
