using Crm.Simulator.Metadata;

namespace Crm.Simulator.State;

/// <summary>Sets that are only views: the rows of tabular sections and the records of registers, one by one. Kept until a write of their owner.</summary>
internal sealed class RowViews(Books books)
{
    private readonly Dictionary<string, Item[]> _views = new(StringComparer.Ordinal);

    public Item[] Of(SetShape view)
    {
        if (!_views.TryGetValue(view.Name, out var rows))
        {
            _views[view.Name] = rows = [.. books.Of(view.Owner!).All().SelectMany(owner => RowsOf(view, owner))];
        }

        return rows;
    }

    public void Forget(SetShape owner)
    {
        foreach (var name in _views.Keys.Where(name => name.StartsWith(owner.Name, StringComparison.Ordinal)).ToList())
        {
            _views.Remove(name);
        }
    }

    private static IEnumerable<Item> RowsOf(SetShape view, Item owner)
    {
        var places = PlacesOf(view);
        foreach (var row in (object?[][])view.Rows!.Of(owner.Values))
        {
            var values = view.Type.Blank();
            foreach (var property in view.Type.Properties)
            {
                values[property.Index] = places[property.Index] is var at and >= 0 ? row[at] : owner[property.Name];
            }

            yield return new Item(view, Keys.Of(view.Type, values), values, owner.Version, owner.IsHidden);
        }
    }

    private static int[] PlacesOf(SetShape view) =>
        [.. view.Type.Properties.Select(property => view.Rows!.RowType?.Find(property.Name)?.Index ?? -1)];
}
