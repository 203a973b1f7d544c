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
    private readonly Pages _pages;
    private readonly Sweep _sweep;
    private readonly Objects _objects;
    private readonly Records _records;
    private readonly Abouts _abouts;
    private readonly DateTime _formedAt;
    private int _place;

    public Round(Connection connection, OneCODataSettings settings, OneCLine line, ToldOf told)
    {
        _connection = connection;
        _settings = settings;
        _line = line;
        _pages = new Pages(line, settings.PageMegabytes);
        var counted = new CountedPages(_pages);
        var windows = new DateWindows(_pages, counted);
        _sweep = new Sweep(_pages, connection.Memory);
        var behinds = new Behinds(_pages);
        _objects = new Objects(_pages, windows, behinds, settings.Parallel);
        _records = new Records(windows, counted, behinds);
        _abouts = new Abouts(_pages, counted, connection.Memory, told);
        _formedAt = connection.Clock.GetUtcNow().UtcDateTime;
    }

    private DateTime? Since => _settings.Since?.ToDateTime(TimeOnly.MinValue);

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
            yield return Delivery(DeliveryName.OfAbout(about.Register, about.Target), (raw, inner) => _abouts.ReadAsync(about, onlyKnown: Since is not null, raw, inner));
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

        return Delivery(DeliveryName.OfSet(plan.Set.Name, swept.Mark), (raw, inner) => _objects.ReadAsync(plan, swept, Since, raw, inner));
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
        var message = new PlanMessage(changes, node, _objects, [.. plan.Sets.Where(set => set.Set.HasRef)]);
        return await message.FetchAsync(ct) ? Delivery(DeliveryName.OfMessage(node.Next), null) with { OpenAsync = message.OpenAsync } : null;
    }

    private DateTime? From(string? read) =>
        read is null || !DateTime.TryParseExact(read, Notes.Moment, CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)
            ? Since
            : last.Date.AddDays(-_settings.Overlap) is var from && from < Since ? Since : from;

    private string? SinceFilter(EntitySet set) => set.IsDocument && set.DateField is { } field && Since is { } since
        ? $"{field} ge {Literal.Moment(since)}"
        : null;

    private Delivery Delivery(string name, Func<RawWriter, CancellationToken, Task>? read) => new(
        DeliveryName.Number(_formedAt, _place), name, _formedAt, null, NeedsWhole: false, async ct => await Spool.GatherAsync(read!, ct));
}
