using Crm.Connect;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Outgoing;

/// <summary>Confirm: what the other side said of each object of a parcel becomes agreement, a later parcel, or a question.</summary>
internal sealed class Receptions(RunContext run, DbSession db)
{
    private readonly OutboxStore _outbox = new(db);
    private readonly LinkStore _links = new(db);
    private readonly HistoryStore _history = new(db);
    private readonly QuestionStore _questions = new(db);

    /// <summary>Within a transaction of the caller.</summary>
    public void Note(KeptParcel parcel, IReadOnlyList<Packed> objects, IReadOnlyList<Receipt> receipts)
    {
        // A row that changed meanwhile has started its line anew; what was taken is agreed on all the same.
        var open = _outbox.SentWith(parcel.Id).ToDictionary(item => item.Id);
        foreach (var group in objects.Zip(receipts, (packed, receipt) => (Packed: packed, Receipt: receipt)).GroupBy(pair => pair.Packed.Item))
        {
            foreach (var (packed, receipt) in group)
            {
                Note(packed, receipt);
            }

            if (open.TryGetValue(group.Key, out var item))
            {
                Close(item, [.. group.Select(pair => pair.Receipt)]);
            }
        }

        _outbox.MarkSent(parcel.Id);
    }

    // One row may be several objects over there; its line is closed when all of them have it.
    private void Close(OutboxItem item, IReadOnlyList<Receipt> receipts)
    {
        if (receipts.FirstOrDefault(receipt => receipt.Reception == Reception.Refused) is { } refused)
        {
            Refusal.Note(_outbox, _questions, run, item.Id, item.Kind, item.EntityId, refused.Reason ?? Unsaid);
        }
        else if (receipts.Any(receipt => receipt.Reception == Reception.Outdated))
        {
            _outbox.Wait(item.Id);
        }
        else if (receipts.All(receipt => receipt.Reception == Reception.Taken))
        {
            _outbox.Remove(item.Id);
            Refusal.Withdraw(_questions, run.Flow.Connection, item.EntityId);
        }
    }

    private void Note(Packed packed, Receipt receipt)
    {
        if (_links.Find(packed.Link) is not { } link)
        {
            return;
        }

        // It will be told under its own id, whether it has taken this or not.
        if (receipt.Theirs is { } theirs && theirs != link.ExternalId)
        {
            _links.Rename(link.Id, theirs);
        }

        if (receipt.Reception == Reception.Taken)
        {
            Agree(packed, receipt, link);
        }
    }

    private void Agree(Packed packed, Receipt receipt, Link link)
    {
        var agreed = AgreedJson.FromJson(link.Agreed, packed.Kind).Taken(packed.Said, packed.Kind) with
        {
            Deleted = packed.Object.Fields is null,
            Version = receipt.Version,
        };
        _links.Relearn(link.Id, agreed.ToUtf8());
        _history.Write(Taken(run, packed.Kind.Name, packed.Row, link.SourceId, receipt.Theirs ?? link.ExternalId));
        run.Numbers.Of(packed.Kind.Name).Taken++;
    }

    /// <summary>The line of history that says: they have it.</summary>
    public static JournalEntry Taken(RunContext run, string kind, Guid row, int source, string externalId) => new()
    {
        RunId = run.RunId,
        At = run.Now,
        Kind = kind,
        EntityId = row,
        Decision = "Taken",
        SourceId = source,
        ExternalId = externalId,
    };

    private static Words Unsaid => new("Причина не названа.", "No reason was given.");
}
