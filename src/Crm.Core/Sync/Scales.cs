using System.IO.Hashing;
using System.Text;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>
/// Fills the tally: decodes and translates the news of a delivery and compares them with what was agreed on, chunk by chunk.
/// Writes nothing.
/// </summary>
internal sealed class Scales(RunContext run, DbSession db, IChannel channel)
{
    // Strangers have no number: their hashes are folded to so many bits. Two in one place are counted once.
    private const int StrangerBits = (1 << 22) - 1;

    private readonly LinkStore _links = new(db);
    private readonly MoneyScale _money = new(db);
    private readonly ClosedScale _closed = new(run.Flow, db);
    private readonly Tally _tally = new();

    /// <summary>What the news of the delivery would do. Called once.</summary>
    public async Task<Tally> WeighAsync(Delivery delivery, Stream raw, News news, CancellationToken ct)
    {
        await foreach (var chunk in new PieceReader(run, channel).ReadAsync(delivery, raw, news, [], ct))
        {
            foreach (var group in chunk.Readings.Where(reading => reading.Mapping is not null).GroupBy(reading => (reading.Mapping!, reading.Change.Ref.Kind)))
            {
                var (mapping, externalKind) = group.Key;
                Weigh(mapping, externalKind, [.. group]);
            }

            _money.Weigh(_tally);
        }

        return _tally;
    }

    private void Weigh(Mapping mapping, string externalKind, List<Reading> readings)
    {
        var known = _links.Known(run.Flow.Connection, externalKind, mapping.To.Name, readings.Select(reading => reading.Change.Ref.Id).Distinct())
            .ToDictionary(link => link.ExternalId, StringComparer.Ordinal);
        var kind = _tally.Of(mapping.To.Name);

        foreach (var reading in readings)
        {
            if (!known.TryGetValue(reading.Change.Ref.Id, out var link))
            {
                WeighStranger(kind, mapping, reading);
                continue;
            }

            var before = new Before(link, AgreedJson.FromJson(link.Agreed, mapping.To), mapping.To);
            if (reading.Translation is { } translation)
            {
                WeighStatement(kind, before, mapping, translation, ((Change.Saved)reading.Change).MentionedAt);
            }
            else if (!before.Agreed.Deleted)
            {
                WeighDeletion(kind, before);
            }
        }
    }

    private void WeighStranger(KindTally kind, Mapping mapping, Reading reading)
    {
        if (reading.Translation is not { Rejections.Count: 0 } translation)
        {
            return;
        }

        var reference = reading.Change.Ref;
        var id = (long)(XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(reference.Id)) & StrangerBits);
        Example New() => new(Before.Shown(mapping.To, translation.Fields, reference.Id), "", "∅", "new");

        kind.New.Add(id, New);
        if (reading.Change is Change.Saved { MentionedAt: null } && run.Flow.Mappings.Taking(reference.Kind)[0] == mapping)
        {
            Tally.Of(_tally.Strangers, reference.Kind).Add(id, New);
        }

        if (_closed.IsClosed(mapping.To, translation.Fields))
        {
            kind.ClosedNew.Add(id, New);
        }
    }

    private void WeighDeletion(KindTally kind, Before before)
    {
        kind.Deleted.Add(before.Id, before.Gone);
        _money.Note(before, changes: null);
        if (_closed.IsClosed(before.Kind, before.Agreed.Values))
        {
            kind.Closed.Add(before.Id, before.Gone);
        }
    }

    private void WeighStatement(KindTally kind, Before before, Mapping mapping, Translation translation, DateTime? mentionedAt)
    {
        if (translation.Rejections.Count > 0)
        {
            kind.Changed.Add(before.Id, () => before.Unreadable(translation.Rejections[0]));
            return;
        }

        var changes = FieldChange.Of(translation, before.Agreed, mapping, mentionedAt);
        foreach (var change in changes)
        {
            Weigh(kind, before, change);
        }

        _money.Note(before, changes);
        var revives = before.Agreed.Deleted && mentionedAt is null;
        if ((revives || changes.Exists(change => change.IsOfItsDay))
            && (_closed.IsClosed(mapping.To, before.Agreed.Values) || _closed.IsClosed(mapping.To, before.Agreed.Values.With(translation.Fields))))
        {
            kind.Closed.Add(before.Id, () => changes.Find(change => change.IsOfItsDay) is { } change ? before.Changed(change) : before.Back());
        }
    }

    private void Weigh(KindTally kind, Before before, FieldChange change)
    {
        if (change.IsLoss)
        {
            kind.Changed.Add(before.Id, () => before.Changed(change));
            if (change.Field.IsKey)
            {
                Tally.Of(kind.Keys, change.Field.Name).Add(before.Id, () => before.Changed(change));
            }
        }

        if (change.GreatestLeap() is { } leap && leap.Times >= run.Flow.Brakes.PriceLeap)
        {
            kind.Leaps.Add(before.Id, () => before.Changed(nameof(Price), leap.Before, leap.After), leap.Times);
        }
    }
}
