using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Outgoing;

/// <summary>
/// Confirms by what comes back: when a base tells us an object as we sent it, the line of the outbox has done its work.
/// </summary>
internal sealed class Confirmation(RunContext run, DbSession db)
{
    private readonly OutboxStore _outbox = new(db);
    private readonly HistoryStore _history = new(db);
    private readonly QuestionStore _questions = new(db);
    private readonly RowNews _news = new(db, run.Flow.Connection, run.Flow.Outward!);

    /// <summary>Whether anything waits to be confirmed by this base.</summary>
    public bool Awaits => _outbox.HasSent(run.Flow.Connection);

    /// <summary>Within the transaction that wrote the links.</summary>
    public void Note(IEnumerable<LinkState> heard)
    {
        var byRow = heard.ToLookup(link => link.EntityId);
        foreach (var group in _outbox.SentOf(run.Flow.Connection, [.. byRow.Select(row => row.Key)]).GroupBy(item => item.Kind))
        {
            var kind = EntityKind.Of(group.Key);
            var unsaid = _news.Of(kind, [.. group.Select(item => item.EntityId)])
                .Where(message => message.HasNews)
                .Select(message => message.Row)
                .ToHashSet();

            foreach (var item in group.Where(item => !unsaid.Contains(item.EntityId)))
            {
                Confirm(item, byRow[item.EntityId].First());
            }
        }
    }

    private void Confirm(OutboxItem item, LinkState link)
    {
        _outbox.Remove(item.Id);
        _history.Write(Receptions.Taken(run, item.Kind, item.EntityId, link.Source, link.ExternalId));
        Refusal.Withdraw(_questions, run.Flow.Connection, item.EntityId);
        run.Numbers.Of(item.Kind).Taken++;
    }
}
