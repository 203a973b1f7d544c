using System.Globalization;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Hub.Reading;

/// <summary>One row as it is shown: a value for every field of the view, in order, and the tables inside.</summary>
/// <param name="Key">Its place in the order of the view.</param>
internal sealed record ShownRow(object[] Key, object?[] Values, Dictionary<string, List<object?[]>> Inner);

/// <summary>Asks the database for the rows of a view, page by page.</summary>
internal sealed class ViewQuery(DbSession db, View view, IReadOnlyList<Condition> conditions, bool withArchived)
{
    private const int PageSize = 1_000;

    public long Count() => (long)db.Scalar($"SELECT COUNT(*) FROM {view.From}{Where(after: null)}", Parameters(after: null))!;

    /// <summary>Rows in the order in which they were made.</summary>
    /// <param name="limit">0 for all of them.</param>
    /// <param name="withInner">Read the tables inside, too.</param>
    public IEnumerable<ShownRow> Rows(int limit, bool withInner)
    {
        var (last, left) = ((object[]?)null, limit == 0 ? int.MaxValue : limit);
        while (left > 0 && Page(last, Math.Min(left, PageSize)) is { Count: > 0 } page)
        {
            if (withInner)
            {
                AddInner(page);
            }

            foreach (var row in page)
            {
                yield return row;
            }

            last = page[^1].Key;
            left -= page.Count;
        }
    }

    /// <summary>The ids of the rows, a page at a time, in the order in which they were made.</summary>
    public IEnumerable<IReadOnlyList<Guid>> Ids()
    {
        for (object[]? last = null; IdPage(last) is { Count: > 0 } page; last = [page[^1]])
        {
            yield return page;
        }
    }

    private List<Guid> IdPage(object[]? after) => db.Query(
        $"SELECT r.Id FROM {view.From}{Where(after)}{Ordered(PageSize)}", reader => reader.GetGuid(0), Parameters(after));

    private List<ShownRow> Page(object[]? after, int size) => db.Query(
        $"SELECT {KeyColumns}, {Columns(view.Fields)} FROM {view.From}{Where(after)}{Ordered(size)}",
        reader => new ShownRow(KeyOf(reader), Read(reader, view.Key.Count, view.Fields), []),
        Parameters(after));

    private string KeyColumns => string.Join(", ", view.Key.Select(column => column.Name));

    private string Ordered(int size) => string.Create(CultureInfo.InvariantCulture, $" ORDER BY {KeyColumns} LIMIT {size}");

    private object[] KeyOf(DbRow reader) =>
        [.. view.Key.Select((column, at) => column.Type == ColumnType.Id ? (object)reader.GetGuid(at) : reader.GetInt64(at))];

    private void AddInner(List<ShownRow> page)
    {
        if (view.Inner.Count == 0)
        {
            return;
        }

        var byId = page.ToDictionary(row => ((LinkValue)row.Values[0]!).Id);
        var keys = byId.Keys;

        foreach (var inner in view.Inner)
        {
            foreach (var row in page)
            {
                row.Inner[inner.Name] = [];
            }

            var sql = $"SELECT r.OwnerId, {Columns(inner.Fields)} FROM {inner.From} WHERE r.OwnerId IN ids($0) ORDER BY r.OwnerId, r.No";
            foreach (var (owner, values) in db.Query(sql, reader => (reader.GetGuid(0), Read(reader, 1, inner.Fields)), keys))
            {
                byId[owner].Inner[inner.Name].Add(values);
            }
        }
    }

    // Conditions have the first numbers, the place in the list those that follow.
    private string Where(object[]? after)
    {
        var all = conditions.Select(condition => condition.Sql)
            .Prepend(withArchived ? "" : view.Living ?? "")
            .Append(after is null ? "" : $"({KeyColumns}) > ({string.Join(", ", view.Key.Select((_, at) => Place(at)))})")
            .Where(sql => sql.Length > 0)
            .ToList();
        return all.Count == 0 ? "" : " WHERE " + string.Join(" AND ", all);
    }

    private string Place(int at) => "$" + (conditions.Sum(condition => condition.Values.Count) + at).ToString(CultureInfo.InvariantCulture);

    private object?[] Parameters(object[]? after) => [.. conditions.SelectMany(condition => condition.Values), .. after ?? []];

    private static string Columns(IReadOnlyList<ViewField> fields) =>
        string.Join(", ", fields.SelectMany(field => field.Type == FieldType.Link ? new[] { field.Sql, field.NameSql ?? "NULL" } : [field.Sql]));

    private static object?[] Read(DbRow reader, int at, IReadOnlyList<ViewField> fields)
    {
        var values = new object?[fields.Count];
        for (var no = 0; no < fields.Count; no++)
        {
            values[no] = reader.IsDBNull(at) ? null : Value(reader, at, fields[no]);
            at += fields[no].Type == FieldType.Link ? 2 : 1;
        }

        return values;
    }

    private static object Value(DbRow reader, int at, ViewField field) => field.Type switch
    {
        FieldType.Link => new LinkValue(reader.GetGuid(at), reader.IsDBNull(at + 1) ? null : reader.GetString(at + 1)),
        FieldType.Money or FieldType.Number => Scaled.ToDecimal(reader.GetInt64(at), field.Type),
        FieldType.Date => reader.GetDate(at),
        FieldType.Boolean => reader.GetBoolean(at),
        _ when field.IsWords => WordsJson.Read(reader.GetString(at)),
        _ => reader.GetString(at),
    };
}
