using System.Globalization;
using System.Runtime.CompilerServices;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// Reads what has a date month by month, and a month that is too much for one answer by days, hours, seconds: so 1C never counts
/// off rows that it throws away. Each window is as full as 1C counts it, or nothing of it is handed on.
/// </summary>
internal sealed class DateWindows(Pages pages, CountedPages counted)
{
    private const int Attempts = 3;

    /// <param name="from">The first day; null for all that there is.</param>
    public async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(SetQuery query, string field, DateTime? from, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await EdgeAsync(query, field, "desc", ct) is not { } last || (from ?? await EdgeAsync(query, field, "asc", ct)) is not { } first)
        {
            yield break;
        }

        foreach (var month in Window.Months(first.Date, last.AddSeconds(1)))
        {
            await foreach (var rows in WindowAsync(query, field, month, ct))
            {
                yield return rows;
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> WindowAsync(SetQuery query, string field, Window window, [EnumeratorCancellation] CancellationToken ct)
    {
        var within = query with { Filter = Filter.All(query.Filter, window.ToFilter(field)) };
        var count = await pages.CountAsync(within, ct);
        if (count == 0)
        {
            yield break;
        }

        var whole = count <= pages.Size.Rows ? await WholeAsync(within, count, ct) : null;
        if (whole is not null)
        {
            yield return whole;
            yield break;
        }

        var parts = window.CanBeCut
            ? window.Cut().ToAsyncEnumerable().SelectMany(part => WindowAsync(query, field, part, ct))
            : counted.ReadAsync(within with { OrderBy = field }, null, ct);
        await foreach (var rows in parts.WithCancellation(ct))
        {
            yield return rows;
        }
    }

    // What grows meanwhile is welcome; what is less than was counted is asked for again.
    private async Task<IReadOnlyList<ReadOnlyMemory<byte>>?> WholeAsync(SetQuery query, long count, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var rows = await pages.TryReadAsync(query, ct);
            if (rows is null || rows.Count >= count)
            {
                return rows;
            }

            count = await pages.CountAsync(query, ct);
            if (rows.Count >= count)
            {
                return rows;
            }

            if (attempt == Attempts)
            {
                throw Incomplete.Of(query.Path, rows.Count, count);
            }
        }
    }

    private async Task<DateTime?> EdgeAsync(SetQuery query, string field, string order, CancellationToken ct)
    {
        var rows = await pages.TryReadAsync(query with { Select = field, OrderBy = $"{field} {order}", Top = 1 }, ct);
        return rows is [var row] && DateTime.TryParseExact(ObjectLook.Text(row.Span, System.Text.Encoding.UTF8.GetBytes(field)), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
    }
}
