using System.Text.Json;
using Crm.Connect;

namespace Crm.Core.Storage;

/// <summary>Writes what is on its way out: lines of the outbox and parcels.</summary>
public sealed class OutboxStore(DbSession db)
{
    private const string ItemColumns = "Id, Connection, Kind, EntityId, State, QueuedAt, ParcelId, Attempts, Reason";

    // Of a line that is there the moment of its queuing stays.
    private static readonly RowWrite Line = RowWrite.Put(
        "Outbox", ["Connection", "EntityId"], new("Connection", ColumnType.Text), new("Kind", ColumnType.Text), new("EntityId", ColumnType.Id),
        new("State", ColumnType.Text), new("QueuedAt", ColumnType.Moment), new("Attempts", ColumnType.Int), new("Reason", ColumnType.Text))
        with
    { Sets = ["State", "Attempts", "Reason"] };

    private const string ParcelColumns = "Id, Connection, Number, Name, FormedAt, State, RunId, Body";

    /// <summary>
    /// That base must hear of that row. A line that is there already starts anew: what is on its way is older than the row.
    /// </summary>
    public void Queue(string connection, string kind, Guid row, DateTime now) => db.Write(
        Line, connection, kind, row, nameof(OutboxState.Waiting), now, 0, null);

    /// <summary>That base must hear of those rows; a line that is there already stays as it is.</summary>
    public void QueueMissing(string connection, string kind, IReadOnlyCollection<Guid> rows, DateTime now) => db.Write(
        "INSERT INTO Outbox (Connection, Kind, EntityId, State, QueuedAt, Attempts) "
        + "SELECT $0, $1, j.value, 'Waiting', $3, 0 FROM ids($2) j WHERE true ON CONFLICT (Connection, EntityId) DO NOTHING",
        connection, kind, rows, now);

    /// <summary>Those of the rows of which that base is being told.</summary>
    public HashSet<Guid> RowsWithLines(string connection, IReadOnlyCollection<Guid> rows) =>
    [
        .. db.Query(
            "SELECT EntityId FROM Outbox WHERE Connection = $0 AND EntityId IN ids($1)",
            reader => reader.GetGuid(0), connection, rows),
    ];

    /// <summary>What a question of a refusal is about is said again, as if its row had changed.</summary>
    public void Requeue(Question refused, DateTime now)
    {
        using var detail = JsonDocument.Parse(refused.Detail);
        var root = detail.RootElement;
        Queue(root.GetProperty("external").GetString()!, root.GetProperty("kind").GetString()!, root.GetProperty("row").GetGuid(), now);
    }

    /// <summary>Lines of a kind that are to be said, oldest first, from an id on.</summary>
    public List<OutboxItem> Waiting(string connection, string kind, long after, int limit) => db.Query(
        $"SELECT {ItemColumns} FROM Outbox WHERE Connection = $0 AND Kind = $1 AND State = 'Waiting' AND Id > $2 ORDER BY Id LIMIT $3",
        ReadItem, connection, kind, after, limit);

    /// <summary>Lines of that parcel that no newer change of their row has started anew.</summary>
    public List<OutboxItem> SentWith(long parcel) => db.Query(
        $"SELECT {ItemColumns} FROM Outbox WHERE ParcelId = $0 AND State = 'Sent'", ReadItem, parcel);

    /// <summary>Lines of these rows of which the base has not said yet that it has taken them.</summary>
    public List<OutboxItem> SentOf(string connection, IReadOnlyCollection<Guid> rows) => db.Query(
        $"SELECT {ItemColumns} FROM Outbox WHERE Connection = $0 AND State = 'Sent' AND EntityId IN ids($1)",
        ReadItem, connection, rows);

    public bool HasSent(string connection) =>
        db.Scalar("SELECT 1 FROM Outbox WHERE Connection = $0 AND State = 'Sent' LIMIT 1", connection) is not null;

    public long Count(string connection, OutboxState state) => (long)db.Scalar(
        "SELECT COUNT(*) FROM Outbox WHERE Connection = $0 AND State = $1", connection, state.ToString())!;

    public void MarkSent(long item, long parcel) => db.Write(
        "UPDATE Outbox SET State = 'Sent', ParcelId = $1, Attempts = Attempts + 1, Reason = NULL WHERE Id = $0", item, parcel);

    /// <summary>Says it with a later parcel; why not now, when there is a reason.</summary>
    public void Wait(long item, Words? reason = null) => db.Write(
        "UPDATE Outbox SET State = 'Waiting', Reason = $1 WHERE Id = $0", item, reason is null ? null : WordsJson.Write(reason));

    public void Refuse(long item, Words reason) => db.Write(
        "UPDATE Outbox SET State = 'Refused', Reason = $1 WHERE Id = $0", item, WordsJson.Write(reason));

    /// <summary>The base has it.</summary>
    public void Remove(long item) => db.Write("DELETE FROM Outbox WHERE Id = $0", item);

