using Crm.Simulator.Metadata;
using Crm.Simulator.State;

namespace Crm.Simulator.Writing;

/// <summary>
/// Writes objects by names, of which only those that the metadata has are written: so one text fits several configurations. A link
/// is written as the property is, of one type or of several.
/// </summary>
internal sealed class Author(Books books, Completion completion)
{
    public bool Has(string set) => books.Find(set) is not null;

    public Item Put(string set, params IReadOnlyList<(string Name, object? Value)> fields)
    {
        lock (books.Gate)
        {
            var shape = books.Model.Find(set)!;
            var values = Values(shape.Type, fields);
            completion.Fill(shape, values);
            return books.Put(shape, values);
        }
    }

    /// <summary>The object with these fields changed.</summary>
    public Item Change(Item item, params IReadOnlyList<(string Name, object? Value)> fields)
    {
        lock (books.Gate)
        {
            var values = (object?[])item.Values.Clone();
            Lay(item.Set.Type, values, fields);
            return books.Put(item.Set, values, item.IsHidden);
        }
    }

    public static object?[] Values(EdmType type, IReadOnlyList<(string Name, object? Value)> fields)
    {
        var values = type.Blank();
        Lay(type, values, fields);
        return values;
    }

    private static void Lay(EdmType type, object?[] values, IReadOnlyList<(string Name, object? Value)> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (value is Link link)
            {
                LayLink(type, values, name, link);
            }
            else if (type.Find(name) is { } property)
            {
                values[property.Index] = value is IReadOnlyList<IReadOnlyList<(string, object?)>> rows ? Rows(property.RowType!, rows) : value;
            }
        }
    }

    private static void LayLink(EdmType type, object?[] values, string name, Link link)
    {
        if (type.Find(name + "_Key") is { } single)
        {
            values[single.Index] = link.Key;
        }
        else if (type.Find(name) is { IsComposite: true } several)
        {
            values[several.Index] = Keys.Of(link.Key);
            values[several.TypeIndex] = "StandardODATA." + link.Set;
        }
    }

    private static object?[][] Rows(EdmType type, IReadOnlyList<IReadOnlyList<(string, object?)>> rows) =>
        [.. rows.Select((row, at) => Values(type, [.. row, ("LineNumber", (long)at + 1)]))];
}
