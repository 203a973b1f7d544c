using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// Reads a register as words about objects: all its rows about one object together, so that what is not there any more is not said
/// any more. Of what has no rows any more it says that.
/// </summary>
internal sealed class Abouts(Pages pages, CountedPages counted, ByKeys keys, Accounts accounts, IChannelMemory memory, ToldOf told)
{
    private const int Batch = 1_000;
    private const int MostInMemory = 4 << 20;

    /// <param name="part">What is read; null for all.</param>
    /// <param name="onlyKnown">Objects are not read from the beginning: of one that the hub was never told, it is not told words either.</param>
    public async Task ReadAsync(AboutPlan plan, WordPart? part, bool onlyKnown, RawWriter raw, CancellationToken ct)
    {
        var asked = plan.Accounts is { } table ? await accounts.OfAsync(table.Chart, ct) : null;
        await using var sorted = new SortedRows(MostInMemory);
        await foreach (var row in part is null ? RowsAsync(plan, ct) : keys.ReadAsync(plan.Query, [.. part.Rows], ct).SelectMany(rows => rows))
        {
            if (Id(plan, asked, row.Span) is { } id && part?.IsWhole(id) != false)
            {
                await sorted.AddAsync(id, row, ct);
            }
        }

        var read = new List<Guid>();
        await foreach (var about in sorted.ObjectsAsync(ct).Chunk(Batch).WithCancellation(ct))
        {
            read.AddRange(about.Select(one => one.Id));
            await WriteAsync(plan, about, onlyKnown, raw, ct);
        }

        var spoken = part is null ? SortedIds.Of(read) : SortedIds.Of(part.Spoken.With(read));
        await EndAsync(plan, spoken, onlyKnown, raw, ct);
    }

    private async Task EndAsync(AboutPlan plan, SortedIds spoken, bool onlyKnown, RawWriter raw, CancellationToken ct)
    {
        var before = await told.RecallAsync(DeliveryName.OfAbout(plan.Register, plan.Target), ct);
        foreach (var silent in before.Without(spoken).Select(id => (id, Rows: (IReadOnlyList<ReadOnlyMemory<byte>>)[])).Chunk(Batch))
        {
            await WriteAsync(plan, silent, onlyKnown, raw, ct);
        }

        raw.Spoken(plan.Register, plan.Target, spoken.Count);
    }

    private async Task WriteAsync(AboutPlan plan, (Guid Id, IReadOnlyList<ReadOnlyMemory<byte>> Rows)[] about, bool onlyKnown, RawWriter raw, CancellationToken ct)
    {
        var known = onlyKnown ? await memory.VersionsAsync(plan.Target, [.. about.Select(one => one.Id.ToString())], ct) : null;
        foreach (var (id, rows) in about.Where(one => known?.ContainsKey(one.Id.ToString()) != false))
        {
            raw.About(plan.Register, plan.Target, id.ToString(), plan.Accounts?.Added(rows) ?? rows);
            await raw.FlushIfFullAsync(ct);
        }
    }

    private IAsyncEnumerable<ReadOnlyMemory<byte>> RowsAsync(AboutPlan plan, CancellationToken ct) =>
        plan.IsTable ? pages.StreamAsync(plan.Query, ct) : counted.ReadAsync(plan.Query, null, ct).SelectMany(rows => rows);

    private static Guid? Id(AboutPlan plan, IReadOnlySet<Guid>? accounts, ReadOnlySpan<byte> row)
    {
        if (plan.Accounts is { } table)
        {
            return table.Id(row, plan.Target, accounts!);
        }

        var id = ObjectLook.Text(row, Encoding.UTF8.GetBytes(plan.Field));
        var isOf = !plan.IsComposite || ObjectLook.Text(row, Encoding.UTF8.GetBytes(plan.Field + Property.TypeSuffix)) == OwnNames.Space + plan.Target;
        return isOf && Guid.TryParse(id, out var guid) && guid != Guid.Empty ? guid : null;
    }
}