    /// <summary>
    /// What was sent before that moment and never confirmed is sent again, unless it went often enough: then a person is needed.
    /// </summary>
    public void SendAgain(string connection, DateTime sentBefore, int attempts) => db.Write(
        "UPDATE Outbox SET State = 'Waiting' WHERE Connection = $0 AND State = 'Sent' AND Attempts < $2 AND ParcelId IN "
        + "(SELECT Id FROM Parcels WHERE Connection = $0 AND FormedAt <= $1)",
        connection, sentBefore, attempts);

    /// <summary>Lines that went so often and were never confirmed.</summary>
    public List<OutboxItem> Unheard(string connection, DateTime sentBefore, int attempts) => db.Query(
        $"SELECT {ItemColumns} FROM Outbox WHERE Connection = $0 AND State = 'Sent' AND Attempts >= $2 AND ParcelId IN "
        + "(SELECT Id FROM Parcels WHERE Connection = $0 AND FormedAt <= $1)",
        ReadItem, connection, sentBefore, attempts);

    /// <summary>Gives the lines of one row to another; where that has one already, its own says all there is to say.</summary>
    /// <returns>The lines that moved, and those that were dropped.</returns>
    public (List<long> Moved, List<OutboxItem> Dropped) Move(Guid from, Guid to)
    {
        var doubled = db.Query(
            $"SELECT {ItemColumns} FROM Outbox o WHERE EntityId = $0 AND EXISTS (SELECT 1 FROM Outbox k WHERE k.EntityId = $1 AND k.Connection = o.Connection)",
            ReadItem, from, to);
        doubled.ForEach(line => Remove(line.Id));

        var moved = db.Query(
            "UPDATE Outbox SET EntityId = $1 WHERE EntityId = $0 RETURNING Id", reader => reader.GetInt64(0), from, to);
        return (moved, doubled);
    }

    /// <summary>Undoes a move, as far as the lines are still there.</summary>
    public void MoveBack(IEnumerable<long> moved, IEnumerable<OutboxItem> dropped, Guid from, Guid to)
    {
        foreach (var line in moved)
        {
            db.Write(
                "UPDATE Outbox SET EntityId = $1 WHERE Id = $0 AND EntityId = $2 "
                + "AND NOT EXISTS (SELECT 1 FROM Outbox o WHERE o.EntityId = $1 AND o.Connection = Outbox.Connection)",
                line, to, from);
        }

        foreach (var line in dropped)
        {
            db.Write(
                $"INSERT INTO Outbox ({ItemColumns}) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
                line.Id, line.Connection, line.Kind, line.EntityId, line.State.ToString(), line.QueuedAt,
                line.ParcelId, line.Attempts, line.Reason);
        }
    }

    /// <summary>The number that the next parcel of a connection gets.</summary>
    public long NextNumber(string connection) => (long)db.Scalar(
        "SELECT COALESCE(MAX(Number), 0) + 1 FROM Parcels WHERE Connection = $0", connection)!;

    /// <returns>Its number in the hub.</returns>
    public long Keep(KeptParcel parcel) => (long)db.Scalar(
        "INSERT INTO Parcels (Connection, Number, Name, FormedAt, State, RunId, Body) VALUES ($0, $1, $2, $3, 'Formed', $4, $5) RETURNING Id",
        parcel.Connection, parcel.Number, parcel.Name, parcel.FormedAt, parcel.RunId, parcel.Body)!;

    /// <summary>Parcels of which it is not known whether the other side has them, in order.</summary>
    public List<KeptParcel> Formed(string connection) => db.Query(
        $"SELECT {ParcelColumns} FROM Parcels WHERE Connection = $0 AND State = 'Formed' ORDER BY Number", ReadParcel, connection);

    public void MarkSent(long parcel) => db.Write("UPDATE Parcels SET State = 'Sent' WHERE Id = $0", parcel);

    private static OutboxItem ReadItem(DbRow reader) => new()
    {
        Id = reader.GetInt64(0),
        Connection = reader.GetString(1),
        Kind = reader.GetString(2),
        EntityId = reader.GetGuid(3),
        State = Enum.Parse<OutboxState>(reader.GetString(4)),
        QueuedAt = reader.GetDateTime(5),
        ParcelId = reader.IsDBNull(6) ? null : reader.GetInt64(6),
        Attempts = reader.GetInt32(7),
        Reason = reader.IsDBNull(8) ? null : reader.GetString(8),
    };

    private static KeptParcel ReadParcel(DbRow reader) => new()
    {
        Id = reader.GetInt64(0),
        Connection = reader.GetString(1),
        Number = reader.GetInt64(2),
        Name = reader.GetString(3),
        FormedAt = reader.GetDateTime(4),
        State = Enum.Parse<ParcelState>(reader.GetString(5)),
        RunId = reader.GetInt64(6),
        Body = reader.GetString(7),
    };
}
