using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Duplicates.Joining;

/// <summary>What hangs on a row beside fields: its waits, its lines in the outbox, which partner it belonged to and when.</summary>
internal sealed class Belongings(DbSession db, EntityKind kind)
{
    private const string LineColumns = "Id, Connection, Kind, EntityId, State, QueuedAt, ParcelId, Attempts, Reason";

    private readonly HistoryStore _history = new(db);

    /// <summary>Moves the waits of a row, but for those inside tables that the other row has of its own.</summary>
    /// <param name="taken">The fields that the other row took over whole.</param>
    public List<Wait> MoveWaits(Guid from, Guid to, Fields taken)
    {
        var moved = db.Query(
            "SELECT Id, Field, Connection, TargetKind, TargetId FROM Waits WHERE EntityId = $0",
            reader => new Wait
            {
                Id = reader.GetInt64(0),
                Kind = kind.Name,
                EntityId = from,
                Field = reader.GetString(1),
                Connection = reader.GetString(2),
                TargetKind = reader.GetString(3),
                TargetId = reader.GetString(4),
            },
            RowStore.Key(from)).Where(wait => wait.Field.Split('/') is [_] || taken.Says(wait.Field.Split('/')[0])).ToList();

        foreach (var wait in moved)
        {
            db.Execute("UPDATE Waits SET EntityId = $1 WHERE Id = $0", wait.Id, RowStore.Key(to));
        }

        return moved;
    }

    /// <summary>Gives back the waits that still wait; those that ended meanwhile wait anew where the field is still empty.</summary>
    public void ReturnWaits(IReadOnlyList<Wait> waits, Guid from, Fields to)
    {
        foreach (var wait in waits)
        {
            var goesBack = db.Execute(
                "UPDATE Waits SET EntityId = $1 WHERE Id = $0 AND EntityId = $2", wait.Id, RowStore.Key(wait.EntityId), RowStore.Key(from)) > 0;
            if (!goesBack && to.Says(wait.Field, out var value) && value is null)
            {
                _history.Write(wait);
            }
        }
    }

    /// <summary>Moves the lines of the outbox; where the other row has one already, its own says all there is to say.</summary>
    public (List<long> Moved, List<OutboxItem> Dropped) MoveLines(Guid from, Guid to)
    {
        var doubled = db.Query(
            $"SELECT {LineColumns} FROM Outbox o WHERE EntityId = $0 AND EXISTS (SELECT 1 FROM Outbox k WHERE k.EntityId = $1 AND k.Connection = o.Connection)",
            ReadLine, RowStore.Key(from), RowStore.Key(to));
        foreach (var line in doubled)
        {
            db.Execute("DELETE FROM Outbox WHERE Id = $0", line.Id);
        }

        var moved = db.Query(
            "UPDATE Outbox SET EntityId = $1 WHERE EntityId = $0 RETURNING Id", reader => reader.GetInt64(0), RowStore.Key(from), RowStore.Key(to));
        return (moved, doubled);
    }

    public void ReturnLines(Undo undo, Guid from, Guid to)
    {
        foreach (var line in undo.Lines)
        {
            db.Execute("UPDATE OR IGNORE Outbox SET EntityId = $1 WHERE Id = $0 AND EntityId = $2", line, RowStore.Key(to), RowStore.Key(from));
        }

        foreach (var line in undo.Dropped)
        {
            db.Execute(
                $"INSERT INTO Outbox ({LineColumns}) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
                line.Id, line.Connection, line.Kind, RowStore.Key(line.EntityId), line.State.ToString(), RowStore.Moment(line.QueuedAt),
                line.ParcelId, line.Attempts, line.Reason);
        }
    }

    /// <summary>
    /// Moves memberships: of a partner all; of a counterparty those that do not contradict what is known of the other row at that time.
    /// </summary>
    public List<long> MoveMemberships(Guid from, Guid to) => kind.Name switch
    {
        nameof(Partner) => db.Query(
            "UPDATE PartnerMemberships SET PartnerId = $1 WHERE PartnerId = $0 RETURNING Id", reader => reader.GetInt64(0), RowStore.Key(from), RowStore.Key(to)),
        nameof(Counterparty) => db.Query(
            "UPDATE PartnerMemberships SET CounterpartyId = $1 WHERE CounterpartyId = $0 AND Id NOT IN ("
            + "SELECT g.Id FROM PartnerMemberships g JOIN PartnerMemberships k ON k.CounterpartyId = $1 AND g.CounterpartyId = $0 "
            + "AND (k.Until IS NULL OR k.Until > g.Since) AND (g.Until IS NULL OR g.Until > k.Since)) RETURNING Id",
            reader => reader.GetInt64(0), RowStore.Key(from), RowStore.Key(to)),
        _ => [],
    };

    public void ReturnMemberships(IReadOnlyList<long> moved, Guid from, Guid to)
    {
        var column = kind.Name == nameof(Partner) ? "PartnerId" : "CounterpartyId";
        foreach (var id in moved)
        {
            db.Execute($"UPDATE PartnerMemberships SET {column} = $1 WHERE Id = $0 AND {column} = $2", id, RowStore.Key(to), RowStore.Key(from));
        }
    }

    /// <summary>Makes the membership that runs the one with the partner of the row.</summary>
    public void Join(Guid row, Fields values, DateOnly today)
    {
        if (kind.Name != nameof(Counterparty))
        {
            return;
        }

        var partner = values[nameof(Partner)] as Guid?;
        var running = db.Query(
            "SELECT PartnerId FROM PartnerMemberships WHERE CounterpartyId = $0 AND Until IS NULL", reader => (Guid?)RowStore.Id(reader, 0), RowStore.Key(row));
        if (running.FirstOrDefault() != partner)
        {
            _history.Join(row, partner, today);
        }
    }

    private static OutboxItem ReadLine(DbRow reader) => new()
    {
        Id = reader.GetInt64(0),
        Connection = reader.GetString(1),
        Kind = reader.GetString(2),
        EntityId = RowStore.Id(reader, 3),
        State = Enum.Parse<OutboxState>(reader.GetString(4)),
        QueuedAt = DateTime.SpecifyKind(reader.GetDateTime(5), DateTimeKind.Utc),
        ParcelId = reader.IsDBNull(6) ? null : reader.GetInt64(6),
        Attempts = reader.GetInt32(7),
        Reason = reader.IsDBNull(8) ? null : reader.GetString(8),
    };
}
