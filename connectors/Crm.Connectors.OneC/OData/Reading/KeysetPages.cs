using System.Runtime.CompilerServices;
using Crm.Connectors.OneC.OData.Query;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>Walks a set by the values of a field: 1C counts nothing off, however far the walk has come.</summary>
internal sealed class KeysetPages(Pages pages)
{
    /// <summary>The pages; rows at their edges come twice. Ends early where more rows share a value than a page has.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(SetQuery query, Keyset keyset, [EnumeratorCancellation] CancellationToken ct)
    {
        string? from = null;
        while (true)
        {
            var top = pages.Size.Rows;
            var filter = Filter.All(query.Filter, from);
            if (await pages.TryReadAsync(query with { Filter = filter, OrderBy = keyset.Field, Top = top }, ct) is not { } rows)
            {
                continue;
            }

            yield return rows;
            var next = rows.Count < top ? null : keyset.After(rows[^1].Span);
            if (next is null || next == from)
            {
                yield break;
            }

            from = next;
        }
    }
}
