using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Duplicates.Joining;

/// <summary>What is written beside the rows when a person joins or parts two of them: history, and word to the bases.</summary>
internal sealed class Ledger(DbSession db, Subscriptions subscriptions, string decision, string person, DateTime now)
{
    private readonly HistoryStore _history = new(db);
    private readonly OutboxStore _outbox = new(db);

    public DateTime Now => now;

    /// <param name="link">The object over there whose word it is, when it is not the person's own.</param>
    public void Write(string kind, Guid row, string? changes, (int Source, string ExternalId)? link = null) => _history.Write(new JournalEntry
    {
        At = now,
        Kind = kind,
        EntityId = row,
        Person = person,
        Decision = decision,
        SourceId = link?.Source,
        ExternalId = link?.ExternalId,
        Changes = changes,
    });

    /// <summary>One line for each owner whose places hold another row now.</summary>
    /// <returns>How many owners of each kind.</returns>
    public Dictionary<string, int> Write(ILookup<(KindTable Owner, Guid Row), string> pointed, Guid before, Guid after)
    {
        foreach (var owner in pointed)
        {
            Write(owner.Key.Owner.Name, owner.Key.Row, FieldsJson.Write(Fields.Of(
                owner.Select(path => KeyValuePair.Create(path, (object?)new Many([before, after]))))));
        }

        return pointed.GroupBy(owner => owner.Key.Owner.Name).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
    }

    /// <summary>Every base that wants the kind is to hear of the row.</summary>
    public void Tell(EntityKind kind, Guid row)
    {
        foreach (var connection in subscriptions.Of(kind.Name))
        {
            _outbox.Queue(connection, kind.Name, row, now);
        }
    }

    /// <summary>What was known of pieces that spoke of these links is looked at anew.</summary>
    public void ForgetPieces(IEnumerable<long> links)
    {
        foreach (var link in links)
        {
            db.Write("DELETE FROM Fingerprints WHERE LinkId = $0", link);
        }
    }
}
