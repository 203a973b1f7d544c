using System.Runtime.CompilerServices;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>Reads keys and versions of a whole set in one answer, and believes it when it has as many rows as 1C counts.</summary>
internal sealed class LongAnswers(Pages pages)
{
    private const int Attempts = 3;

    /// <param name="read">Reads all rows, from the beginning each time that it is called.</param>
    /// <exception cref="ConnectorException">Unavailable, when what came is not all that 1C counts.</exception>
    public async Task<(T Found, long Rows)> ReadAsync<T>(SetQuery query, Func<IAsyncEnumerable<ReadOnlyMemory<byte>>, Task<T>> read, CancellationToken ct)
    {
        var before = await pages.CountAsync(query, ct);
        for (var attempt = 1; ; attempt++)
        {
            var counted = new Counted(pages.StreamAsync(query, ct));
            var found = await read(counted.RowsAsync(ct));
            var after = await pages.CountAsync(query, ct);
            if (counted.Rows >= Math.Min(before, after))
            {
                return (found, counted.Rows);
            }

            if (attempt == Attempts)
            {
                throw Incomplete.Of(query.Path, counted.Rows, after);
            }

            before = after;
        }
    }

    /// <summary>A reference in such a row.</summary>
    public static Guid Id(SetQuery query, ReadOnlySpan<byte> row, ReadOnlySpan<byte> field) =>
        Guid.TryParse(ObjectLook.Text(row, field), out var id)
            ? id
            : throw Faults.Away(query.Path, "в строке нет ключа; ответу 1С нельзя верить", "a row has no key; the answer of 1C cannot be trusted");

    private sealed class Counted(IAsyncEnumerable<ReadOnlyMemory<byte>> rows)
    {
        public long Rows { get; private set; }

        public async IAsyncEnumerable<ReadOnlyMemory<byte>> RowsAsync([EnumeratorCancellation] CancellationToken ct)
        {
            await foreach (var row in rows.WithCancellation(ct))
            {
                Rows++;
                yield return row;
            }
        }
    }
}
