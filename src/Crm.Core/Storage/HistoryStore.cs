using System.Text.Json;
using Crm.Connect;

namespace Crm.Core.Storage;

/// <summary>Writes what is not a CRM row: journal, held changes, waits, memberships.</summary>
public sealed class HistoryStore(DbSession db)
{
    private const string HeldColumns =
        "h.Id, h.SourceId, h.ExternalId, h.State, h.Field, h.Value, h.Reason, h.Fields, h.MentionedAt, h.MissingKind, h.MissingId, "
        + "h.DeliveryId, h.File, h.Line, h.MappingHash, h.FirstRunId, h.LastRunId";

    public void Write(JournalEntry entry) => db.Execute(
        "INSERT INTO Journal (RunId, At, Kind, EntityId, Decision, DeliveryId, File, Line, SourceId, ExternalId, Mapping, Changes, Person) "
        + "VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        entry.RunId, RowStore.Moment(entry.At), entry.Kind, RowStore.Key(entry.EntityId), entry.Decision, entry.DeliveryId,
        entry.File, entry.Line, entry.SourceId, entry.ExternalId, entry.Mapping, entry.Changes, entry.Person);

    public bool HasHeld() => db.Scalar("SELECT 1 FROM Held LIMIT 1") is not null;

    public long HeldTotal() => (long)db.Scalar("SELECT COUNT(*) FROM Held")!;

    public List<(string Kind, HeldState State, long Count)> CountHeld(string connection) => db.Query(
        "SELECT s.Kind, h.State, COUNT(*) FROM Held h JOIN LinkSources s ON s.Id = h.SourceId WHERE s.Connection = $0 GROUP BY s.Kind, h.State",
        reader => (reader.GetString(0), Enum.Parse<HeldState>(reader.GetString(1)), reader.GetInt64(2)),
        connection);

    public bool HasWaits() => db.Scalar("SELECT 1 FROM Waits LIMIT 1") is not null;

    public List<HeldChange> HeldOf(int source, IEnumerable<string> externalIds) => db.Query(
        $"SELECT {HeldColumns} FROM json_each($1) j "
        + "CROSS JOIN Held h ON h.SourceId = $0 AND h.ExternalId = j.value",
        ReadHeld, source, JsonSerializer.Serialize(externalIds));

    /// <summary>
    /// Held changes of a connection that may go on now: parked ones whose missing object has come, those that were
    /// rejected by other mappings than today's, and those that a person wants tried. Oldest first, from an id on.
    /// </summary>
    public List<HeldChange> HeldThatMayGoOn(string connection, string mappingHash, long after, int limit) => db.Query(
        $"SELECT {HeldColumns} FROM Held h WHERE h.Id > $2 AND h.SourceId IN (SELECT Id FROM LinkSources WHERE Connection = $0) AND ("
        + "h.MappingHash = '' OR (h.State IN ('Rejected', 'FieldLeftOut') AND h.MappingHash <> $1) OR (h.State = 'Parked' AND EXISTS ("
        + "SELECT 1 FROM LinkSources s JOIN Links l ON l.SourceId = s.Id AND l.ExternalId = h.MissingId "
        + "WHERE s.Connection = $0 AND s.Kind = h.MissingKind))) ORDER BY h.Id LIMIT $3",
        ReadHeld, connection, mappingHash, after, limit);

    public void Hold(HeldChange held) => db.Execute(
        "INSERT INTO Held (SourceId, ExternalId, State, Field, Value, Reason, Fields, MentionedAt, MissingKind, MissingId, "
        + "DeliveryId, File, Line, MappingHash, FirstRunId, LastRunId) "
        + "VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        held.SourceId, held.ExternalId, held.State.ToString(), held.Field, held.Value, held.Reason, held.Fields,
        held.MentionedAt is { } at ? RowStore.Moment(at) : null, held.MissingKind, held.MissingId, held.DeliveryId, held.File,
        held.Line, held.MappingHash, held.FirstRunId, held.LastRunId);

    /// <summary>The next run tries it, whatever held it back.</summary>
    public void TryAgain(long held) => db.Execute("UPDATE Held SET MappingHash = '' WHERE Id = $0", held);

