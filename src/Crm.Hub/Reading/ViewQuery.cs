using System.Globalization;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Hub.Reading;

/// <summary>One row as it is shown: a value for every field of the view, in order, and the tables inside.</summary>
internal sealed record ShownRow(long RowNumber, object?[] Values, Dictionary<string, List<object?[]>> Inner);

/// <summary>Asks the database for the rows of a view, page by page.</summary>
internal sealed class ViewQuery(DbSession db, View view, IReadOnlyList<Condition> conditions, bool withArchived)
{
    private const int PageSize = 1_000;

    public long Count() => (long)db.Scalar($"SELECT COUNT(*) FROM {view.From}{Where("")}", Parameters(0))!;

    /// <summary>Rows in the order in which they were made.</summary>
    /// <param name="limit">0 for all of them.</param>
    /// <param name="withInner">Read the tables inside, too.</param>
    public IEnumerable<ShownRow> Rows(int limit, bool withInner)
    {
        var (last, left) = (0L, limit == 0 ? int.MaxValue : limit);
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

            last = page[^1].RowNumber;
            left -= page.Count;
        }
    }

    /// <summary>The ids of the rows, a page at a time, in the order in which they were made.</summary>
    public IEnumerable<IReadOnlyList<Guid>> Ids()
    {
        for (var last = 0L; IdPage(last) is { Count: > 0 } page; last = page[^1].RowNumber)
        {
            yield return page.ConvertAll(row => row.Id);
        }
    }

    private List<(long RowNumber, Guid Id)> IdPage(long after) => db.Query(
        $"SELECT r.rowid, r.Id FROM {view.From}{Where("r.rowid > $0")} ORDER BY r.rowid LIMIT {PageSize.ToString(CultureInfo.InvariantCulture)}",
        reader => (reader.GetInt64(0), RowStore.Id(reader, 1)),
        Parameters(after));

    private List<ShownRow> Page(long after, int size) => db.Query(
        $"SELECT r.rowid, {Columns(view.Fields)} FROM {view.From}{Where("r.rowid > $0")} ORDER BY r.rowid LIMIT {size.ToString(CultureInfo.InvariantCulture)}",
        reader => new ShownRow(reader.GetInt64(0), Read(reader, 1, view.Fields), []),
        Parameters(after));

    private void AddInner(List<ShownRow> page)
    {
        if (view.Inner.Count == 0)
        {
            return;
        }

        var byId = page.ToDictionary(row => ((LinkValue)row.Values[0]!).Id);
        var keys = RowStore.HexList(byId.Keys);

        foreach (var inner in view.Inner)
        {
            foreach (var row in page)
            {
                row.Inner[inner.Name] = [];
            }

            var sql = $"SELECT r.OwnerId, {Columns(inner.Fields)} FROM {inner.From} WHERE r.OwnerId IN (SELECT unhex(value) FROM json_each($0)) ORDER BY r.OwnerId, r.No";
            foreach (var (owner, values) in db.Query(sql, reader => (RowStore.Id(reader, 0), Read(reader, 1, inner.Fields)), keys))
            {
                byId[owner].Inner[inner.Name].Add(values);
            }
        }
    }

    // $0 is the place in the list; conditions have their own numbers from 1 on.
    private string Where(string first)
    {
        var all = conditions.Select(condition => condition.Sql)
            .Prepend(withArchived ? "" : view.Living ?? "")
            .Prepend(first)
            .Where(sql => sql.Length > 0)
            .ToList();
        return all.Count == 0 ? "" : " WHERE " + string.Join(" AND ", all);
    }

    private object?[] Parameters(long after) => [after, .. conditions.SelectMany(condition => condition.Values)];

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
        FieldType.Link => new LinkValue(RowStore.Id(reader, at), reader.IsDBNull(at + 1) ? null : reader.GetString(at + 1)),
        FieldType.Money or FieldType.Number => Scaled.ToDecimal(reader.GetInt64(at), field.Type),
        FieldType.Date => DateOnly.ParseExact(reader.GetString(at), "yyyy-MM-dd", CultureInfo.InvariantCulture),
        FieldType.Boolean => reader.GetInt64(at) != 0,
        _ when field.IsWords => WordsJson.Read(reader.GetString(at)),
        _ => reader.GetString(at),
    };
}
