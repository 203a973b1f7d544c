using System.IO.Hashing;
using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>What a sweep over the versions of a set found.</summary>
/// <param name="Total">How many objects 1C has.</param>
/// <param name="Changed">Keys of those whose version the hub has not taken.</param>
/// <param name="Mark">Equal for the same keys in the same versions.</param>
internal sealed record Swept(long Total, IReadOnlyList<Guid> Changed, string Mark);

/// <summary>Looks through the keys and versions of all objects of a set, which costs 1C a walk over an index and us a hundred bytes an object.</summary>
internal sealed class Sweep(Pages pages, IChannelMemory memory)
{
    private const int Batch = 4_000;
    private const int Attempts = 3;

    /// <exception cref="ConnectorException">Unavailable, when what came is not all that 1C counts.</exception>
    public async Task<Swept> OverAsync(EntitySet set, string? filter, CancellationToken ct)
    {
        var query = new SetQuery(set.Name) { Select = $"{OwnNames.Ref},{OwnNames.Version}", Filter = filter };
        var before = await pages.CountAsync(query, ct);
        for (var attempt = 1; ; attempt++)
        {
            var swept = await OnceAsync(query, ct);
            var after = await pages.CountAsync(query, ct);
            if (swept.Total >= Math.Min(before, after))
            {
                return swept;
            }

            if (attempt == Attempts)
            {
                throw Incomplete.Of(set.Name, swept.Total, after);
            }

            before = after;
        }
    }

    private async Task<Swept> OnceAsync(SetQuery query, CancellationToken ct)
    {
        var changed = new Changes();
        var keys = new Dictionary<string, string>(Batch, StringComparer.Ordinal);
        long total = 0;
        await foreach (var row in pages.StreamAsync(query, ct))
        {
            total++;
            Note(keys, row.Span, query.Path);
            if (keys.Count == Batch)
            {
                await CompareAsync(query.Path, keys, changed, ct);
            }
        }

        await CompareAsync(query.Path, keys, changed, ct);
        return new Swept(total, changed.Ids, changed.Mark);
    }

    private static void Note(Dictionary<string, string> keys, ReadOnlySpan<byte> row, string set)
    {
        var key = ObjectLook.Text(row, "Ref_Key"u8);
        if (!Guid.TryParse(key, out var id))
        {
            throw Faults.Away(set, "в строке нет Ref_Key; ответу 1С нельзя верить", "a row has no Ref_Key; the answer of 1C cannot be trusted");
        }

        keys[id.ToString()] = ObjectLook.Text(row, "DataVersion"u8) ?? "";
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
