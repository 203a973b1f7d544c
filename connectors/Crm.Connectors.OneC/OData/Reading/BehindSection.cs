using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Query;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// What lies behind a reference of a tabular section, such as Товары/СтавкаНДС/Description. 1C expands references of the object itself and
/// not those of its sections, so these are asked for by their keys.
/// </summary>
/// <param name="Key">The property of a row that refers to the object, Bare the name under which the object is laid into the row.</param>
internal sealed record BehindSection(string Section, string Key, string Bare, SetQuery Query)
{
    private const int Parts = 3;

    /// <summary>One for each reference through which a path of the mappings leads.</summary>
    public static IReadOnlyList<BehindSection> Of(BaseIndex index, EntitySet set, IEnumerable<string> paths) =>
    [
        .. paths.Distinct().Select(path => Find(index, set, path)).OfType<(string Section, Property Row, Property Field)>()
            .GroupBy(found => (found.Section, found.Row))
            .Select(group => new BehindSection(group.Key.Section, group.Key.Row.Name, group.Key.Row.Bare, Asked(index.Find(group.Key.Row.Target!)!, group.Select(found => found.Field)))),
    ];

    /// <summary>Whether the path leads through a reference of a section to something that is there.</summary>
    public static bool Leads(BaseIndex index, EntitySet set, string path) => Find(index, set, path) is not null;

    private static (string Section, Property Row, Property Field)? Find(BaseIndex index, EntitySet set, string path)
    {
        if (path.Split('/') is not { Length: Parts } parts || set.Find(parts[0]) is not { Type: EdmType.Rows } section)
        {
            return null;
        }

        var row = section.Rows.FirstOrDefault(one => one.IsReference && one.Bare == parts[1]);
        var target = row is null ? null : row.Target ?? index.Find($"{set.Name}_{section.Name}")?.Find(row.Name)?.Target;
        return target is not null && index.Find(target)?.Find(parts[2]) is { } field ? (section.Name, row! with { Target = target }, field) : null;
    }

    private static SetQuery Asked(EntitySet target, IEnumerable<Property> fields)
    {
        var names = fields.SelectMany(field => target.IsComposite(field) ? [field.Name, field.Name + Property.TypeSuffix] : new[] { field.Name });
        return new SetQuery(target.Name) { Select = string.Join(',', names.Prepend(OwnNames.Ref).Distinct()) };
    }
}
