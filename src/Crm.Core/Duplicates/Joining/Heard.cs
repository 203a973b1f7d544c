using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Duplicates.Joining;

/// <summary>What one object over there said of itself since a merge. Pure.</summary>
internal static class Heard
{
    /// <summary>
    /// The fields that are agreed on otherwise than before, of tables with a key only their news. What we told them and they took
    /// is not their word: of that only what history says of them counts.
    /// </summary>
    /// <param name="lines">What history says of this object.</param>
    public static Fields Since(Agreed before, Agreed now, EntityKind kind, IReadOnlyCollection<Line> lines)
    {
        var wasTold = lines.Any(line => line.Decision == "Taken");
        var heard = new Fields.Builder();

        foreach (var (name, value) in now.Values)
        {
            if (Equals(value, before.Values[name]) || (wasTold && !lines.Any(line => line.Speaks(name))))
            {
                continue;
            }

            var news = kind.Field(name)!.RowKey is { Count: > 0 } key ? News(before.Values[name], value, key) : value;
            heard.Add(name, Whole(news, kind.Field(name)!, lines));
        }

        return heard.ToFields();
    }

    private static Many News(object? before, object? now, IReadOnlyList<string> key)
    {
        var known = Statement.ByKey(before, key);
        return new Many(Statement.ByKey(now, key).Where(row => !row.Value.Equals(known.GetValueOrDefault(row.Key))).Select(row => (object?)row.Value));
    }

    // An agreement remembers only the hash of a long text; history has it whole.
    private static object? Whole(object? value, EntityField field, IReadOnlyCollection<Line> lines) =>
        value is LongText && lines.LastOrDefault(line => line.Speaks(field.Name)) is { } line
            ? RowText.Value(line.Changes[field.Name][1], field)
            : value;
}
