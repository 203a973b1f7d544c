using System.Text;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>Reads the records of a register as objects of their own, each known by the values of its key.</summary>
internal sealed class Records(DateWindows windows, CountedPages counted, BehindSections behind)
{
    /// <param name="from">The first day that is read, where the register has dates.</param>
    public async Task ReadAsync(SetPlan plan, DateTime? from, RawWriter raw, CancellationToken ct)
    {
        var query = new SetQuery(plan.Set.Name) { Select = plan.Select };
        var pages = plan.Set.DateField is { } date ? windows.ReadAsync(query, date, from, ct) : counted.ReadAsync(query, Keyset.Of(plan.Set), ct);
        await foreach (var rows in pages)
        {
            foreach (var row in await behind.LaidInAsync(plan.Sections, rows, ct))
            {
                raw.Object(plan.Set.Name, row.Span, Id(plan.Set, row.Span));
            }

            await raw.FlushIfFullAsync(ct);
        }
    }

    /// <summary>The name of a record: the values of its key, in the order of 1C. Null for an object that has a key of one Ref_Key.</summary>
    public static string? Id(EntitySet set, ReadOnlySpan<byte> row)
    {
        if (set.HasRef)
        {
            return null;
        }

        var id = new StringBuilder();
        foreach (var key in set.Keys)
        {
            id.Append(id.Length > 0 ? "|" : "").Append(ObjectLook.Value(row, Encoding.UTF8.GetBytes(key)));
        }

        return id.Length > 0 ? id.ToString() : null;
    }
}
