using Crm.Simulator.Metadata;

namespace Crm.Simulator.State;

/// <summary>
/// The objects of one set by key. Lists are taken as arrays that nobody changes, so that an answer is written while others write.
/// Guarded by the gate of the books.
/// </summary>
internal sealed class Table(SetShape set)
{
    private const int MostOrders = 8;

    private readonly Dictionary<string, Item> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedItems> _orders = new(StringComparer.Ordinal);
    private Item[]? _all;

    public SetShape Set { get; } = set;

    public int Count => _items.Count;

    public Item? Find(string key) => _items.GetValueOrDefault(key);

    public void Put(Item item)
    {
        Note(Find(item.Key), item);
        _items[item.Key] = item;
    }

    public bool Remove(string key)
    {
        if (!_items.Remove(key, out var item))
        {
            return false;
        }

        Note(item, null);
        return true;
    }

    /// <summary>All objects as they stand now.</summary>
    public Item[] All() => _all ??= [.. _items.Values];

    /// <summary>All objects in the order of that name, which may depend on nothing but themselves.</summary>
    public Item[] Ordered(string order, IComparer<Item> comparer)
    {
        if (!_orders.TryGetValue(order, out var sorted))
        {
            if (_orders.Count >= MostOrders)
            {
                _orders.Clear();
            }

            _orders[order] = sorted = new SortedItems(All(), comparer);
        }

        return sorted.Items();
    }

    private void Note(Item? before, Item? after)
    {
        _all = null;
        foreach (var order in _orders.Values)
        {
            order.Change(before, after);
        }
    }
}
