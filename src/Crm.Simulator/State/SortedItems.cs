namespace Crm.Simulator.State;

/// <summary>
/// The objects of a set in one order, kept over writes: what changed since is merged into what was sorted, so that a reader who pages
/// through a long list while others write does not wait for a sorting each time.
/// </summary>
internal sealed class SortedItems(IEnumerable<Item> items, IComparer<Item> comparer)
{
    private readonly HashSet<Item> _gone = [];
    private readonly HashSet<Item> _come = [];
    private Item[] _sorted = [.. items.Order(comparer)];

    public Item[] Items()
    {
        if (_gone.Count + _come.Count > 0)
        {
            _sorted = Merged();
            _gone.Clear();
            _come.Clear();
        }

        return _sorted;
    }

    public void Change(Item? before, Item? after)
    {
        if (before is not null && !_come.Remove(before))
        {
            _gone.Add(before);
        }

        if (after is not null)
        {
            _come.Add(after);
        }
    }

    private Item[] Merged()
    {
        var merged = new List<Item>(_sorted.Length + _come.Count);
        var come = new Queue<Item>(_come.Order(comparer));
        foreach (var item in _sorted.Where(item => !_gone.Contains(item)))
        {
            while (come.TryPeek(out var next) && comparer.Compare(next, item) < 0)
            {
                merged.Add(come.Dequeue());
            }

            merged.Add(item);
        }

        return [.. merged, .. come];
    }
}
