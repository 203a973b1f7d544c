using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Duplicates.Joining;

/// <summary>What one object over there said of itself since a merge. Pure.</summary>
internal static class Heard
{
    /// <summary>
    /// The fields that are agreed on otherwise than before, or were meanwhile, of tables with a key only such rows. What we told them
    /// and they took is not their word: of that only what history says of them counts.
    /// </summary>
    /// <param name="lines">What history says of this object.</param>
    /// <param name="texts">All texts that could be meant: an agreement remembers only the hash of a long one.</param>
    public static Fields Since(Agreed before, Agreed now, EntityKind kind, IReadOnlyCollection<Line> lines, ILookup<LongText, string> texts)
    {
        var wasTold = lines.Any(line => line.Decision == "Taken");
        var heard = new Fields.Builder();

        foreach (var (name, value) in now.Values)
        {
            var spoken = lines.Where(line => line.Speaks(name)).ToList();
            if (spoken.Count == 0 && (wasTold || Equals(value, before.Values[name])))
            {
                continue;
            }

            if (kind.Field(name) is { RowKey.Count: > 0 } field)
            {
                heard.Add(name, News(before.Values[name], value, spoken.SelectMany(line => line.RowsOf(field)).Select(row => row.Key).ToHashSet(StringComparer.Ordinal), field.RowKey));
            }
            else if (value is not LongText text)
            {
                heard.Add(name, value);
            }
            else if (texts[text].FirstOrDefault() is { } whole)
            {
                heard.Add(name, whole);
            }
        }

        return heard.ToFields();
    }

    /// <summary>The rows of a table with a key that it took away. What we took away and told it counts only where history says that it did so itself.</summary>
    /// <param name="before">What was agreed on then, links resolved.</param>
    /// <param name="now">What is agreed on now, links resolved.</param>
    public static IEnumerable<string> Gone(Fields before, Fields now, EntityField table, IReadOnlyCollection<Line> lines)
    {
        var gone = Statement.ByKey(before[table.Name], table.RowKey).Keys.Except(Statement.ByKey(now[table.Name], table.RowKey).Keys);
        return lines.Any(line => line.Decision == "Taken")
            ? gone.Intersect(lines.Where(line => line.Speaks(table.Name)).SelectMany(line => line.GoneOf(table)))
            : gone;
    }

    private static Many News(object? before, object? now, HashSet<string> spoken, IReadOnlyList<string> key)
    {
        var known = Statement.ByKey(before, key);
        return new Many(Statement.ByKey(now, key)
            .Where(row => spoken.Contains(row.Key) || !row.Value.Equals(known.GetValueOrDefault(row.Key)))
            .Select(row => (object?)row.Value));
    }
}
