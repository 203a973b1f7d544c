using System.Runtime.CompilerServices;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// Reads the objects that a sweep named. Many at once come by pages; what pages lack, for 1C cannot turn them without a slip, comes
/// by key. So everything named was read, or is gone from 1C.
/// </summary>
internal sealed class Objects(Pages pages, DateWindows windows, int parallel)
{
    private const int FewForPages = 200;
    private const double ShareForPages = 0.3;

    public async Task ReadAsync(EntitySet set, string? select, Swept swept, RawWriter raw, CancellationToken ct)
    {
        var missing = swept.Changed.ToHashSet();
        if (missing.Count >= FewForPages && missing.Count >= swept.Total * ShareForPages)
        {
            await foreach (var rows in ByPagesAsync(set, select, ct))
            {
                await WriteAsync(set, rows, missing, raw, ct);
            }
        }

        var query = new SetQuery(set.Name) { Select = select };
        await foreach (var rows in ByKeysAsync(query, [.. missing.Select(id => id.ToString())], ct))
        {
            await WriteAsync(set, rows, missing, raw, ct);
        }
    }

    private IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> ByPagesAsync(EntitySet set, string? select, CancellationToken ct) =>
        set.IsDocument && set.DateField is { } date
            ? windows.ReadAsync(new SetQuery(set.Name) { Select = select }, date, null, ct)
            : ByCodesAsync(new SetQuery(set.Name) { Select = select is null or "**" ? select : $"{select},Code" }, set, ct);

    // Codes may repeat: the next page begins with the last one once more.
    private async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> ByCodesAsync(SetQuery query, EntitySet set, [EnumeratorCancellation] CancellationToken ct)
    {
        if (set.Find("Code") is not { Type: EdmType.Text })
        {
            yield break;
        }

        string? last = null;
        while (true)
        {
            var top = pages.Size.Rows;
            var filter = last is null ? null : $"Code ge {Literal.Text(last)}";
            var rows = await pages.TryReadAsync(query with { Filter = filter, OrderBy = "Code", Top = top }, ct);
            if (rows is null)
            {
                continue;
            }

            yield return rows;
            var next = rows.Count == 0 ? null : ObjectLook.Text(rows[^1].Span, "Code"u8);
            if (rows.Count < top || next is null || next == last)
            {
                yield break;
            }

            last = next;
        }
    }

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

    private static async ValueTask WriteAsync(EntitySet set, IReadOnlyList<ReadOnlyMemory<byte>> rows, HashSet<Guid> missing, RawWriter raw, CancellationToken ct)
    {
        foreach (var row in rows)
        {
            if (Guid.TryParse(ObjectLook.Text(row.Span, "Ref_Key"u8), out var id) && missing.Remove(id))
            {
                raw.Object(set.Name, row.Span);
                await raw.FlushIfFullAsync(ct);
            }
        }
    }
}
