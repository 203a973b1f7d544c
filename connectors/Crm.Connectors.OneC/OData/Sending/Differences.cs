using System.Globalization;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;

namespace Crm.Connectors.OneC.OData.Sending;

/// <summary>
/// What of that which was written is not there when the object is read again: 1C answers 200 to fields that it passes over and texts
/// that it cuts.
/// </summary>
internal static class Differences
{
    /// <summary>Paths of the fields that differ.</summary>
    public static IReadOnlyList<string> Between(EntitySet set, Fields said, Fields there) =>
        [.. said.Where(field => field.Key != OwnNames.Ref).SelectMany(field => Of(set.Find(field.Key), field, there))];

    private static IEnumerable<string> Of(Property? property, KeyValuePair<string, object?> field, Fields there)
    {
        if (property?.Type == EdmType.Rows)
        {
            return OfRows(property, field.Value as Many ?? Many.None, there[field.Key] as Many ?? Many.None);
        }

        return IsSame(property, field.Value, there[field.Key]) ? [] : [field.Key];
    }

    private static IEnumerable<string> OfRows(Property section, Many said, Many there) => said.Count != there.Count
        ? [section.Name]
        : said.Zip(there).SelectMany(pair => OfRow(section, pair.First as Fields, pair.Second as Fields)).Distinct();

    private static IEnumerable<string> OfRow(Property section, Fields? said, Fields? there) => (said ?? Fields.Empty)
        .Where(field => !IsSame(section.Rows.FirstOrDefault(row => row.Name == field.Key), field.Value, there?[field.Key]))
        .Select(field => $"{section.Name}/{field.Key}");

    private static bool IsSame(Property? property, object? said, object? there)
    {
        if (Equals(said, there))
        {
            return true;
        }

        var isNumber = property?.Type is EdmType.Number or EdmType.Integer or EdmType.Long;
        return isNumber && Number(said) is { } ours && Number(there) == ours;
    }

    private static decimal? Number(object? value) => value switch
    {
        null => 0,
        string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
