using System.Globalization;
using Crm.Simulator.Metadata;
using Crm.Simulator.State;

namespace Crm.Simulator.Query;

/// <summary>How an object is shown to people: a catalogue's name, a document's kind, number and date.</summary>
internal static class Presentation
{
    public static string Of(Item item) => item.Set.Kind == SetKind.Document
        ? string.Create(CultureInfo.InvariantCulture, $"{item.Set.ShortName} {item.Text("Number").TrimEnd()} от {item["Date"]:dd.MM.yyyy H:mm:ss}")
        : item.Text("Description") is { Length: > 0 } name ? name : item.Text("Code").TrimEnd();

    /// <summary>Of what a property points to; empty when it points nowhere.</summary>
    public static string Of(Books books, EdmType type, EdmProperty property, object?[] values) =>
        Target(books, type, property, values) is { } item ? Of(item) : "";

    /// <summary>The object that a property points to, by its navigation or by the type that stands beside it.</summary>
    public static Item? Target(Books books, EdmType type, EdmProperty property, object?[] values) => property.Of(values) switch
    {
        Guid key when key != Guid.Empty && SetOf(books, type, property, values) is { } set => books.Find(set, Keys.Of(key)),
        string text when property.IsComposite && Guid.TryParse(text, out var key) && SetOf(books, type, property, values) is { } set =>
            books.Find(set, Keys.Of(key)),
        _ => null,
    };

    private static SetShape? SetOf(Books books, EdmType type, EdmProperty property, object?[] values)
    {
        var name = property.IsComposite
            ? (values[property.TypeIndex] as string)?.Replace("StandardODATA.", "", StringComparison.Ordinal)
            : property.Name.EndsWith("_Key", StringComparison.Ordinal) ? type.Navigations.GetValueOrDefault(property.Name[..^4]) : null;
        return name is not null && books.Model.Find(name) is { IsView: false } set ? set : null;
    }
}
