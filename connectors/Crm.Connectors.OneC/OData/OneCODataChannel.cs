using System.Globalization;
using System.Runtime.CompilerServices;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Exchange;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Raw;
using Crm.Connectors.OneC.OData.Reading;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData;

/// <summary>The conversation with one base.</summary>
internal sealed class OneCODataChannel(Connection connection, OneCODataSettings settings) : IChannel
{
    private readonly OneCLine _line = new(settings, connection.Clock);
    private readonly Pin _pin = Pin.Of(connection);
    private readonly Dictionary<string, string> _marks = new(StringComparer.Ordinal);
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

    public async IAsyncEnumerable<Delivery> ReceiveAsync([EnumeratorCancellation] CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var index = await IndexAsync(ct);
        var round = new Round(connection, settings, _line, index);
        await foreach (var delivery in round.DeliveriesAsync(ReadingPlan.Of(index, connection.Wants), ct))
        {
            if (round.Marks.TryGetValue(delivery.Name, out var mark))
            {
                _marks[delivery.Name] = mark;
            }

            yield return delivery;
        }
    }

    public IEnumerable<Piece> Read(Delivery delivery, Stream raw, CancellationToken ct) => RawDelivery.Read(connection.Name, raw, ct);

    public async Task AcknowledgeAsync(Delivery delivery, CancellationToken ct)
    {
        if (DeliveryName.MessageOf(delivery.Name) is { } message)
        {
            await Changes().ConfirmAsync(message, ct);
        }
        else if (DeliveryName.SetOf(delivery.Name) is { } set)
        {
            var there = TimeZoneInfo.ConvertTimeFromUtc(delivery.FormedAt, connection.TimeZone);
            await connection.Memory.RememberAsync(Notes.Read(set), there.ToString(Notes.Moment, CultureInfo.InvariantCulture), ct);
        }
    }

    // There is no file to be moved: the same objects in the same versions are not asked for again, and a change brings them back.
    public async Task<string> PutAsideAsync(Delivery delivery, Words reason, CancellationToken ct)
    {
        if (_marks.TryGetValue(delivery.Name, out var mark))
        {
            await connection.Memory.RememberAsync(Notes.Aside(delivery.Name), mark, ct);
        }

        return delivery.Name;
    }

    public ValueTask DisposeAsync() => _line.DisposeAsync();

    private ChangePlan Changes() => new(_line, new Pages(_line, settings.PageMegabytes), settings.Plan!, settings.Node!);

    private async Task<BaseIndex> IndexAsync(CancellationToken ct) => _index ??= _pin.Load() ?? await _pin.CurrentAsync(_line, ct);
}
