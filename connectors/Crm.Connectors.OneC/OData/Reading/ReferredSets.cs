using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>The objects of a set to which others refer.</summary>
internal sealed record Referred(Imprint Imprint, IReadOnlyList<Guid> Ids)
{
    /// <summary>All that may have changed since; more than did, for they are known by groups.</summary>
    public List<Guid> ChangedSince(Imprint before) => [.. Ids.Where(id => Imprint.Differs(before, Imprint.GroupOf(id)))];
}

/// <summary>Sets to which others refer, each looked through once in a round.</summary>
internal sealed class ReferredSets(LongAnswers answers)
{
    private readonly Dictionary<string, Referred> _seen = new(StringComparer.Ordinal);

    public async Task<Referred> LookAsync(string set, CancellationToken ct)
    {
        if (!_seen.TryGetValue(set, out var seen))
        {
            var query = new SetQuery(set) { Select = $"{OwnNames.Ref},{OwnNames.Version}" };
            (seen, _) = await answers.ReadAsync(query, rows => ReadAsync(query, rows), ct);
            _seen.Add(set, seen);
        }

        return seen;
    }

    private static async Task<Referred> ReadAsync(SetQuery query, IAsyncEnumerable<ReadOnlyMemory<byte>> rows)
    {
        var (imprint, ids) = (new Imprint(), new List<Guid>());
        await foreach (var row in rows)
        {
            var id = LongAnswers.Id(query, row.Span, "Ref_Key"u8);
            imprint.Add(id, $"{id} {ObjectLook.Text(row.Span, "DataVersion"u8)}");
            ids.Add(id);
        }

        return new Referred(imprint, ids);
    }
}
