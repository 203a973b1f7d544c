using Crm.Connect;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>One walk through the corridor: its deliveries in their order, then what was held back and can go on.</summary>
internal sealed class CorridorWalk(
    RunContext run, HubDatabase database, DbSession db, Archive archive, Checkpoints checkpoints, IChannel channel, IProgress<RunProgress>? progress, Boundary boundary, Func<bool> renewLease)
{
    private const int HeldAtOnce = 2_000;

    // Keys are GUIDs: every chunk touches pages all over the indexes. Several chunks in one commit write those pages once.
    private const int ChunksInCommit = 32;

    private readonly FingerprintStore _fingerprints = new(db, run.Flow.Connection, run.Flow.Mappings.Hash);
    private readonly RunStore _runs = new(db);
    private readonly HistoryStore _history = new(db);
    private readonly List<DeliveryNote> _notes = [];
    private ChunkWork? _work;

    public IReadOnlyList<DeliveryNote> Notes => _notes;

    private ChunkWork Work => _work ??= new ChunkWork(run, db, _fingerprints);

    private RunNumbers Numbers => run.Numbers;

    public async Task TakeAllAsync(CancellationToken ct)
    {
        GoOnWithHeld(ct);

        await foreach (var delivery in channel.ReceiveAsync(ct))
        {
            await TakeAsync(delivery, ct);
            boundary("delivery-done");
        }

        foreach (var kept in _runs.Unfinished(run.Flow.Connection))
        {
            await TakeAgainAsync(kept, ct);
        }
    }

    /// <summary>Counts what is held back of this connection, whichever run began it.</summary>
    public void CountHeld()
    {
        foreach (var (kind, state, count) in _history.CountHeld(run.Flow.Connection))
        {
            var numbers = Numbers.Of(kind);
            switch (state)
            {
                case HeldState.Rejected:
                    numbers.Rejected = count;
                    break;
                case HeldState.Parked:
                    numbers.Parked = count;
                    break;
                case HeldState.Asked:
                    numbers.Asked = count;
                    break;
                case HeldState.FieldLeftOut:
                    numbers.FieldsLeftOut = count;
                    break;
            }
        }
    }

    private async Task TakeAsync(Delivery delivery, CancellationToken ct)
    {
        foreach (var kept in _runs.LookAlikes(run.Flow.Connection, delivery, run.MappingHash))
        {
            if (await Receiver.IsSameAsync(delivery, kept.ContentHash, ct))
            {
                await channel.AcknowledgeAsync(delivery, ct);
                Numbers.DeliveriesKnown++;
                return;
            }
        }

        var receiver = new Receiver(archive, _fingerprints, progress);
        var weight = await receiver.ReceiveAsync(run.Flow.Connection, channel, delivery, run.Now, ct);
        boundary("kept");

        if (weight.Fault is { } fault)
        {
            await TurnAwayAsync(delivery, weight, fault, ct);
        }
        else if (Stops(delivery, weight) is { } objection)
        {
            Stop(delivery, weight, objection);
        }
        else
        {
            await ApplyAsync(delivery, weight, ct);
        }
    }

    private async Task ApplyAsync(Delivery delivery, Weight weight, CancellationToken ct)
    {
        Count(weight);
        var kept = Keep(delivery, weight, weight.News > 0 ? DeliveryState.Received : DeliveryState.Applied, reason: null);
        boundary("received");

        if (weight.News > 0)
        {
            await ApplyPiecesAsync(delivery, kept, ct);
            GoOnWithHeld(ct);
            _runs.MarkApplied(kept.Id, run.MappingHash);
        }

        boundary("applied");
        await channel.AcknowledgeAsync(delivery, ct);
        boundary("acknowledged");
        Numbers.Deliveries++;
    }

    // An older delivery came after a newer one: the newer is read again from the archive, so that its word is the last.
    private async Task TakeAgainAsync(ReceivedDelivery kept, CancellationToken ct)
    {
        if (archive.Has(kept))
        {
            var needsWhole = kept.ArchiveFile.EndsWith(".raw", StringComparison.Ordinal);
            var delivery = new Delivery(
                kept.Number, kept.Name, kept.FormedAt, kept.Length, needsWhole, _ => ValueTask.FromResult(archive.Open(kept)));
            await ApplyPiecesAsync(delivery, kept, ct);
            GoOnWithHeld(ct);
        }

        _runs.MarkApplied(kept.Id, run.MappingHash);
        boundary("applied");
    }

    private async Task ApplyPiecesAsync(Delivery delivery, ReceivedDelivery kept, CancellationToken ct)
    {
        var mustDecode = new HashSet<UInt128>();
        while (true)
        {
            try
            {
                await WalkPiecesAsync(delivery, kept, mustDecode, ct);
                return;
            }
            catch (ReadAgainException again)
            {
                db.Rollback();
                mustDecode.Add(again.Piece);
            }
        }
    }

    private async Task WalkPiecesAsync(Delivery delivery, ReceivedDelivery kept, HashSet<UInt128> mustDecode, CancellationToken ct)
    {
        await using var raw = archive.Open(kept);
        Work.Begin();

        await foreach (var chunk in new PieceReader(run, database, channel).ReadAsync(delivery, raw, mustDecode, ct))
        {
            Take(chunk, kept.Id, ct);
            if (Work.Uncommitted == ChunksInCommit)
            {
                Commit();
                progress?.Report(new RunProgress(delivery.Name, true, chunk.Read, kept.Pieces));
            }
        }

        if (Work.Uncommitted > 0)
        {
            Commit();
        }
    }

    private void Take(Chunk chunk, long delivery, CancellationToken ct)
    {
        if (chunk.Pieces.Count == 0)
        {
            Work.CheckPassedOver(chunk);
            return;
        }

        if (Work.Uncommitted == 0)
        {
            ct.ThrowIfCancellationRequested();
            db.Begin();
        }

        Work.Take(chunk, delivery);
    }

    // Held changes and waiting links go on when what they wait for has come; each round may free the next.
    private void GoOnWithHeld(CancellationToken ct)
    {
        while (GoOnOnce(ct))
        {
        }

        var filled = 1;
        while (filled > 0 && _history.HasWaits())
        {
            InTransaction(() => filled = Work.EndWaits(HeldAtOnce), ct);
        }
    }

    /// <returns>Whether fewer are held than before.</returns>
    private bool GoOnOnce(CancellationToken ct)
    {
        var before = _history.HeldTotal();
        var after = 0L;

        while (before > 0 && _history.HeldThatMayGoOn(run.Flow.Connection, run.MappingHash, after, HeldAtOnce) is { Count: > 0 } held)
        {
            InTransaction(() => Work.TakeHeld(held), ct);
            after = held[^1].Id;
        }

        return _history.HeldTotal() < before;
    }

    private void InTransaction(Action work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        db.Begin();
        work();
        Commit();
    }

    private void Commit()
    {
        if (!renewLease())
        {
            throw new InvalidOperationException($"the lease of '{run.Flow.Connection}' was taken over; nothing of this chunk was written");
        }

        boundary("before-commit");
        db.Commit();
        Work.Committed();
        checkpoints.AfterCommit();
        boundary("after-commit");
    }

    private Words? Stops(Delivery delivery, Weight weight)
    {
        var objection = Weigher.Objection(weight, run.Flow.Brakes, new LinkStore(db).Count(run.Flow.Connection));
        return objection is not null && !_runs.IsApproved(BrakeKey(weight)) ? objection : null;
    }

    private void Stop(Delivery delivery, Weight weight, Words objection)
    {
        Numbers.DeliveriesStopped++;
        Keep(delivery, weight, DeliveryState.Stopped, objection);
        _notes.Add(new DeliveryNote(delivery.Name, objection));
        var detail = FieldsJson.Write(Fields.Of(("delivery", delivery.Name), ("contentHash", weight.ContentHash)));

        if (_history.Ask(BrakeKey(weight), QuestionKind.Brake, objection, detail, run.RunId, run.Now))
        {
            Numbers.QuestionsAsked++;
        }
    }

    private async Task TurnAwayAsync(Delivery delivery, Weight weight, ConnectorException fault, CancellationToken ct)
    {
        if (fault.Trouble == Trouble.Refused)
        {
            Numbers.DeliveriesRefused++;
            _notes.Add(new DeliveryNote(delivery.Name, fault.Words));
            return;
        }

        Numbers.DeliveriesPutAside++;
        Keep(delivery, weight, DeliveryState.PutAside, fault.Words);
        var place = await channel.PutAsideAsync(delivery, fault.Words, ct);
        boundary("put-aside");
        _notes.Add(new DeliveryNote(delivery.Name, new Words(
            $"{fault.Words.Ru} Ничего из файла не применено; он отложен: {place}",
            $"{fault.Words.En} Nothing of it was applied; it was put aside: {place}")));
    }

    private ReceivedDelivery Keep(Delivery delivery, Weight weight, DeliveryState state, Words? reason)
    {
        var kept = new ReceivedDelivery
        {
            Connection = run.Flow.Connection,
            Number = delivery.Number,
            Name = delivery.Name,
            FormedAt = delivery.FormedAt,
            ReceivedAt = run.Now,
            Length = weight.Length,
            ContentHash = weight.ContentHash,
            ArchiveFile = weight.ArchiveFile,
            State = state,
            RunId = run.RunId,
            MappingHash = run.MappingHash,
            Pieces = weight.Pieces,
        };
        InTransaction(() => kept.Id = _runs.Save(kept, reason), CancellationToken.None);
        return kept;
    }

    private void Count(Weight weight)
    {
        Numbers.Bytes += weight.Length;
        Numbers.Unchanged += weight.Pieces - weight.News;
        foreach (var (kind, count) in weight.Kinds)
        {
            Numbers.Read[kind] = Numbers.Read.GetValueOrDefault(kind) + count;
        }
    }

    private string BrakeKey(Weight weight) => $"{QuestionKind.Brake}:{run.Flow.Connection}:{weight.ContentHash}";
}
