using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Duplicates.Joining;

/// <summary>One line of the history of a row: who said it, and what changed.</summary>
/// <param name="Link">The object over there that said it; null for a person and for what the hub did by itself.</param>
internal sealed record Line(string Decision, (int Source, string ExternalId)? Link, string? Awaited, IReadOnlyDictionary<string, JsonElement> Changes)
{
    public bool Speaks(string field) => Changes.ContainsKey(field);

    /// <summary>Of a table with a key, the rows that this line changed, as they became.</summary>
    public IEnumerable<KeyValuePair<string, Fields>> RowsOf(EntityField table)
    {
        var old = Statement.ByKey(RowText.Value(Changes[table.Name][0], table), table.RowKey);
        return Statement.ByKey(RowText.Value(Changes[table.Name][1], table), table.RowKey)
            .Where(row => !row.Value.Equals(old.GetValueOrDefault(row.Key)));
    }

    /// <summary>Of a table with a key, the rows that this line took away.</summary>
    public IEnumerable<string> GoneOf(EntityField table) =>
        Statement.ByKey(RowText.Value(Changes[table.Name][0], table), table.RowKey).Keys
            .Except(Statement.ByKey(RowText.Value(Changes[table.Name][1], table), table.RowKey).Keys);
}

/// <summary>What history says since a certain line, less the pointing to and fro of merges themselves.</summary>
internal sealed class Since(DbSession db, long journal)
{
    public const string Merge = "Merge";
    public const string Unmerge = "Unmerge";

    private static readonly Dictionary<string, JsonElement> None = [];

    public static long Newest(DbSession db) => (long)db.Scalar("SELECT COALESCE(MAX(Id), 0) FROM Journal")!;

    /// <summary>Oldest first.</summary>
    public List<Line> Of(Guid row) => db.Query(
        $"SELECT Decision, SourceId, ExternalId, Changes FROM Journal WHERE EntityId = $0 AND Id > $1 "
        + $"AND (SourceId IS NOT NULL OR Decision NOT IN ('{Merge}', '{Unmerge}')) ORDER BY Id",
        Read, row, journal);

    private static Line Read(DbRow reader)
    {
        var external = reader.IsDBNull(2) ? null : reader.GetString(2);
        return new Line(
            reader.GetString(0),
            reader.IsDBNull(1) || external is null ? null : (reader.GetInt32(1), external),
            reader.IsDBNull(1) ? external : null,
            reader.IsDBNull(3) ? None : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(reader.GetString(3))!);
    }
}
