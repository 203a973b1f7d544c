using System.Globalization;
using System.Runtime.CompilerServices;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Exchange;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// One walk over a base for what is new: a delivery for each set that has any, another for what each register says, and one for the
/// message of the exchange plan.
/// </summary>
internal sealed class Round
{
    private readonly Connection _connection;
    private readonly OneCODataSettings _settings;
    private readonly OneCLine _line;
    private readonly BaseIndex _index;
    private readonly Pages _pages;
    private readonly Sweep _sweep;
    private readonly Objects _objects;
    private readonly Records _records;
    private readonly Abouts _abouts;
    private readonly DateTime _formedAt;
    private int _place;

    public Round(Connection connection, OneCODataSettings settings, OneCLine line, BaseIndex index)
    {
        _connection = connection;
        _settings = settings;
        _line = line;
        _index = index;
        _pages = new Pages(line, settings.PageMegabytes);
        var skipping = new SkipPages(_pages);
        var windows = new DateWindows(_pages, skipping);
        _sweep = new Sweep(_pages, connection.Memory);
        _objects = new Objects(_pages, windows, settings.Parallel);
        _records = new Records(windows, skipping);
        _abouts = new Abouts(_pages, skipping);
        _formedAt = connection.Clock.GetUtcNow().UtcDateTime;
    }

    private bool ByPlan => _settings.Changes == ChangeSource.Plan || (_settings.Changes == ChangeSource.Auto && _settings.Plan is not null);

    public async IAsyncEnumerable<Delivery> DeliveriesAsync(ReadingPlan plan, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var set in plan.Sets)
        {
            _place++;
            if (await OfSetAsync(set, ct) is { } delivery)
            {
                yield return delivery;
            }
        }

        foreach (var about in plan.Abouts)
        {
            _place++;
            yield return Delivery(DeliveryName.OfAbout(about.Register, about.Target), (raw, inner) => _abouts.ReadAsync(about, raw, inner));
        }

        _place++;
        if (ByPlan && await OfMessageAsync(plan, ct) is { } message)
        {
            yield return message;
        }
    }

    private async Task<Delivery?> OfSetAsync(SetPlan plan, CancellationToken ct)
    {
        var read = await _connection.Memory.RecallAsync(Notes.Read(plan.Set.Name), ct);
        var isByDate = plan.Set.DateField is not null && (!plan.Set.HasVersions || _settings.Changes == ChangeSource.Dates);
        if (isByDate || !plan.Set.HasVersions)
        {
            return await OfRecordsAsync(plan, isByDate ? From(read) : null, ct);
        }

        // Everything is told once; from then on the plan knows what changes.
        return ByPlan && read is not null ? null : await OfVersionsAsync(plan, ct);
    }

    private async Task<Delivery?> OfVersionsAsync(SetPlan plan, CancellationToken ct)
    {
        var swept = await _sweep.OverAsync(plan.Set, SinceFilter(plan.Set), ct);
        if (swept.Changed.Count == 0 || swept.Mark == await _connection.Memory.RecallAsync(Notes.Aside(plan.Set.Name), ct))
        {
            return null;
        }

        return Delivery(DeliveryName.OfSet(plan.Set.Name, swept.Mark), (raw, inner) => _objects.ReadAsync(plan.Set, plan.Select, swept, raw, inner));
    }

    private async Task<Delivery?> OfRecordsAsync(SetPlan plan, DateTime? from, CancellationToken ct)
    {
        var filter = from is { } day && plan.Set.DateField is { } field ? $"{field} ge {Literal.Moment(day)}" : null;
        var isEmpty = await _pages.CountAsync(new SetQuery(plan.Set.Name) { Filter = filter }, ct) == 0;
        return isEmpty ? null : Delivery(DeliveryName.OfSet(plan.Set.Name), (raw, inner) => _records.ReadAsync(plan, from, raw, inner));
    }

    // The message is fetched here: whether it says anything is known by it alone.
    private async Task<Delivery?> OfMessageAsync(ReadingPlan plan, CancellationToken ct)
    {
        var changes = new ChangePlan(_line, _pages, _settings.Plan!, _settings.Node!);
        var node = await changes.NodeAsync(ct);
        var wanted = plan.Sets.Select(set => set.Set.Name).ToHashSet(StringComparer.Ordinal);
        long count = 0;
        var stream = await Spool.GatherAsync(
            async (raw, inner) =>
            {
                await using var feed = Spool.Open();
                await changes.SelectAsync(node, feed, inner);
                count = await new AtomChanges(_index, wanted).WriteAsync(feed, raw, inner);
            },
            ct);
        if (count == 0)
        {
            await stream.DisposeAsync();
            return null;
        }

        return Delivery(DeliveryName.OfMessage(node.Next), null) with { OpenAsync = _ => ValueTask.FromResult(stream), Length = stream.Length };
    }

    private DateTime? From(string? read)
    {
        var since = _settings.Since?.ToDateTime(TimeOnly.MinValue);
        return read is null || !DateTime.TryParseExact(read, Notes.Moment, CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)
            ? since
            : last.Date.AddDays(-_settings.Overlap) is var from && from < since ? since : from;
    }

    private string? SinceFilter(EntitySet set) => set.IsDocument && set.DateField is { } field && _settings.Since is { } since
        ? $"{field} ge {Literal.Moment(since.ToDateTime(TimeOnly.MinValue))}"
        : null;

    private Delivery Delivery(string name, Func<RawWriter, CancellationToken, Task>? read) => new(
        DeliveryName.Number(_formedAt, _place), name, _formedAt, null, NeedsWhole: false, async ct => await Spool.GatherAsync(read!, ct));
}
