using System.Globalization;
using System.Text;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// A field by whose values a set can be walked: each page begins where the one before it ended. References cannot be: 1C neither compares
/// them nor orders them by what they are.
/// </summary>
internal sealed record Keyset(string Field, EdmType Type)
{
    /// <summary>The code of a catalogue, or a part of a key that is a text or a number; null when there is none.</summary>
    public static Keyset? Of(EntitySet set)
    {
        var names = set.HasRef ? ["Code"] : set.Keys;
        return names.Select(set.Find).FirstOrDefault(property => property is not null && IsOrdered(set, property)) is { } found ? new Keyset(found.Name, found.Type) : null;
    }

    /// <summary>Where the next page begins: with the last value once more, for others may share it. Null when the row has none.</summary>
    public string? After(ReadOnlySpan<byte> row)
    {
        var name = Encoding.UTF8.GetBytes(Field);
        return Type == EdmType.Text
            ? ObjectLook.Text(row, name) is { } text ? $"{Field} ge {Literal.Text(text)}" : null
            : long.TryParse(ObjectLook.Value(row, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? string.Create(CultureInfo.InvariantCulture, $"{Field} ge {number}") : null;
    }

    private static bool IsOrdered(EntitySet set, Property property) =>
        property.Type is EdmType.Integer or EdmType.Long
        || (property.Type == EdmType.Text && !set.IsComposite(property) && !property.Name.EndsWith(Property.TypeSuffix, StringComparison.Ordinal));
}
