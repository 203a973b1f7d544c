using System.Globalization;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Query;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>Finds what is new in a set: by the versions of its objects, or by dates where there are none.</summary>
internal sealed class NewObjects(OneCODataSettings settings, IChannelMemory memory, Pages pages, Sweep sweep, BehindSweep behind, Objects objects, Records records)
{
    /// <param name="planKnows">An exchange plan tells all that changed since the set was read.</param>
    public async Task<Found?> OfAsync(SetPlan plan, bool planKnows, CancellationToken ct)
    {
        var read = await memory.RecallAsync(Notes.Read(plan.Set.Name), ct);
        var isByDate = plan.Set.DateField is not null && (!plan.Set.HasVersions || settings.Changes == ChangeSource.Dates);
        if (isByDate || !plan.Set.HasVersions)
        {
            return await OfRecordsAsync(plan, isByDate ? From(read) : null, ct);
        }

        // Everything is told once; from then on the plan knows what changes.
        return await OfVersionsAsync(plan, isKnown: planKnows && read is not null, ct);
    }

    /// <param name="isKnown">Something else tells which objects changed, and this only behind which of them something did.</param>
    private async Task<Found?> OfVersionsAsync(SetPlan plan, bool isKnown, CancellationToken ct)
    {
        if (isKnown && plan.References.Count == 0)
        {
            return null;
        }

        var filter = SinceFilter(plan.Set);
        var swept = isKnown ? new Swept(await pages.CountAsync(new SetQuery(plan.Set.Name) { Filter = filter }, ct), [], "") : await sweep.OverAsync(plan.Set, filter, ct);
        var behindIt = await behind.OverAsync(plan, filter, swept.IsAll, ct);
        var told = swept.With(behindIt);
        if (told.Changed.Count == 0 || told.Mark == await memory.RecallAsync(Notes.Aside(plan.Set.Name), ct))
        {
            return null;
        }

        return new Found(DeliveryName.OfSet(plan.Set.Name, told.Mark), (raw, inner) => objects.ReadAsync(plan, told, settings.FirstDay, raw, inner), behindIt.Notes);
    }

    private async Task<Found?> OfRecordsAsync(SetPlan plan, DateTime? from, CancellationToken ct)
    {
        var filter = from is { } day && plan.Set.DateField is { } field ? $"{field} ge {Literal.Moment(day)}" : null;
        var isEmpty = await pages.CountAsync(new SetQuery(plan.Set.Name) { Filter = filter }, ct) == 0;
        return isEmpty ? null : new Found(DeliveryName.OfSet(plan.Set.Name), (raw, inner) => records.ReadAsync(plan, from, raw, inner), []);
    }

    private DateTime? From(string? read) =>
        read is null || !DateTime.TryParseExact(read, Notes.Moment, CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)
            ? settings.FirstDay
            : last.Date.AddDays(-settings.Overlap) is var from && from < settings.FirstDay ? settings.FirstDay : from;

    private string? SinceFilter(EntitySet set) => set.IsDocument && set.DateField is { } field && settings.FirstDay is { } first
        ? $"{field} ge {Literal.Moment(first)}"
        : null;
}
