using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>What an incoming statement says that is not agreed on already. Pure.</summary>
public static class Statement
{
    /// <summary>
    /// The fields of the statement that are news. A table with a key is news row by row: the result is the table as it
    /// will be agreed on. An object that speaks for itself outranks every mention; among mentions the later one counts,
    /// and of two at one moment the greater value, so that the order of reading never matters.
    /// </summary>
    /// <param name="whole">
    /// Tables of which every row is told: a row that was agreed on and is missing was taken away. Of the others silence takes
    /// nothing away, and a mention never tells a table whole. A table as we said it ourselves is told whole, too: there it is taken.
    /// </param>
    public static Fields News(Fields theirs, Agreed agreed, EntityKind kind, DateTime? mentionedAt, IReadOnlyList<string> whole)
    {
        if (agreed.Values.Count == 0)
        {
            return theirs;
        }

        var news = new Fields.Builder();

        foreach (var (name, said) in theirs)
        {
            var field = kind.Field(name)!;
            var known = agreed.Values.Says(name);
            var value = known && field.RowKey.Count > 0 ? Laid(agreed.Values[name], said, field.RowKey, mentionedAt is null && (whole.Contains(name) || agreed.IsEcho(name, said))) : said;
            var isNews = !known
                || (!Equals(Agreed.Form(value), agreed.Values[name]) && Outranks(name, value, agreed, mentionedAt))
                || (mentionedAt is null && agreed.MentionedAt.ContainsKey(name));

            if (isNews)
            {
                news.Add(name, value);
            }
        }

        return news.ToFields();
    }

    /// <summary>A statement in which tables with a key have the rows, too, that were agreed on and not said: silence takes none away.</summary>
    public static Fields Completed(Fields said, Fields agreed, EntityKind kind) => said.Select((name, value) =>
        kind.Field(name) is { RowKey: { Count: > 0 } key } && agreed.Says(name) ? Laid(agreed[name], value, key, isWhole: false) : value);

    /// <summary>The agreement with later mentions of the same values noted, so that an earlier mention of another value stays outranked.</summary>
    public static Agreed Restamped(Fields theirs, Agreed agreed, DateTime? mentionedAt)
    {
        if (mentionedAt is not { } now || agreed.MentionedAt.Count == 0)
        {
            return agreed;
        }

        var later = theirs.Without(name => !agreed.MentionedAt.TryGetValue(name, out var before) || before >= now
            || !Equals(Agreed.Form(theirs[name]), agreed.Values[name]));
        return later.Count == 0 ? agreed : agreed.With(later, now);
    }

    /// <summary>The rows of a table under the text of their keys, in order; of two with one key the later.</summary>
    public static Dictionary<string, Fields> ByKey(object? table, IReadOnlyList<string> key)
    {
        var rows = new Dictionary<string, Fields>(StringComparer.Ordinal);
        foreach (var row in table is Many many ? many.OfType<Fields>() : [])
        {
            rows[KeyOf(row, key)] = row;
        }

        return rows;
    }

    private static string KeyOf(Fields row, IReadOnlyList<string> key) =>
        string.Join('\u001f', key.Select(column => row[column] is { } value ? FieldsJson.Text(value) : ""));

    // The rows that are said, over those that were agreed on.
    private static Many Laid(object? agreed, object? said, IReadOnlyList<string> key, bool isWhole)
    {
        var before = ByKey(agreed, key);
        var rows = isWhole ? new(StringComparer.Ordinal) : new Dictionary<string, Fields>(before, StringComparer.Ordinal);
        foreach (var (rowKey, row) in ByKey(said, key))
        {
            rows[rowKey] = before.TryGetValue(rowKey, out var known) ? known.With(row) : row;
        }

        return new Many(rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => (object?)row.Value));
    }

    private static bool Outranks(string field, object? value, Agreed agreed, DateTime? mentionedAt)
    {
        if (mentionedAt is not { } now)
        {
            return true;
        }

        if (!agreed.MentionedAt.TryGetValue(field, out var before))
        {
            return false;
        }

        return now > before || (now == before && string.CompareOrdinal(Ordered(Agreed.Form(value)), Ordered(agreed.Values[field])) > 0);
    }

    private static string Ordered(object? value) => value switch
    {
        null => "",
        Many or Fields => FieldsJson.Write(Fields.Of(("", value))),
        _ => FieldsJson.Text(value),
    };
}
