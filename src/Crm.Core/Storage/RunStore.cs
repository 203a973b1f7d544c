using Crm.Connect;
using Crm.Core.Mappings;

namespace Crm.Core.Storage;

/// <summary>Writes runs, deliveries and leases.</summary>
public sealed class RunStore(DbSession db)
{
    private const string DeliveryColumns =
        "Id, Connection, Number, Name, FormedAt, ReceivedAt, Length, ContentHash, ArchiveFile, State, RunId, MappingHash, Pieces";

    public long Open(string flow, string connection, string mappingHash, DateTime now) => (long)db.Scalar(
        "INSERT INTO Runs (Flow, Connection, Outcome, StartedAt, MappingHash, Numbers) VALUES ($0, $1, 'Running', $2, $3, '{}') RETURNING Id",
        flow, connection, now, mappingHash)!;

    public void Close(long run, RunOutcome outcome, string numbers, Words? reason, DateTime now) => db.Write(
        "UPDATE Runs SET Outcome = $1, Numbers = $2, Reason = $3, EndedAt = $4 WHERE Id = $0",
        run, outcome.ToString(), numbers, reason is null ? null : WordsJson.Write(reason), now);

    /// <summary>Notes a run that could not begin, so that it stands in the history; nothing when one of this flow began after all.</summary>
    /// <param name="since">When it was to begin.</param>
    public void NotBegun(string flow, string connection, RunOutcome outcome, Words? reason, DateTime since, DateTime now) => db.Write(
        "INSERT INTO Runs (Flow, Connection, Outcome, StartedAt, EndedAt, MappingHash, Numbers, Reason) SELECT $0, $1, $2, $5, $3, "
        + "COALESCE((SELECT MappingHash FROM Runs WHERE Flow = $0 AND Connection = $1 ORDER BY Id DESC LIMIT 1), ''), '{}', $4 "
        + "WHERE NOT EXISTS (SELECT 1 FROM Runs WHERE Flow = $0 AND StartedAt >= $5)",
        flow, connection, outcome.ToString(), now, reason is null ? null : WordsJson.Write(reason), since);

    /// <summary>Keeps the mapping texts of this hash; whether they are new for this flow.</summary>
    public bool Snapshot(string flow, string connection, string hash, IReadOnlyList<MappingText> texts)
    {
        foreach (var text in texts)
        {
            db.Write("INSERT INTO Mappings (Hash, File, Text) VALUES ($0, $1, $2) ON CONFLICT DO NOTHING", hash, text.File, text.Text);
        }

        return db.Scalar(
            "SELECT MappingHash FROM Runs WHERE Connection = $0 AND Flow = $1 AND Outcome <> 'Running' ORDER BY Id DESC LIMIT 1", connection, flow) is string last
            && last != hash;
    }

    /// <summary>Fingerprints made by other mappings are of no more use.</summary>
    public void ForgetFingerprints(string connection) => db.Write(
        "DELETE FROM Fingerprints WHERE LinkId = 0 OR LinkId IN (SELECT l.Id FROM Links l JOIN LinkSources s ON s.Id = l.SourceId WHERE s.Connection = $0)",
        connection);

    /// <summary>Applied deliveries that look like this one from outside; their content is still to be compared.</summary>
    public List<ReceivedDelivery> LookAlikes(string connection, Delivery delivery, string mappingHash) => db.Query(
        $"SELECT {DeliveryColumns} FROM Deliveries WHERE Connection = $0 AND Number = $1 AND Length = $2 AND State = 'Applied' AND MappingHash = $3",
        Read, connection, delivery.Number, delivery.Length ?? -1, mappingHash);

    /// <summary>Deliveries that a flow keeps and has not applied to their end, in order.</summary>
    public List<ReceivedDelivery> Unfinished(string flow, string connection) => db.Query(
        $"SELECT {DeliveryColumns} FROM Deliveries WHERE Connection = $0 AND State = 'Received' "
        + "AND RunId IN (SELECT Id FROM Runs WHERE Flow = $1) ORDER BY Number, Name", Read, connection, flow);

    /// <summary>
    /// Notes a delivery as kept. When newer ones were applied before it, they are to be applied again after it, so that the
    /// newest word counts whatever the order of arrival.
    /// </summary>
    /// <returns>Its number in the hub.</returns>
    public long Save(ReceivedDelivery delivery, Words? reason)
    {
        if (delivery.State == DeliveryState.Received)
        {
            db.Write(
                "UPDATE Deliveries SET State = 'Received' WHERE Connection = $0 AND Number > $1 AND State = 'Applied' "
                + "AND RunId IN (SELECT Id FROM Runs WHERE Flow = (SELECT Flow FROM Runs WHERE Id = $2))",
                delivery.Connection, delivery.Number, delivery.RunId);
        }

        return (long)db.Scalar(
            "INSERT INTO Deliveries (Connection, Number, Name, FormedAt, ReceivedAt, Length, ContentHash, ArchiveFile, State, RunId, MappingHash, Pieces, Reason) "
            + "VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (Connection, ContentHash) DO UPDATE SET "
            + "ArchiveFile = excluded.ArchiveFile, State = excluded.State, RunId = excluded.RunId, MappingHash = excluded.MappingHash, Reason = excluded.Reason "
            + "RETURNING Id",
            delivery.Connection, delivery.Number, delivery.Name, delivery.FormedAt, delivery.ReceivedAt,
            delivery.Length, delivery.ContentHash, delivery.ArchiveFile, delivery.State.ToString(), delivery.RunId, delivery.MappingHash,
            delivery.Pieces, reason is null ? null : WordsJson.Write(reason))!;
    }

