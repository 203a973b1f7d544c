using System.Runtime.CompilerServices;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// Reads the objects that a sweep or a message named. Many at once come by pages; what pages lack, for 1C cannot turn them without a slip, comes
/// by key. So everything named was read, or is gone from 1C.
/// </summary>
internal sealed class Objects(Pages pages, DateWindows windows, Behinds behinds, int parallel)
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
                await WriteAsync(plan, rows, missing, raw, ct);
            }
        }

        await ReadNamedAsync(plan, missing, raw, ct);
    }

    /// <summary>Reads the objects that have these keys; those that were read are taken from the set.</summary>
    public async Task ReadNamedAsync(SetPlan plan, HashSet<Guid> missing, RawWriter raw, CancellationToken ct)
    {
        var named = missing.Count;
        var query = new SetQuery(plan.Set.Name) { Select = plan.Select };
        await foreach (var rows in ByKeysAsync(query, Texts(missing), ct))
        {
            await WriteAsync(plan, rows, missing, raw, ct);
        }

        await CheckGoneAsync(query, named, missing, ct);
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

    // What was named a moment ago and does not come by its key is gone, or something keeps it back.
    private async Task CheckGoneAsync(SetQuery query, long named, HashSet<Guid> missing, CancellationToken ct)
    {
        foreach (var pack in Packs.Of(query, Texts(missing)))
        {
            if (await pages.CountAsync(pack.Query, ct) is var there and > 0)
            {
                throw Incomplete.Of(query.Path, named - there, named);
            }
        }
    }

    private static List<string> Texts(HashSet<Guid> ids) => [.. ids.Select(id => id.ToString())];

    private async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> ByKeysAsync(SetQuery query, IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        var running = new Queue<Task<List<ReadOnlyMemory<byte>>>>();
        foreach (var pack in Packs.Of(query, ids))
        {
            if (running.Count == parallel)
            {
                yield return await running.Dequeue();
            }

            running.Enqueue(PackAsync(query, pack.Query, pack.Ids, ct));
        }

        while (running.Count > 0)
        {
            yield return await running.Dequeue();
        }
    }

    // A pack that is too much at once is asked for in halves.
    private async Task<List<ReadOnlyMemory<byte>>> PackAsync(SetQuery query, SetQuery pack, IReadOnlyList<string> ids, CancellationToken ct)
    {
        if (await pages.TryReadAsync(pack, ct) is { } rows)
        {
            return [.. rows];
        }

        var read = new List<ReadOnlyMemory<byte>>();
        foreach (var half in ids.Chunk(Math.Max(1, ids.Count / 2)))
        {
            read.AddRange(await PackAsync(query, query with { Filter = Filter.AnyKey(half) }, half, ct));
        }

        return read;
    }

    private async ValueTask WriteAsync(SetPlan plan, IReadOnlyList<ReadOnlyMemory<byte>> rows, HashSet<Guid> missing, RawWriter raw, CancellationToken ct)
    {
        foreach (var row in await behinds.LaidInAsync(plan.Behinds, rows, ct))
        {
            if (Guid.TryParse(ObjectLook.Text(row.Span, "Ref_Key"u8), out var id) && missing.Remove(id))
            {
                raw.Object(plan.Set.Name, row.Span);
                await raw.FlushIfFullAsync(ct);
            }
        }
    }
}
