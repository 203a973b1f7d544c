using Crm.Connect;

namespace Crm.Core.Storage;

/// <summary>Writes what is not a CRM row: journal, held changes, waits, memberships.</summary>
public sealed class HistoryStore(DbSession db)
{
    private const string HeldColumns =
        "h.Id, h.SourceId, h.ExternalId, h.State, h.Field, h.Value, h.Reason, h.Fields, h.MentionedAt, h.MissingKind, h.MissingId, "
        + "h.DeliveryId, h.File, h.Line, h.MappingHash, h.FirstRunId, h.LastRunId";

    private static readonly RowWrite JournalLine = RowWrite.Insert(
        "Journal", new("RunId", ColumnType.Long), new("At", ColumnType.Moment), new("Kind", ColumnType.Text), new("EntityId", ColumnType.Id),
        new("Decision", ColumnType.Text), new("DeliveryId", ColumnType.Long), new("File", ColumnType.Text), new("Line", ColumnType.Long),
        new("SourceId", ColumnType.Int), new("ExternalId", ColumnType.Text), new("Mapping", ColumnType.Text), new("Changes", ColumnType.Text),
        new("Person", ColumnType.Text));

    private static readonly RowWrite WaitLine = RowWrite.Insert(
        "Waits", new("Kind", ColumnType.Text), new("EntityId", ColumnType.Id), new("Field", ColumnType.Text), new("Connection", ColumnType.Text),
        new("TargetKind", ColumnType.Text), new("TargetId", ColumnType.Text));

    private static readonly RowWrite HeldLine = RowWrite.Insert(
        "Held", new("SourceId", ColumnType.Int), new("ExternalId", ColumnType.Text), new("State", ColumnType.Text), new("Field", ColumnType.Text),
        new("Value", ColumnType.Text), new("Reason", ColumnType.Text), new("Fields", ColumnType.Text), new("MentionedAt", ColumnType.Moment),
        new("MissingKind", ColumnType.Text), new("MissingId", ColumnType.Text), new("DeliveryId", ColumnType.Long), new("File", ColumnType.Text),
        new("Line", ColumnType.Long), new("MappingHash", ColumnType.Text), new("FirstRunId", ColumnType.Long), new("LastRunId", ColumnType.Long));

    public void Write(JournalEntry entry) => db.Write(
        JournalLine,
        entry.RunId, entry.At, entry.Kind, entry.EntityId, entry.Decision, entry.DeliveryId,
        entry.File, entry.Line, entry.SourceId, entry.ExternalId, entry.Mapping, entry.Changes, entry.Person);

    public bool HasHeld() => db.Scalar("SELECT 1 FROM Held LIMIT 1") is not null;

    public long HeldTotal() => (long)db.Scalar("SELECT COUNT(*) FROM Held")!;

    public List<(string Kind, HeldState State, long Count)> CountHeld(string connection) => db.Query(
        "SELECT s.Kind, h.State, COUNT(*) FROM Held h JOIN LinkSources s ON s.Id = h.SourceId WHERE s.Connection = $0 GROUP BY s.Kind, h.State",
        reader => (reader.GetString(0), Enum.Parse<HeldState>(reader.GetString(1)), reader.GetInt64(2)),
        connection);

    public bool HasWaits() => db.Scalar("SELECT 1 FROM Waits LIMIT 1") is not null;

    public List<HeldChange> HeldOf(int source, IEnumerable<string> externalIds) => db.Query(
        $"SELECT {HeldColumns} FROM Held h WHERE h.SourceId = $0 AND h.ExternalId IN texts($1)",
        ReadHeld, source, externalIds);

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

    public void Hold(HeldChange held) => db.Write(
        HeldLine,
        held.SourceId, held.ExternalId, held.State.ToString(), held.Field, held.Value, held.Reason, held.Fields,
        held.MentionedAt, held.MissingKind, held.MissingId, held.DeliveryId, held.File,
        held.Line, held.MappingHash, held.FirstRunId, held.LastRunId);

    /// <summary>The next run tries it, whatever held it back.</summary>
    public void TryAgain(long held) => db.Write("UPDATE Held SET MappingHash = '' WHERE Id = $0", held);

    /// <summary>The next run tries everything of a connection that is held back, less what a person skipped.</summary>
    /// <returns>How many objects these are.</returns>
    public int TryAllAgain(string connection) => db.Execute(
        "UPDATE Held SET MappingHash = '' WHERE State <> 'Skipped' AND SourceId IN (SELECT Id FROM LinkSources WHERE Connection = $0)", connection);

    /// <summary>It may stay outside until it says something else.</summary>
    public void Skip(long held, Words reason) => db.Write(
        "UPDATE Held SET State = 'Skipped', MappingHash = '-', Reason = $1 WHERE Id = $0", held, WordsJson.Write(reason));

    public void Release(long held) => db.Write("DELETE FROM Held WHERE Id = $0", held);

    public void Write(Wait wait) => db.Write(
        WaitLine,
        wait.Kind, wait.EntityId, wait.Field, wait.Connection, wait.TargetKind, wait.TargetId);

    /// <summary>Takes away the waits of a field and of everything below it.</summary>
    public void EndWaits(Guid entity, string field) => db.Write(
        "DELETE FROM Waits WHERE EntityId = $0 AND (Field = $1 OR Field LIKE $1 || '/%')", entity, field);

    public void EndWait(long id) => db.Write("DELETE FROM Waits WHERE Id = $0", id);

    /// <summary>Waits whose target has come, with the row it is; a target that is two rows is left waiting.</summary>
    public List<(Wait Wait, Guid Target)> WaitsThatEnd(string connection, int limit) => db.Query(
        $"SELECT w.Id, w.Kind, w.EntityId, w.Field, w.TargetKind, w.TargetId, (SELECT l.EntityId {Targets} LIMIT 1) FROM Waits w "
        + $"WHERE w.Connection = $0 AND (SELECT COUNT(DISTINCT l.EntityId) {Targets}) = 1 LIMIT $1",
        reader => (
            new Wait
            {
                Id = reader.GetInt64(0),
                Kind = reader.GetString(1),
                EntityId = reader.GetGuid(2),
                Field = reader.GetString(3),
                Connection = connection,
                TargetKind = reader.GetString(4),
                TargetId = reader.GetString(5),
            },
            reader.GetGuid(6)),
        connection, limit);

    private const string Targets =
        "FROM LinkSources s JOIN Links l ON l.SourceId = s.Id AND l.ExternalId = w.TargetId WHERE s.Connection = w.Connection AND s.Kind = w.TargetKind";

    /// <summary>Ends the membership that runs, if it is with another partner, and begins the new one.</summary>
    public void Join(Guid counterparty, Guid? partner, DateOnly day)
    {
        db.Write(
            "UPDATE PartnerMemberships SET Until = $1 WHERE CounterpartyId = $0 AND Until IS NULL", counterparty, day);

        if (partner is { } joined)
        {
            db.Write("INSERT INTO PartnerMemberships (PartnerId, CounterpartyId, Since) VALUES ($0, $1, $2)", joined, counterparty, day);
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
        MentionedAt = reader.IsDBNull(8) ? null : reader.GetDateTime(8),
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
