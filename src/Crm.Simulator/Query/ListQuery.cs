using Crm.Simulator.Answers;
using Crm.Simulator.Habits;
using Crm.Simulator.Metadata;
using Crm.Simulator.State;

namespace Crm.Simulator.Query;

/// <summary>Finds the objects that a list asks for: by key where the condition names keys, in a window of dates where it names dates.</summary>
internal sealed class ListQuery(Books books, HabitSwitches habits)
{
    private const int Cap = 1000;

    /// <returns>The page, and how many there are without paging.</returns>
    public (IReadOnlyList<Item> Page, int Count) Run(SetShape set, QueryOptions options)
    {
        var (found, isSorted) = Find(set, options);
        if (options.OrderBy is { } order && !isSorted)
        {
            found = Sorted(found, Ordering.Read(order, books, set.Type));
        }

        return (Page(found, options), found.Count);
    }

    public int Count(SetShape set, QueryOptions options) => Find(set, options).Found.Count;

    private (IReadOnlyList<Item> Found, bool IsSorted) Find(SetShape set, QueryOptions options)
    {
        var node = options.Filter is { } text ? FilterParser.Parse(text) : null;
        var condition = node is null ? null : FilterCompiler.Compile(node, new Scope(books, set.Type), habits);
        var (candidates, isSorted) = Candidates(set, node, options.OrderBy is { } order ? Ordering.Read(order, books, set.Type) : null);
        return (Allowed(candidates, condition, options.AllowedOnly), isSorted);
    }

    private (ReadOnlyMemory<Item> Items, bool IsSorted) Candidates(SetShape set, Node? node, Ordering? ordering)
    {
        if (!set.IsView && set.Type.IsReference && FilterBounds.KeysOf(node) is { } keys)
        {
            return (ByKey(set, keys), false);
        }

        var date = ordering is null ? set.Type.Find("Date") ?? set.Type.Find("Period") : ordering.FirstDate;
        var isKept = !set.IsView && (ordering is null || ordering.IsOwn);
        if (isKept && date is { Kind: EdmKind.Date } && FilterBounds.WindowOf(node, date.Name) is var window && window != (DateTime.MinValue, DateTime.MaxValue))
        {
            ordering ??= Ordering.Read(date.Name, books, set.Type);
            return (Window(Ordered(set, ordering), date, window), true);
        }

        return isKept && ordering is not null ? (Ordered(set, ordering), true) : (books.All(set), false);
    }

    private Item[] ByKey(SetShape set, HashSet<Guid> keys)
    {
        lock (books.Gate)
        {
            var table = books.Of(set);
            return [.. keys.Select(key => table.Find(Keys.Of(key))).OfType<Item>()];
        }
    }

    private Item[] Ordered(SetShape set, Ordering ordering)
    {
        lock (books.Gate)
        {
            return books.Of(set).Ordered(ordering.Name, ordering);
        }
    }

    private static ReadOnlyMemory<Item> Window(Item[] items, EdmProperty date, (DateTime From, DateTime Till) window)
    {
        var from = Place(items, item => (DateTime)date.Of(item.Values) >= window.From);
        var till = Place(items, item => (DateTime)date.Of(item.Values) > window.Till);
        return items.AsMemory(from, Math.Max(0, till - from));
    }

    // The first that is, where all after it are too.
    private static int Place(Item[] items, Func<Item, bool> isThere)
    {
        var (low, high) = (0, items.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = isThere(items[middle]) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    // A row that rights hide fails the whole list, unless it was said that hidden ones may be left out: then nothing tells of them.
    private List<Item> Allowed(ReadOnlyMemory<Item> candidates, Func<object?[], bool>? condition, bool allowedOnly)
    {
        if (habits.Is(Habit.Rights401) && !allowedOnly)
        {
            throw ODataFault.Rights();
        }

        var found = new List<Item>(condition is null ? candidates.Length : 0);
        foreach (var item in candidates.Span)
        {
            if (condition is not null && !condition(item.Values))
            {
                continue;
            }

            if (!item.IsHidden)
            {
                found.Add(item);
            }
            else if (!allowedOnly)
            {
                throw ODataFault.Rights();
            }
        }

        return found;
    }

    private static List<Item> Sorted(IReadOnlyList<Item> found, Ordering ordering) => [.. found.Order(ordering)];

    private List<Item> Page(IReadOnlyList<Item> found, QueryOptions options)
    {
        var ignores = options.CountsAll && habits.Is(Habit.CountIgnoresPaging);
        var skip = ignores ? 0 : options.Skip ?? 0;
        var top = ignores ? int.MaxValue : options.Top ?? int.MaxValue;
        if (habits.Is(Habit.Caps1000))
        {
            top = Math.Min(top, Cap);
        }

        return skip == 0 && top >= found.Count && found is List<Item> all ? all : [.. found.Skip(skip).Take(top)];
    }
}
