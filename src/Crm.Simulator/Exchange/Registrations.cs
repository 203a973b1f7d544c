using Crm.Simulator.Metadata;
using Crm.Simulator.State;

namespace Crm.Simulator.Exchange;

/// <summary>
/// Which objects have changed since which node of exchange was told. A change that comes after the node was told, and before it
/// confirms, is told again: confirming takes away only what that message held. Guarded by the gate of the books.
/// </summary>
internal sealed class Registrations(Books books)
{
    private readonly Dictionary<string, Dictionary<(SetShape Set, string Key), long>> _nodes = new(StringComparer.Ordinal);
    private readonly List<SetShape> _plans = [.. books.Model.Sets.Where(plan => plan.Kind == SetKind.ExchangePlan && !plan.IsView)];

    /// <summary>An object changed: every node but our own will be told.</summary>
    public void Add(SetShape set, string key)
    {
        if (set.Kind is SetKind.ExchangePlan)
        {
            return;
        }

        foreach (var node in _plans.SelectMany(plan => books.Of(plan).All()).Where(node => !node.Is("ThisNode")))
        {
            Of(node.Key)[(set, key)] = 0;
        }
    }

    public void Add(string node, SetShape set, string key) => Of(node)[(set, key)] = 0;

    public int Count(string node) => _nodes.GetValueOrDefault(node)?.Count ?? 0;

    /// <summary>Everything that is registered, in this message whatever it was told in before.</summary>
    public IReadOnlyList<(SetShape Set, string Key)> Select(string node, long message)
    {
        var changes = Of(node);
        foreach (var change in changes.Keys.ToList())
        {
            changes[change] = message;
        }

        return [.. changes.Keys];
    }

    /// <summary>Forgets what was told up to this message and has not changed since.</summary>
    public void Confirm(string node, long message)
    {
        var changes = Of(node);
        foreach (var change in changes.Where(pair => pair.Value > 0 && pair.Value <= message).Select(pair => pair.Key).ToList())
        {
            changes.Remove(change);
        }
    }

    /// <summary>Everything that any node has not confirmed.</summary>
    public IEnumerable<(string Node, string Set, string Key)> All =>
        _nodes.SelectMany(node => node.Value.Keys.Select(change => (node.Key, change.Set.Name, change.Key)));

    private Dictionary<(SetShape Set, string Key), long> Of(string node) =>
        _nodes.TryGetValue(node, out var changes) ? changes : _nodes[node] = [];
}
