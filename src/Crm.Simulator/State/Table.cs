using Crm.Simulator.Metadata;

namespace Crm.Simulator.State;

/// <summary>
/// The objects of one set by key. Lists are taken as arrays that are kept until the next write, sorted ones too, so that the pages
/// of a long list cost no sorting each. Guarded by the gate of the books.
/// </summary>
internal sealed class Table(SetShape set)
{
    private const int MostOrders = 8;

    private readonly Dictionary<string, Item> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Item[]> _orders = new(StringComparer.Ordinal);
    private Item[]? _all;

    public SetShape Set { get; } = set;

    public int Count => _items.Count;

    public Item? Find(string key) => _items.GetValueOrDefault(key);

    public void Put(Item item)
    {
        _items[item.Key] = item;
        Forget();
    }

    public bool Remove(string key)
    {
        Forget();
        return _items.Remove(key);
    }

    /// <summary>All objects as they stand now.</summary>
    public Item[] All() => _all ??= [.. _items.Values];

    /// <summary>All objects in the order of that name; equal ones keep their places.</summary>
    public Item[] Ordered(string order, IComparer<Item> comparer)
    {
        if (!_orders.TryGetValue(order, out var sorted))
        {
            if (_orders.Count >= MostOrders)
            {
                _orders.Clear();
            }

            _orders[order] = sorted = [.. All().Order(comparer)];
        }

        return sorted;
    }

    private void Forget()
    {
        _all = null;
        _orders.Clear();
    }
}
