using Crm.Connect;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Outgoing;

/// <summary>
/// The way out: collect, translate, send, confirm. A parcel is composed and kept before anything leaves; what became of it is
/// found out, never assumed.
/// </summary>
internal sealed class Dispatch(RunContext run, DbSession db, IChannel channel, Commits commits)
{
    private readonly OutboxStore _outbox = new(db);
    private readonly Receptions _receptions = new(run, db);
    private readonly Unconfirmed _unconfirmed = new(run, db);

    /// <summary>
    /// Finds out what became of parcels whose answer was lost. Before anything is received: an object that we made comes back
    /// under its own id and must be known by it.
    /// </summary>
    public async Task SettleAsync(CancellationToken ct)
    {
        if (run.Flow.Outward is null || !run.Flow.Abilities.HasFlag(Abilities.Probe))
        {
            return;
        }

        foreach (var parcel in _outbox.Formed(run.Flow.Connection))
        {
            var objects = ParcelJson.Read(parcel);
            var sights = await channel.ProbeAsync([.. objects.Select(packed => packed.Object.Ref)], ct);
            commits.Reached("probed");
            var names = new LinkNames(new LinkStore(db), run.Flow.Connection, []);
            var receipts = objects.Zip(sights, (packed, sight) => Seen(packed, sight, names)).ToList();
            commits.InTransaction(() => _receptions.Note(parcel, objects, receipts), ct);
        }
    }

    /// <summary>Sends everything that waits.</summary>
    public async Task SendAllAsync(CancellationToken ct)
    {
        foreach (var parcel in _outbox.Formed(run.Flow.Connection))
        {
            await SendAsync(parcel, ParcelJson.Read(parcel), ct);
        }

        commits.InTransaction(_unconfirmed.GoOn, ct);
        var composer = new Composer(run, db);
        while (Compose(composer, ct) is { } next)
        {
            await SendAsync(next.Parcel, next.Objects, ct);
        }
    }

    private (KeptParcel Parcel, List<Packed> Objects)? Compose(Composer composer, CancellationToken ct)
    {
        (KeptParcel, List<Packed>)? composed = null;
        commits.InTransaction(() => composed = composer.Compose(), ct);
        return composed;
    }

    private async Task SendAsync(KeptParcel parcel, List<Packed> objects, CancellationToken ct)
    {
        using var span = Spans.Begin("send")?.SetTag("hub.objects", objects.Count);
        commits.Reached("to-send");
        var receipts = await channel.SendAsync(ParcelJson.Of(parcel, objects), ct);
        commits.Reached("sent");
        if (receipts.Count != objects.Count)
        {
            throw new InvalidOperationException($"the channel gave {receipts.Count} receipts for {objects.Count} objects");
        }

        commits.InTransaction(() => _receptions.Note(parcel, objects, receipts), ct);
    }

    // What we see there with all that we sent in it was taken. Anything else was not, or has been changed since: it is said
    // anew after we have heard the other side, with what we know then.
    private Receipt Seen(Packed packed, Sight sight, LinkNames names)
    {
        var sent = packed.Object;
        var isThere = sent.Fields is null ? sight.Fields is null : sight.Fields is { } now && SaysAll(packed, now, names);
        return new Receipt(sent.Ref, isThere ? Reception.Taken : Reception.Outdated, null, sight.Version, sight.Theirs);
    }

    // Compared in CRM words: one number or date may be written there in another way than we sent it.
    private bool SaysAll(Packed packed, Fields theirs, LinkNames names)
    {
        var mapping = run.Flow.Outward!.Taking(packed.Object.Ref.Kind).FirstOrDefault(mapping => mapping.To == packed.Kind && mapping.Takes(theirs));
        return mapping?.Translate(theirs).Fields is { } now && packed.Said.All(field => Merge.Same(names.Rows(Agreed.Form(now[field.Key])), names.Rows(field.Value)));
    }
}
