using System.IO.Hashing;
using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>What a sweep over the versions of a set found.</summary>
/// <param name="Total">How many objects 1C has.</param>
/// <param name="Changed">Keys of those whose version the hub has not taken.</param>
/// <param name="Mark">Equal for the same keys in the same versions.</param>
internal sealed record Swept(long Total, IReadOnlyList<Guid> Changed, string Mark)
{
    public bool IsAll => Changed.Count == Total;

    /// <summary>The same with objects that changed behind their references.</summary>
    public Swept With(SweptBehind behind) => behind.Objects.Count == 0 ? this : this with
    {
        Changed = [.. Changed.Union(behind.Objects)],
        Mark = Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes($"{Mark} {string.Join(' ', behind.Notes)}")))[..12],
    };
}

/// <summary>Looks through the keys and versions of all objects of a set, which costs 1C a walk over an index and us a hundred bytes an object.</summary>
internal sealed class Sweep(LongAnswers answers, IChannelMemory memory)
{
    private const int Batch = 4_000;

    /// <exception cref="ConnectorException">Unavailable, when what came is not all that 1C counts.</exception>
    public async Task<Swept> OverAsync(EntitySet set, string? filter, CancellationToken ct)
    {
        var query = new SetQuery(set.Name) { Select = $"{OwnNames.Ref},{OwnNames.Version}", Filter = filter };
        var (changes, total) = await answers.ReadAsync(query, rows => ReadAsync(query, rows, ct), ct);
        return new Swept(total, changes.Ids, changes.Mark);
    }

    private async Task<Changes> ReadAsync(SetQuery query, IAsyncEnumerable<ReadOnlyMemory<byte>> rows, CancellationToken ct)
    {
        var changed = new Changes();
        var keys = new Dictionary<string, string>(Batch, StringComparer.Ordinal);
        await foreach (var row in rows)
        {
            keys[LongAnswers.Id(query, row.Span, "Ref_Key"u8).ToString()] = ObjectLook.Text(row.Span, "DataVersion"u8) ?? "";
            if (keys.Count == Batch)
            {
                await CompareAsync(query.Path, keys, changed, ct);
            }
        }

        await CompareAsync(query.Path, keys, changed, ct);
        return changed;
    }

    private async Task CompareAsync(string set, Dictionary<string, string> keys, Changes changed, CancellationToken ct)
    {
        if (keys.Count == 0)
        {
            return;
        }

        var taken = await memory.VersionsAsync(set, keys.Keys, ct);
        foreach (var (id, version) in keys)
        {
            if (!taken.TryGetValue(id, out var known) || known != version)
            {
                changed.Add(id, version);
            }
        }

        keys.Clear();
    }

    private sealed class Changes
    {
        private readonly XxHash128 _mark = new();

        public List<Guid> Ids { get; } = [];

        public string Mark => Convert.ToHexStringLower(_mark.GetCurrentHash())[..12];

        public void Add(string id, string version)
        {
            Ids.Add(Guid.Parse(id));
            _mark.Append(Encoding.UTF8.GetBytes($"{id} {version}\n"));
        }
    }
}
