using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// Reads a register as words about objects: all its rows about one object together, so that what is not there any more is not said
/// any more.
/// </summary>
internal sealed class Abouts(Pages pages, CountedPages counted, ByKeys keys, IChannelMemory memory)
{
    private const int Batch = 1_000;
    private const int MostInMemory = 4 << 20;
    private const string NoReference = "00000000-0000-0000-0000-000000000000";

    /// <param name="only">The keys of the rows that are read; null for all.</param>
    /// <param name="onlyKnown">Objects are not read from the beginning: of one that the hub was never told, it is not told words either.</param>
    public async Task ReadAsync(AboutPlan plan, IReadOnlySet<Guid>? only, bool onlyKnown, RawWriter raw, CancellationToken ct)
    {
        await using var sorted = new SortedRows(MostInMemory);
        await foreach (var row in only is null ? RowsAsync(plan, ct) : keys.ReadAsync(plan.Query, [.. only], ct))
        {
            if (Id(plan, row.Span) is { } id)
            {
                await sorted.AddAsync(id, row, ct);
            }
        }

        await foreach (var about in sorted.ObjectsAsync(ct).Chunk(Batch).WithCancellation(ct))
        {
            var known = onlyKnown ? await memory.VersionsAsync(plan.Target, [.. about.Select(one => one.Id.ToString())], ct) : null;
            foreach (var (id, rows) in about.Where(one => known?.ContainsKey(one.Id.ToString()) != false))
            {
                raw.About(plan.Register, plan.Target, id.ToString(), rows);
                await raw.FlushIfFullAsync(ct);
            }
        }
    }

    private IAsyncEnumerable<ReadOnlyMemory<byte>> RowsAsync(AboutPlan plan, CancellationToken ct) =>
        plan.IsTable ? pages.StreamAsync(plan.Query, ct) : counted.ReadAsync(plan.Query, null, ct).SelectMany(rows => rows);

    private static Guid? Id(AboutPlan plan, ReadOnlySpan<byte> row)
    {
        var id = ObjectLook.Text(row, Encoding.UTF8.GetBytes(plan.Field));
        var isOf = !plan.IsComposite || ObjectLook.Text(row, Encoding.UTF8.GetBytes(plan.Field + Property.TypeSuffix)) == OwnNames.Space + plan.Target;
        return isOf && id != NoReference && Guid.TryParse(id, out var guid) ? guid : null;
    }
}
