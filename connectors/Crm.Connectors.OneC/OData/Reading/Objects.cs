using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// Reads the objects that a sweep or a message named. Many at once come by pages; what pages lack, for 1C cannot turn them without a slip, comes
/// by key. So everything named was read, or is gone from 1C.
/// </summary>
internal sealed class Objects(Pages pages, DateWindows windows, ByKeys keys, BehindSections behind)
{
    private const int FewForPages = 200;
    private const double ShareForPages = 0.3;

    private readonly KeysetPages _walking = new(pages);

    /// <param name="since">Documents before this day were not swept.</param>
    public async Task ReadAsync(SetPlan plan, Swept swept, DateTime? since, RawWriter raw, CancellationToken ct)
    {
        var missing = swept.Changed.ToHashSet();
        if (missing.Count >= FewForPages && missing.Count >= swept.Total * ShareForPages)
        {
            await foreach (var rows in ByPagesAsync(plan, since, ct))
            {
                await WriteAsync(plan, ByKeys.First(rows, missing), raw, ct);
            }
        }

        await ReadNamedAsync(plan, missing, raw, ct);
    }

    /// <summary>Reads the objects that have these keys; those that were read are taken from the set.</summary>
    public async Task ReadNamedAsync(SetPlan plan, HashSet<Guid> missing, RawWriter raw, CancellationToken ct)
    {
        await foreach (var rows in keys.ReadAsync(new SetQuery(plan.Set.Name) { Select = plan.Select }, missing, ct))
        {
            await WriteAsync(plan, rows, raw, ct);
        }
    }

    private IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> ByPagesAsync(SetPlan plan, DateTime? since, CancellationToken ct)
    {
        var query = new SetQuery(plan.Set.Name) { Select = plan.Select };
        if (plan.Set.IsDocument && plan.Set.DateField is { } date)
        {
            return windows.ReadAsync(query, date, since, ct);
        }

        return Keyset.Of(plan.Set) is { } keyset ? _walking.ReadAsync(query with { Select = With(plan.Select, keyset.Field) }, keyset, ct) : AsyncEnumerable.Empty<IReadOnlyList<ReadOnlyMemory<byte>>>();
    }

    private static string? With(string? select, string field) =>
        select is null or "**" || select.Split(',').Contains(field) ? select : $"{select},{field}";

    private async ValueTask WriteAsync(SetPlan plan, IReadOnlyList<ReadOnlyMemory<byte>> rows, RawWriter raw, CancellationToken ct)
    {
        foreach (var row in await behind.LaidInAsync(plan.Sections, rows, ct))
        {
            raw.Object(plan.Set.Name, row.Span);
            await raw.FlushIfFullAsync(ct);
        }
    }
}