    /// <summary>The next run tries everything of a connection that is held back, less what a person skipped.</summary>
    /// <returns>How many objects these are.</returns>
    public int TryAllAgain(string connection) => db.Execute(
        "UPDATE Held SET MappingHash = '' WHERE State <> 'Skipped' AND SourceId IN (SELECT Id FROM LinkSources WHERE Connection = $0)", connection);

    /// <summary>It may stay outside until it says something else.</summary>
    public void Skip(long held, Words reason) => db.Execute(
        "UPDATE Held SET State = 'Skipped', MappingHash = '-', Reason = $1 WHERE Id = $0", held, WordsJson.Write(reason));

    public void Release(long held) => db.Execute("DELETE FROM Held WHERE Id = $0", held);

    public void Write(Wait wait) => db.Execute(
        "INSERT INTO Waits (Kind, EntityId, Field, Connection, TargetKind, TargetId) VALUES ($0, $1, $2, $3, $4, $5)",
        wait.Kind, RowStore.Key(wait.EntityId), wait.Field, wait.Connection, wait.TargetKind, wait.TargetId);

    /// <summary>Takes away the waits of a field and of everything below it.</summary>
    public void EndWaits(Guid entity, string field) => db.Execute(
        "DELETE FROM Waits WHERE EntityId = $0 AND (Field = $1 OR Field LIKE $1 || '/%')", RowStore.Key(entity), field);

    public void EndWait(long id) => db.Execute("DELETE FROM Waits WHERE Id = $0", id);

    /// <summary>Waits whose target has come, with the row it is; a target that is two rows is left waiting.</summary>
    public List<(Wait Wait, Guid Target)> WaitsThatEnd(string connection, int limit) => db.Query(
        "SELECT w.Id, w.Kind, w.EntityId, w.Field, w.TargetKind, w.TargetId, MIN(l.EntityId) FROM Waits w "
        + "JOIN LinkSources s ON s.Connection = w.Connection AND s.Kind = w.TargetKind "
        + "JOIN Links l ON l.SourceId = s.Id AND l.ExternalId = w.TargetId WHERE w.Connection = $0 "
        + "GROUP BY w.Id HAVING COUNT(DISTINCT l.EntityId) = 1 LIMIT $1",
        reader => (
            new Wait
            {
                Id = reader.GetInt64(0),
                Kind = reader.GetString(1),
                EntityId = RowStore.Id(reader, 2),
                Field = reader.GetString(3),
                Connection = connection,
                TargetKind = reader.GetString(4),
                TargetId = reader.GetString(5),
            },
            RowStore.Id(reader, 6)),
        connection, limit);

    /// <summary>Ends the membership that runs, if it is with another partner, and begins the new one.</summary>
    public void Join(Guid counterparty, Guid? partner, DateOnly day)
    {
        var text = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        db.Execute(
            "UPDATE PartnerMemberships SET Until = $1 WHERE CounterpartyId = $0 AND Until IS NULL", RowStore.Key(counterparty), text);

        if (partner is { } joined)
        {
            db.Execute(
                "INSERT INTO PartnerMemberships (PartnerId, CounterpartyId, Since) VALUES ($0, $1, $2)",
                RowStore.Key(joined), RowStore.Key(counterparty), text);
        }
    }

    private static HeldChange ReadHeld(DbRow reader) => new()
    {
        Id = reader.GetInt64(0),
        SourceId = reader.GetInt32(1),
        ExternalId = reader.GetString(2),
        State = Enum.Parse<HeldState>(reader.GetString(3)),
        Field = reader.GetString(4),
        Value = reader.IsDBNull(5) ? null : reader.GetString(5),
        Reason = reader.GetString(6),
        Fields = reader.GetString(7),
        MentionedAt = reader.IsDBNull(8) ? null : DateTime.SpecifyKind(reader.GetDateTime(8), DateTimeKind.Utc),
        MissingKind = reader.IsDBNull(9) ? null : reader.GetString(9),
        MissingId = reader.IsDBNull(10) ? null : reader.GetString(10),
        DeliveryId = reader.GetInt64(11),
        File = reader.GetString(12),
        Line = reader.GetInt64(13),
        MappingHash = reader.GetString(14),
        FirstRunId = reader.GetInt64(15),
        LastRunId = reader.GetInt64(16),
    };
}