    public void MarkApplied(long delivery, string mappingHash) => db.Write(
        "UPDATE Deliveries SET State = 'Applied', MappingHash = $1 WHERE Id = $0", delivery, mappingHash);

    /// <summary>Who let this delivery pass the brakes, and when; null when nobody did.</summary>
    public (string Person, DateTime At)? Approval(string question) => db.Query(
        "SELECT AnsweredBy, AnsweredAt FROM Questions WHERE Key = $0 AND NOT IsOpen AND Answer = 'approve'",
        reader => (reader.GetString(0), reader.GetDateTime(1)), question) is [var approval] ? approval : null;

    /// <summary>No run that took anything from this connection has ended well yet.</summary>
    public bool IsFirstLoad(string connection) => db.Scalar(
        "SELECT 1 FROM Runs WHERE Connection = $0 AND Outcome IN ('Done', 'DoneWithHeld') "
        + "AND CAST(json(Numbers) ->> 'deliveries' AS bigint) > 0 LIMIT 1", connection) is null;

    /// <summary>Whether this content is kept and was being applied when a run broke off.</summary>
    public bool IsBegun(string connection, string contentHash) => db.Scalar(
        "SELECT 1 FROM Deliveries WHERE Connection = $0 AND ContentHash = $1 AND State = 'Received'", connection, contentHash) is not null;

    /// <summary>How many objects the newest delivery told that made this promise; null when there was none.</summary>
    public long? LastPromised(string connection, string promise) => db.Scalar(
        "SELECT CAST(json(Numbers) -> 'promised' ->> $1 AS bigint) FROM Runs WHERE Connection = $0 AND json(Numbers) -> 'promised' ->> $1 IS NOT NULL ORDER BY Id DESC LIMIT 1",
        connection, promise) as long?;

    /// <summary>Takes the lease of a connection if nobody holds it, or he who holds it is dead.</summary>
    /// <param name="holder">Under that name the session of this store lives.</param>
    /// <returns>The fencing number, or null when somebody else works on it.</returns>
    public long? TakeLease(string connection, string holder, DateTime now, DateTime until) => db.Scalar(
        "INSERT INTO Leases (Connection, Holder, ExpiresAt, Fence) VALUES ($0, $1, $3, 1) ON CONFLICT (Connection) DO UPDATE SET "
        + "Holder = $1, ExpiresAt = $3, Fence = Leases.Fence + 1 WHERE Leases.ExpiresAt <= $2 OR Leases.Holder = $4 RETURNING Fence",
        connection, holder, now, until, DeadHolder(connection) ?? holder) as long?;

    /// <summary>Connections on which a run works at this moment.</summary>
    public List<string> Busy(DateTime now) =>
    [
        .. db.Query("SELECT Connection, Holder FROM Leases WHERE ExpiresAt > $0", row => (Connection: row.GetString(0), Holder: row.GetString(1)), now)
            .Where(lease => db.Lives(lease.Holder))
            .Select(lease => lease.Connection),
    ];

    /// <summary>Goes on holding it; false when somebody else took it meanwhile and nothing more may be written.</summary>
    public bool RenewLease(string connection, long fence, DateTime until) => db.Execute(
        "UPDATE Leases SET ExpiresAt = $2 WHERE Connection = $0 AND Fence = $1", connection, fence, until) == 1;

    public void ReturnLease(string connection, long fence, DateTime now) => db.Write(
        "UPDATE Leases SET ExpiresAt = $2 WHERE Connection = $0 AND Fence = $1", connection, fence, now);

    private string? DeadHolder(string connection) =>
        db.Scalar("SELECT Holder FROM Leases WHERE Connection = $0", connection) is string holder && !db.Lives(holder) ? holder : null;

    private static ReceivedDelivery Read(DbRow reader) => new()
    {
        Id = reader.GetInt64(0),
        Connection = reader.GetString(1),
        Number = reader.GetInt64(2),
        Name = reader.GetString(3),
        FormedAt = reader.GetDateTime(4),
        ReceivedAt = reader.GetDateTime(5),
        Length = reader.GetInt64(6),
        ContentHash = reader.GetString(7),
        ArchiveFile = reader.GetString(8),
        State = Enum.Parse<DeliveryState>(reader.GetString(9)),
        RunId = reader.GetInt64(10),
        MappingHash = reader.GetString(11),
        Pieces = reader.GetInt64(12),
    };
}
