using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Duplicates.Joining;

/// <summary>What hangs on a row beside fields: its waits, and which partner it belonged to and when.</summary>
internal sealed class Belongings(DbSession db, EntityKind kind)
{
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
            from).Where(wait => wait.Field.Split('/') is [_] || taken.Says(wait.Field.Split('/')[0])).ToList();

        foreach (var wait in moved)
        {
            db.Write("UPDATE Waits SET EntityId = $1 WHERE Id = $0", wait.Id, to);
        }

        return moved;
    }

    /// <summary>Gives back the waits that still wait; those that ended meanwhile wait anew where the field is still empty.</summary>
    public void ReturnWaits(IReadOnlyList<Wait> waits, Guid from, Fields to)
    {
        foreach (var wait in waits)
        {
            var goesBack = db.Execute(
                "UPDATE Waits SET EntityId = $1 WHERE Id = $0 AND EntityId = $2", wait.Id, wait.EntityId, from) > 0;
            if (!goesBack && to.Says(wait.Field, out var value) && value is null)
            {
                _history.Write(wait);
            }
        }
    }

    /// <summary>
    /// Moves memberships: of a partner all; of a counterparty those that do not contradict what is known of the other row at that time.
    /// </summary>
    public List<long> MoveMemberships(Guid from, Guid to) => kind.Name switch
    {
        nameof(Partner) => db.Query(
            "UPDATE PartnerMemberships SET PartnerId = $1 WHERE PartnerId = $0 RETURNING Id", reader => reader.GetInt64(0), from, to),
        nameof(Counterparty) => db.Query(
            "UPDATE PartnerMemberships SET CounterpartyId = $1 WHERE CounterpartyId = $0 AND Id NOT IN ("
            + "SELECT g.Id FROM PartnerMemberships g JOIN PartnerMemberships k ON k.CounterpartyId = $1 AND g.CounterpartyId = $0 "
            + "AND (k.Until IS NULL OR k.Until > g.Since) AND (g.Until IS NULL OR g.Until > k.Since)) RETURNING Id",
            reader => reader.GetInt64(0), from, to),
        _ => [],
    };

    public void ReturnMemberships(IReadOnlyList<long> moved, Guid from, Guid to)
    {
        var column = kind.Name == nameof(Partner) ? "PartnerId" : "CounterpartyId";
        foreach (var id in moved)
        {
            db.Write($"UPDATE PartnerMemberships SET {column} = $1 WHERE Id = $0 AND {column} = $2", id, to, from);
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
            "SELECT PartnerId FROM PartnerMemberships WHERE CounterpartyId = $0 AND Until IS NULL", reader => (Guid?)reader.GetGuid(0), row);
        if (running.FirstOrDefault() != partner)
        {
            _history.Join(row, partner, today);
        }
    }
}
