using Crm.Core.Entities;
using Crm.Core.Mappings;
using Crm.Core.Storage;

namespace Crm.Core.Outgoing;

/// <summary>What a backfill found of one kind.</summary>
/// <param name="Rows">Rows that the flow sends.</param>
/// <param name="Agreed">Of these, how many the base has as they are.</param>
/// <param name="Waiting">How many are on their way already, or were refused and wait for a person.</param>
/// <param name="Queued">How many are to be told now.</param>
/// <param name="New">Of the queued, how many the base does not have yet.</param>
/// <param name="Unsayable">Of the queued, how many cannot be said in its words as they are: they become questions.</param>
public readonly record struct BackfillCount(long Rows, long Agreed, long Waiting, long Queued, long New, long Unsayable)
{
    public static BackfillCount operator +(BackfillCount one, BackfillCount other) => new(
        one.Rows + other.Rows, one.Agreed + other.Agreed, one.Waiting + other.Waiting,
        one.Queued + other.Queued, one.New + other.New, one.Unsayable + other.Unsayable);
}

/// <summary>
/// Rows that were there before a flow went out are told to its base like any that changes today: they get a line in the outbox when
/// they differ from what is agreed on. Doing it again does nothing more, and a line that is there already stays as it is.
/// </summary>
/// <param name="book">By which the base is told.</param>
public sealed class Backfill(DbSession db, string connection, MappingBook book, TimeProvider clock)
{
    private readonly OutboxStore _outbox = new(db);
    private readonly RowNews _news = new(db, connection, book);

    /// <summary>Puts rows of one kind into the outbox, all at once. Within a transaction of the caller.</summary>
    public BackfillCount Queue(EntityKind kind, IReadOnlyList<Guid> rows)
    {
        var (count, toTell) = Look(kind, rows);
        _outbox.QueueMissing(connection, kind.Name, toTell, clock.GetUtcNow().UtcDateTime);
        return count;
    }

    /// <summary>What <see cref="Queue"/> would do; writes nothing.</summary>
    public BackfillCount Count(EntityKind kind, IReadOnlyList<Guid> rows) => Look(kind, rows).Count;

    private (BackfillCount Count, List<Guid> ToTell) Look(EntityKind kind, IReadOnlyList<Guid> rows)
    {
        var messages = _news.Of(kind, rows).ToLookup(message => message.Row);
        var lines = _outbox.RowsWithLines(connection, rows);
        var toTell = messages.Where(row => !lines.Contains(row.Key) && row.Any(message => message.HasNews)).ToList();
        var waiting = messages.Count(row => lines.Contains(row.Key));
        return (
            new BackfillCount(
                messages.Count, messages.Count - waiting - toTell.Count, waiting, toTell.Count,
                toTell.Count(row => row.Any(message => message.IsNew)), toTell.Count(row => row.Any(IsUnsayable))),
            toTell.ConvertAll(row => row.Key));
    }

    private static bool IsUnsayable(Message message) => message.HasNews && !message.Deletes && message.Mapping.Back(message.Whole).Rejections.Count > 0;
}
