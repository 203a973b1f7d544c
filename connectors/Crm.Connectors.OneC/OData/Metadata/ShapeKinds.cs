using Crm.Connect;

namespace Crm.Connectors.OneC.OData.Metadata;

/// <summary>
/// Says a base in the words of the contract: each set a kind, each property a path, rows of sections below them. A reference
/// X_Key stands there twice: as the id, and under the name X as the object itself, for paths that go on into it.
/// </summary>
internal sealed class ShapeKinds
{
    private static readonly string[] Writable = ["Catalog_", "Document_", "ChartOfCharacteristicTypes_", "BusinessProcess_", "Task_"];

    private readonly BaseIndex _index;
    private readonly Speakers _speakers;
    private readonly ExternalField _typeName;

    private ShapeKinds(BaseIndex index)
    {
        _index = index;
        _speakers = new Speakers(index);
        _typeName = new ExternalField(ExternalType.Choice) { Words = [.. index.Sets.Where(set => set.HasRef).Select(set => set.Name), .. index.Choices.Keys] };
    }

    public static IReadOnlyList<ExternalKind> Of(BaseIndex index)
    {
        var shape = new ShapeKinds(index);
        return [.. index.Sets.Select(shape.Kind)];
    }

    private ExternalKind Kind(EntitySet set)
    {
        var types = new Dictionary<string, ExternalField>(StringComparer.Ordinal);
        Add(types, "", set.Properties.Where(property => property.Name != OwnNames.Version), set);
        foreach (var section in set.Properties.Where(property => property.Rows.Count > 0))
        {
            // Where references of a section lead is told only where it stands as a set of its own.
            var alone = _index.Find($"{set.Name}_{section.Name}");
            var rows = section.Rows.Where(row => row.Name is not (OwnNames.Ref or OwnNames.Line)).Select(row => row with { Target = row.Target ?? alone?.Find(row.Name)?.Target });
            Add(types, section.Name + "/", rows, null);
        }

        Add(types, "", _speakers.AlsoTold(set), null);
        return new ExternalKind(set.Name, [.. types.Keys], [])
        {
            Types = types,
            SpokenOfBy = _speakers.Of(set),
            Accepted = set.HasRef && Writable.Any(prefix => set.Name.StartsWith(prefix, StringComparison.Ordinal)),
        };
    }

    /// <param name="set">Whose own properties they are; null for rows.</param>
    private void Add(Dictionary<string, ExternalField> types, string under, IEnumerable<Property> properties, EntitySet? set)
    {
        var all = properties.ToList();
        var names = all.Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var property in all)
        {
            types.TryAdd(under + property.Name, Field(property, names, set));
            if (property is { IsReference: true, Target: { } target } && property.Name != OwnNames.Ref)
            {
                types.TryAdd(under + property.Bare, new ExternalField(ExternalType.Link) { Targets = [target], IsWhole = true, IsFoundByWord = true, IsReadOnly = true });
            }
        }
    }

    private ExternalField Field(Property property, HashSet<string> beside, EntitySet? set)
    {
        if (set is { HasRef: true } && property.Name == OwnNames.Ref)
        {
            return new ExternalField(ExternalType.Link) { Targets = [set.Name], IsReadOnly = true };
        }

        if (property.Name.EndsWith(Property.TypeSuffix, StringComparison.Ordinal) && beside.Contains(property.Name[..^Property.TypeSuffix.Length]))
        {
            return _typeName;
        }

        return new ExternalField(beside.Contains(property.Name + Property.TypeSuffix) ? ExternalType.Unknown : TypeOf(property))
        {
            Targets = property.Target is null ? [] : [property.Target],
            Words = property.Choice is { } choice && _index.Choices.TryGetValue(choice, out var words) ? words : [],
            IsRequired = !property.IsNullable && set?.Keys.Contains(property.Name) == false && property.Type != EdmType.Rows,
            IsReadOnly = property.Name is OwnNames.Predefined or OwnNames.PredefinedName || set?.Keys.Contains(property.Name) == true,
        };
    }

    private static ExternalType TypeOf(Property property) => property.Type switch
    {
        EdmType.Text => property.Choice is null ? ExternalType.Text : ExternalType.Choice,
        EdmType.Integer or EdmType.Long or EdmType.Number => ExternalType.Number,
        EdmType.Boolean => ExternalType.Boolean,
        EdmType.Moment => ExternalType.Moment,
        EdmType.Id => property.Target is null ? ExternalType.Id : ExternalType.Link,
        EdmType.Rows => ExternalType.Table,
        EdmType.Binary => ExternalType.Binary,
        _ => ExternalType.Unknown,
    };
}
