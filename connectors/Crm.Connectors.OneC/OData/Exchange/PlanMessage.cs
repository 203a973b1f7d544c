using Crm.Connectors.OneC.OData.Reading;

namespace Crm.Connectors.OneC.OData.Exchange;

/// <summary>
/// One message of an exchange plan, fetched before anybody asks for it: whether it says anything is known by it alone. The objects that
/// it names are read by their keys, with the fields that are wanted, and so are the same whichever way they come.
/// </summary>
internal sealed class PlanMessage(ChangePlan plan, PlanNode node, Objects objects, IReadOnlyList<SetPlan> sets)
{
    private Stream? _fetched;

    /// <returns>Whether it tells any change, wanted or not: what nobody wants is to be confirmed, too.</returns>
    public async Task<bool> FetchAsync(CancellationToken ct)
    {
        var (stream, count) = await GatherAsync(ct);
        if (count == 0)
        {
            await stream.DisposeAsync();
            return false;
        }

        _fetched = stream;
        return true;
    }

    /// <summary>The message; opened once more, it is asked for anew and tells all that is not confirmed by then.</summary>
    public async ValueTask<Stream> OpenAsync(CancellationToken ct) => Interlocked.Exchange(ref _fetched, null) ?? (await GatherAsync(ct)).Stream;

    private async Task<(Stream Stream, long Count)> GatherAsync(CancellationToken ct)
    {
        long count = 0;
        var stream = await Spool.GatherAsync(
            async (raw, inner) =>
            {
                var changes = await ReadAsync(inner);
                count = changes.Count;
                foreach (var set in sets.Where(set => changes.Changed.ContainsKey(set.Set.Name)))
                {
                    await objects.ReadNamedAsync(set, changes.Changed[set.Set.Name], raw, inner);
                }

                foreach (var (set, id) in changes.Gone)
                {
                    raw.Deleted(set, id.ToString());
                }
            },
            ct);
        return (stream, count);
    }

    private async Task<PlanChanges> ReadAsync(CancellationToken ct)
    {
        await using var feed = Spool.Open();
        await plan.SelectAsync(node, feed, ct);
        return AtomChanges.Read(feed, sets.Select(set => set.Set.Name).ToHashSet(StringComparer.Ordinal), ct);
    }
}
