using Crm.Connect;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>One walk through the corridor: its deliveries in their order, then what was held back and can go on.</summary>
internal sealed class CorridorWalk(
    RunContext run, HubDatabase database, DbSession db, Archive archive, IChannel channel, Commits commits, IProgress<RunProgress>? progress)
{
    private readonly RunStore _runs = new(db);
    private readonly QuestionStore _questions = new(db);
    private readonly Weighing _weighing = new(run, db, archive, channel);
    private readonly HeldWalk _held = new(run, db, commits);
    private readonly PieceWalk _pieces = new(run, database, archive, channel, commits, progress);
    private readonly List<DeliveryNote> _notes = [];

    public IReadOnlyList<DeliveryNote> Notes => _notes;

    private RunNumbers Numbers => run.Numbers;

    public async Task TakeAllAsync(CancellationToken ct)
    {
        _held.GoOn(ct);

        // What a dead run had kept goes before what came since: it may have been lost on its way and never come again.
        await TakeUnfinishedAsync(ct);

        await foreach (var delivery in channel.ReceiveAsync(ct))
        {
            await TakeAsync(delivery, ct);
            commits.Reached("delivery-done");
        }

        await TakeUnfinishedAsync(ct);

        _held.Close(ct);
    }

    /// <summary>Only what is held back: nothing is received.</summary>
    public void TakeHeld(CancellationToken ct)
    {
        _held.GoOn(ct);
        _held.Close(ct);
    }

    private async Task TakeUnfinishedAsync(CancellationToken ct)
    {
        foreach (var kept in _runs.Unfinished(run.Flow.Name, run.Flow.Connection))
        {
            await TakeAgainAsync(kept, ct);
        }
    }

    private async Task TakeAsync(Delivery delivery, CancellationToken ct)
    {
        foreach (var kept in _runs.LookAlikes(run.Flow.Connection, delivery, run.MappingHash))
        {
            if (await Receiver.IsSameAsync(delivery, kept.ContentHash, ct))
            {
                await AcknowledgeAsync(delivery, ct);
                Numbers.DeliveriesKnown++;
                return;
            }
        }

        var weight = await ReceiveAsync(delivery, ct);
        commits.Reached("kept");

        if (weight.Fault is { } fault)
        {
            await TurnAwayAsync(delivery, weight, fault, ct);
        }
        else if (IsApproved(delivery, weight))
        {
            await ApplyAsync(delivery, weight, ct);
        }
        else if (await _weighing.WeighAsync(delivery, weight, ct) is { } stop)
        {
            Stop(delivery, weight, stop);
        }
        else
        {
            await ApplyAsync(delivery, weight, ct);
        }
    }

    private async Task<Weight> ReceiveAsync(Delivery delivery, CancellationToken ct)
    {
        using var span = Spans.Begin("receive");
        var receiver = new Receiver(run, database, archive, progress);
        var weight = await receiver.ReceiveAsync(run.Flow.Connection, channel, delivery, run.Now, ct);
        span?.SetTag("hub.bytes", weight.Length);
        return weight;
    }

    private async Task ApplyAsync(Delivery delivery, Weight weight, CancellationToken ct)
    {
        using var span = Spans.Begin("apply")?.SetTag("hub.pieces", weight.News.Count);
        Count(weight);
        if (weight.News.Count > 0)
        {
            archive.Secure(weight.ArchiveFile);
        }

        var kept = Keep(delivery, weight, weight.News.Count > 0 ? DeliveryState.Received : DeliveryState.Applied, reason: null);
        commits.Reached("received");

        if (weight.News.Count > 0)
        {
            await _pieces.ApplyAsync(delivery, kept, weight.News, ct);
            _held.GoOn(ct);
            _runs.MarkApplied(kept.Id, run.MappingHash);
        }

        commits.Reached("applied");
        await AcknowledgeAsync(delivery, ct);
        commits.Reached("acknowledged");
        Numbers.Deliveries++;
    }

    // An older delivery came after a newer one: the newer is read again from the archive, so that its word is the last.
    private async Task TakeAgainAsync(ReceivedDelivery kept, CancellationToken ct)
    {
        if (archive.Has(kept))
        {
            using var span = Spans.Begin("apply");
            var needsWhole = kept.ArchiveFile.EndsWith(".raw", StringComparison.Ordinal);
            var delivery = new Delivery(
                kept.Number, kept.Name, kept.FormedAt, kept.Length, needsWhole, _ => ValueTask.FromResult(archive.Open(kept)));
            await _pieces.ApplyAsync(delivery, kept, news: null, ct);
            _held.GoOn(ct);
        }
        else
        {
            _notes.Add(new DeliveryNote(kept.Name, new(
                "раньше этой доставки пришла более поздняя не по порядку, а прочесть эту снова не из чего: её файл удалён из архива. Что в ней сказано, могло уступить старому; выгрузите её снова",
                "it came out of order and is to be read again, but its file is gone from the archive. What it said may have given way to older words; have it exported again")));
        }

        _runs.MarkApplied(kept.Id, run.MappingHash);
        commits.Reached("applied");
    }

    private bool IsApproved(Delivery delivery, Weight weight)
    {
        if (_runs.Approval(Weighing.Key(run.Flow.Connection, weight.ContentHash)) is not var (person, at))
        {
            return false;
        }

        var moment = TimeZoneInfo.ConvertTimeFromUtc(at, run.Flow.Today).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        _notes.Add(new DeliveryNote(delivery.Name, new(
            $"тормоза не спрошены: это содержимое пропустил {person}, {moment}", $"the brakes were not asked: {person} let this content pass, {moment}")));
        return true;
    }

    private void Stop(Delivery delivery, Weight weight, Stop stop)
    {
        Numbers.DeliveriesStopped++;
        Keep(delivery, weight, DeliveryState.Stopped, stop.Words);
        _notes.Add(new DeliveryNote(delivery.Name, stop.Words));

        if (_questions.Ask(Weighing.Key(run.Flow.Connection, weight.ContentHash), QuestionKind.Brake, stop.Words, stop.Detail, run.RunId, run.Now))
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
        _notes.Add(new DeliveryNote(delivery.Name, await PutAsideAsync(delivery, fault.Words, ct)));
        commits.Reached("put-aside");
    }

    // That one delivery cannot be moved is told and must not cost the others their night: it comes again, and is known then.
    private async Task AcknowledgeAsync(Delivery delivery, CancellationToken ct)
    {
        try
        {
            await channel.AcknowledgeAsync(delivery, ct);
        }
        catch (ConnectorException e)
        {
            _notes.Add(new DeliveryNote(delivery.Name, e.Words));
        }
    }

    private async Task<Words> PutAsideAsync(Delivery delivery, Words fault, CancellationToken ct)
    {
        try
        {
            var place = await channel.PutAsideAsync(delivery, fault, ct);
            return new Words(
                $"{fault.Ru} Ничего из файла не применено; он отложен: {place}",
                $"{fault.En} Nothing of it was applied; it was put aside: {place}");
        }
        catch (ConnectorException e)
        {
            return new Words($"{fault.Ru} Ничего из файла не применено. {e.Words.Ru}", $"{fault.En} Nothing of it was applied. {e.Words.En}");
        }
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
            Pieces = weight.News.Pieces,
        };
        commits.InTransaction(() => kept.Id = _runs.Save(kept, reason), CancellationToken.None);
        return kept;
    }

    private void Count(Weight weight)
    {
        Numbers.Bytes += weight.Length;
        Numbers.Unchanged += weight.News.Pieces - weight.News.Count;
        foreach (var (kind, count) in weight.Kinds)
        {
            Numbers.Read[kind] = Numbers.Read.GetValueOrDefault(kind) + count;
        }

        foreach (var set in weight.Promised)
        {
            Numbers.Promised[RunNumbers.PromiseOf(set)] = set.Objects;
        }
    }
}
