using System.Runtime.CompilerServices;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>Reads objects by their keys, in packs that fit into an address. Everything named was read, or is gone from 1C.</summary>
internal sealed class ByKeys(Pages pages, int parallel)
{
    /// <param name="missing">The keys; those that were read are taken from the set.</param>
    /// <exception cref="ConnectorException">Unavailable: what 1C counts under a key does not come by it.</exception>
    public async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(SetQuery query, HashSet<Guid> missing, [EnumeratorCancellation] CancellationToken ct)
    {
        var named = missing.Count;
        await foreach (var rows in PacksAsync(query, Texts(missing), ct))
        {
            yield return First(rows, missing);
        }

        await CheckGoneAsync(query, named, missing, ct);
    }

    /// <summary>The rows of those that are missing; they are not any more.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> First(IReadOnlyList<ReadOnlyMemory<byte>> rows, HashSet<Guid> missing) =>
        [.. rows.Where(row => Guid.TryParse(ObjectLook.Text(row.Span, "Ref_Key"u8), out var id) && missing.Remove(id))];

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

    private async IAsyncEnumerable<List<ReadOnlyMemory<byte>>> PacksAsync(SetQuery query, IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
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
            read.AddRange(await PackAsync(query, Packs.Named(query, half), half, ct));
        }

        return read;
    }

    private static List<string> Texts(HashSet<Guid> ids) => [.. ids.Select(id => id.ToString())];
}
