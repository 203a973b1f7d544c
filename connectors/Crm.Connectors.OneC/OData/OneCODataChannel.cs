using System.Globalization;
using System.Runtime.CompilerServices;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Exchange;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Raw;
using Crm.Connectors.OneC.OData.Reading;
using Crm.Connectors.OneC.OData.Sending;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData;

/// <summary>The conversation with one base.</summary>
internal sealed class OneCODataChannel(Connection connection, OneCODataSettings settings) : IChannel
{
    private readonly OneCLine _line = new(settings, connection.Clock);
    private readonly Learnt _learnt = new();
    private readonly Pin _pin = Pin.Of(connection);
    private readonly ToldOf _told = new(connection.Memory);
    private BaseIndex? _index;
    private BaseIndex? _described;

    public async Task CheckAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var index = _index = await _pin.CurrentAsync(_line, ct);
        ReadingPlan.Of(index, connection.Wants);
        if (settings.Plan is not null)
        {
            await Changes().NodeAsync(ct);
        }
    }

    public async Task<BaseShape> DescribeAsync(CancellationToken ct)
    {
        _described = await _pin.CurrentAsync(_line, ct);
        var fingerprint = IndexFile.Hash(_described);
        var isPinned = _pin.Load() is { } kept && IndexFile.Hash(kept) == fingerprint;
        return new BaseShape(fingerprint, ShapeKinds.Of(_described), isPinned);
    }

    public async Task PinAsync(BaseShape shape, CancellationToken ct)
    {
        if (_described is null || IndexFile.Hash(_described) != shape.Fingerprint)
        {
            _described = await _pin.CurrentAsync(_line, ct);
        }

        _pin.Keep(_described);
        _index = _described;
    }

    // The list of sets may be the same where a property has gone: here the whole description is fetched.
    public async Task<IReadOnlyList<BaseFinding>> ExamineAsync(CancellationToken ct) =>
        await new Examination(new Pages(_line, settings.PageMegabytes), await Pin.FetchAsync(_line, ct)).OfAsync(connection.Wants, ct);

    public async IAsyncEnumerable<Delivery> ReceiveAsync([EnumeratorCancellation] CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var index = await IndexAsync(ct);
        var round = new Round(connection, settings, _line, _learnt, _told);
        await foreach (var delivery in round.DeliveriesAsync(ReadingPlan.Of(index, connection.Wants), ct))
        {
            yield return delivery;
        }
    }

    public IEnumerable<Piece> Read(Delivery delivery, Stream raw, CancellationToken ct)
    {
        var pieces = RawDelivery.Read(connection.Name, raw, ct);
        return DeliveryName.IsAbout(delivery.Name) ? _told.Noted(delivery.Name, pieces) : pieces;
    }

    public async Task AcknowledgeAsync(Delivery delivery, CancellationToken ct)
    {
        if (DeliveryName.MessageOf(delivery.Name) is { } message)
        {
            await Changes().ConfirmAsync(message, ct);
            await connection.Memory.RememberAsync(Notes.Confirmed(settings.Plan!, settings.Node!), Notes.Number(message), ct);
        }
        else if (DeliveryName.SetOf(delivery.Name) is { } set)
        {
            var there = TimeZoneInfo.ConvertTimeFromUtc(delivery.FormedAt, connection.TimeZone);
            await connection.Memory.RememberAsync(Notes.Read(set), there.ToString(Notes.Moment, CultureInfo.InvariantCulture), ct);
        }
        else
        {
            await _told.RememberAsync(delivery.Name, ct);
        }

        // Last: what it says is known is not read again.
        await _learnt.RememberAsync(delivery, connection.Memory, ct);
    }

    // There is no file to be moved: the same objects in the same versions are not asked for again, and a change brings them back.
    public async Task<string> PutAsideAsync(Delivery delivery, Words reason, CancellationToken ct)
    {
        if (DeliveryName.SetOf(delivery.Name) is { } set && DeliveryName.MarkOf(delivery.Name) is { } mark)
        {
            await connection.Memory.RememberAsync(Notes.Aside(set), mark, ct);
        }

        return delivery.Name;
    }

    public async Task<IReadOnlyList<Receipt>> SendAsync(Parcel parcel, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var index = await IndexAsync(ct);
        var sender = new Sender(new ObjectDoor(_line), index, settings.Post, new NamedObjects(new Pages(_line, settings.PageMegabytes), index));
        var receipts = new List<Receipt>(parcel.Objects.Count);
        foreach (var outbound in parcel.Objects)
        {
            receipts.Add(await sender.SendAsync(outbound, ct));
        }

        return receipts;
    }

    public async Task<IReadOnlyList<Sight>> ProbeAsync(IReadOnlyList<ExternalRef> keys, CancellationToken ct)
    {
        var door = new ObjectDoor(_line);
        var sights = new List<Sight>(keys.Count);
        foreach (var key in keys)
        {
            // An object with the mark is deleted, for all that we may say of it.
            var seen = Guid.TryParse(key.Id, out _) ? await door.LookAsync(key.Kind, key.Id, ct) : null;
            sights.Add(new Sight(key, seen is null or { IsMarked: true } ? null : seen.Fields, seen?.Version));
        }

        return sights;
    }

    public ValueTask DisposeAsync() => _line.DisposeAsync();

    private ChangePlan Changes() => new(_line, new Pages(_line, settings.PageMegabytes), settings.Plan!, settings.Node!);

    private async Task<BaseIndex> IndexAsync(CancellationToken ct) => _index ??= _pin.Load() ?? await _pin.CurrentAsync(_line, ct);
}
