using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Testing;

/// <summary>
/// Everything a CRM user can see, as sorted text without what differs from run to run: a row is named by its links, not by
/// its id. Two hubs in the same state give the same lines.
/// </summary>
public static class HubState
{
    public static IReadOnlyList<string> Read(HubDatabase database)
    {
        using var db = database.Connect();
        var names = NamesOfRows(db);
        var lines = new List<string>();

        foreach (var table in EntityKind.All.Select(KindTable.Of))
        {
            lines.AddRange(RowsOf(db, table, names));
        }

        lines.AddRange(db.Query(
            "SELECT s.Kind, h.ExternalId, h.State, h.Field FROM Held h JOIN LinkSources s ON s.Id = h.SourceId",
            reader => $"held {reader.GetString(0)} {reader.GetString(1)} {reader.GetString(2)} {reader.GetString(3)}"));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static Dictionary<Guid, string> NamesOfRows(DbSession db) => db.Query(
        "SELECT l.EntityId, s.Connection || '/' || s.ExternalKind || '/' || l.ExternalId FROM Links l JOIN LinkSources s ON s.Id = l.SourceId",
        reader => (Id: reader.GetGuid(0), Name: reader.GetString(1)))
        .GroupBy(link => link.Id)
        .ToDictionary(group => group.Key, group => string.Join('|', group.Select(link => link.Name).Order(StringComparer.Ordinal)));

    private static IEnumerable<string> RowsOf(DbSession db, KindTable table, Dictionary<Guid, string> names)
    {
        var ids = db.Query($"SELECT Id FROM \"{table.Name}\"", reader => reader.GetGuid(0));

        foreach (var row in new RowStore(db).Read(table, ids, [.. table.Rows.Keys]).Values)
        {
            yield return $"{table.Name} {Name(row.Id, names)} archived={row.ArchivedAt is not null} {Values(table, row.Values, names)}";

            foreach (var (field, rows) in row.Rows)
            {
                // Rows with a key have no order of their own.
                var inner = table.Rows[field];
                var hasKey = table.Kind!.Field(field)!.RowKey.Count > 0;
                foreach (var (values, no) in rows.Select((values, no) => (values, no)).Where(pair => pair.values.Any(value => value is not null)))
                {
                    yield return $"{table.Name} {Name(row.Id, names)} {field}{(hasKey ? "" : $" {no}")} {Values(inner, values, names)}";
                }
            }
        }
    }

    private static string Values(KindTable table, object?[] values, Dictionary<Guid, string> names) => string.Join(' ', table.Columns
        .Select((column, at) => (column, value: values[at]))
        .Where(pair => pair.value is not null && pair.column.Name != nameof(Invoice.StatusReason))
        .Select(pair => $"{pair.column.Name}={(pair.value is Guid id ? Name(id, names) : FieldsJson.Text(pair.value!))}"));

    private static string Name(Guid id, Dictionary<Guid, string> names) => names.GetValueOrDefault(id, "(no link)");
}
