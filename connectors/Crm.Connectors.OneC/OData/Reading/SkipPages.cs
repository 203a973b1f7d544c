using System.IO.Hashing;
using System.Runtime.CompilerServices;
using Crm.Connectors.OneC.OData.Query;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// Turns pages by number, for what neither a date nor a key can cut. Rows move between pages while others write: the count before
/// and after and the rows that are different must agree, else it is read anew.
/// </summary>
internal sealed class SkipPages(Pages pages)
{
    private const int Attempts = 3;

    /// <param name="order">By what 1C orders; null where it has nothing that can be ordered.</param>
    public async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(SetQuery query, string? order, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var seen = new HashSet<UInt128>();
            var before = await pages.CountAsync(query, ct);
            await foreach (var rows in OnceAsync(query with { OrderBy = order }, before, ct))
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

    private async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> OnceAsync(SetQuery query, long count, [EnumeratorCancellation] CancellationToken ct)
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
