using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Raw;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// Reads a register as words about objects: all its rows about one object together, so that what is not there any more is not said
/// any more. They are gathered in memory, and no further than the limit.
/// </summary>
internal sealed class Abouts(Pages pages, CountedPages counted, IChannelMemory memory, ToldOf told)
{
    private const int Batch = 4_000;

    private const long MostBytes = 256L << 20;
    private const string NoReference = "00000000-0000-0000-0000-000000000000";

    /// <param name="onlyKnown">Objects are not read from the beginning: of one that the hub was never told, it is not told words either.</param>
    public async Task ReadAsync(AboutPlan plan, bool onlyKnown, RawWriter raw, CancellationToken ct)
    {
        var about = new Dictionary<string, List<ReadOnlyMemory<byte>>>(StringComparer.Ordinal);
        long bytes = 0;
        await foreach (var row in RowsAsync(plan, ct))
        {
            if (Id(plan, row.Span) is { } id)
            {
                Add(about, id, row.ToArray());
                bytes += row.Length;
            }

            if (bytes > MostBytes)
            {
                throw TooMuch(plan.Register);
            }
        }

        foreach (var id in await told.SilentAsync(DeliveryName.OfAbout(plan.Register, plan.Target), about.Keys, ct))
        {
            about.Add(id, []);
        }

        foreach (var ids in about.Keys.Chunk(Batch))
        {
            var known = onlyKnown ? await memory.VersionsAsync(plan.Target, ids, ct) : null;
            foreach (var id in ids.Where(id => known?.ContainsKey(id) != false))
            {
                raw.About(plan.Register, plan.Target, id, about[id]);
                await raw.FlushIfFullAsync(ct);
            }
        }
    }

    private IAsyncEnumerable<ReadOnlyMemory<byte>> RowsAsync(AboutPlan plan, CancellationToken ct) =>
        plan.IsTable ? pages.StreamAsync(plan.Query, ct) : counted.ReadAsync(plan.Query, null, ct).SelectMany(rows => rows);

    private static ConnectorException TooMuch(string register) => Faults.Wrong(
        register,
        $"в регистре больше {MostBytes >> 20} МБ слов об объектах; возьмите его отдельным сопоставлением",
        $"the register has more than {MostBytes >> 20} MB of words about objects; take it by a mapping of its own");

    private static void Add(Dictionary<string, List<ReadOnlyMemory<byte>>> about, string id, ReadOnlyMemory<byte> row)
    {
        if (!about.TryGetValue(id, out var known))
        {
            about.Add(id, known = []);
        }

        known.Add(row);
    }

    private static string? Id(AboutPlan plan, ReadOnlySpan<byte> row)
    {
        var id = ObjectLook.Text(row, Encoding.UTF8.GetBytes(plan.Field));
        var isOf = !plan.IsComposite || ObjectLook.Text(row, Encoding.UTF8.GetBytes(plan.Field + Property.TypeSuffix)) == OwnNames.Space + plan.Target;
        return isOf && id != NoReference && Guid.TryParse(id, out var guid) ? guid.ToString() : null;
    }
}
