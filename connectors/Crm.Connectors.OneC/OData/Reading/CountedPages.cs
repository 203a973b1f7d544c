using System.IO.Hashing;
using System.Runtime.CompilerServices;
using Crm.Connectors.OneC.OData.Query;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// Reads what no date cuts, by a key where there is one and else by the number of the row. Rows move between pages while others write:
/// the count before and after and the rows that are different must agree, else it is read anew.
/// </summary>
internal sealed class CountedPages(Pages pages)
{
    private const int Attempts = 3;

    private readonly KeysetPages _walking = new(pages);

    /// <param name="keyset">By what it can be walked; null where there is nothing.</param>
    public async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(SetQuery query, Keyset? keyset, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var seen = new HashSet<UInt128>();
            var before = await pages.CountAsync(query, ct);
            var once = keyset is null || attempt > 1 ? ByNumberAsync(query, before, ct) : _walking.ReadAsync(query, keyset, ct);
            await foreach (var rows in once)
            {
                yield return [.. rows.Where(row => seen.Add(XxHash128.HashToUInt128(row.Span)))];
            }

            var after = await pages.CountAsync(query, ct);
            if (before == after && seen.Count >= after)
            {
                yield break;
            }

            if (attempt == Attempts)
            {
                throw Incomplete.Of(query.Path, seen.Count, after);
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> ByNumberAsync(SetQuery query, long count, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var at = 0; at < count;)
        {
            var top = pages.Size.Rows;
            var isAll = at == 0 && count <= top;
            if (await pages.TryReadAsync(isAll ? query : query with { Top = top, Skip = at }, ct) is not { } rows)
            {
                continue;
            }

            if (rows.Count == 0)
            {
                yield break;
            }

            yield return rows;
            at += rows.Count;
        }
    }
}
