namespace Crm.Connectors.OneC.OData.Metadata;

/// <summary>Joins the parts of a $metadata: references to the sets they lead to, tabular sections to their rows, functions to their sets.</summary>
internal sealed class MetadataJoin(
    IReadOnlyDictionary<string, DraftType> types,
    IReadOnlyDictionary<string, List<string>> choices,
    IReadOnlyDictionary<string, List<(string Role, string Type)>> associations)
{
    private const string Collection = "Collection(";

    public BaseIndex ToIndex(IReadOnlyList<(string Name, string Type)> sets, IReadOnlyList<DraftFunction> functions)
    {
        var bound = functions.Where(function => function.Bound is not null).ToLookup(function => OwnNames.Local(function.Bound!), StringComparer.Ordinal);
        return new BaseIndex(
            "",
            [.. sets.DistinctBy(set => set.Name).Select(set => ToSet(set.Name, OwnNames.Local(set.Type), bound))],
            choices.ToDictionary(choice => choice.Key, choice => (IReadOnlyList<string>)choice.Value, StringComparer.Ordinal),
            functions.Where(function => function.Bound is null).Select(function => function.Name).ToHashSet(StringComparer.Ordinal));
    }

    private EntitySet ToSet(string name, string typeName, ILookup<string, DraftFunction> bound)
    {
        var type = types.GetValueOrDefault(typeName) ?? new DraftType();
        return new EntitySet(name, type.Keys, Properties(type, withRows: true), [.. bound[typeName].Select(ToFunction)]);
    }

    private BoundFunction ToFunction(DraftFunction function)
    {
        var result = Element(function.Result);
        return new BoundFunction(function.Name, result is not null && types.TryGetValue(result, out var rows) && rows.Keys.Count == 0 ? Properties(rows, withRows: false) : []);
    }

    private Property[] Properties(DraftType type, bool withRows) =>
        [.. type.Properties.DistinctBy(property => property.Name).Select(property => ToProperty(type, property, withRows))];

    private Property ToProperty(DraftType type, (string Name, string Type, bool IsNullable) property, bool withRows)
    {
        // A section is known by the type of its rows: names may have '_' anywhere.
        if (withRows && Element(property.Type) is { } row)
        {
            var rows = types.TryGetValue(row, out var rowType) ? Properties(rowType, withRows: false) : [];
            return new Property(property.Name, EdmType.Rows, property.IsNullable, null, rows, null);
        }

        var kind = TypeOf(property.Type);
        var bare = kind == EdmType.Id && property.Name.EndsWith(Property.KeySuffix, StringComparison.Ordinal) ? property.Name[..^Property.KeySuffix.Length] : null;
        return new Property(property.Name, kind, property.IsNullable, bare is null ? null : Target(type, bare), [], Choice(property, kind));
    }

    private string? Target(DraftType type, string navigation)
    {
        if (!type.Navigations.TryGetValue(navigation, out var way) || !associations.TryGetValue(OwnNames.Local(way.Relationship), out var ends))
        {
            return null;
        }

        var end = ends.Find(one => one.Role == way.Role).Type;
        return end is null ? null : OwnNames.Local(end);
    }

    // 1C does not say which enumeration a property is of; an equal name is the only tie that was never seen to lie.
    private string? Choice((string Name, string Type, bool IsNullable) property, EdmType kind)
    {
        var typed = OwnNames.Local(property.Type);
        return choices.ContainsKey(typed) ? typed : kind == EdmType.Text && choices.ContainsKey(property.Name) ? property.Name : null;
    }

    private EdmType TypeOf(string type) => type switch
    {
        "Edm.String" => EdmType.Text,
        "Edm.Int16" or "Edm.Int32" or "Edm.Byte" => EdmType.Integer,
        "Edm.Int64" => EdmType.Long,
        "Edm.Double" or "Edm.Decimal" or "Edm.Single" => EdmType.Number,
        "Edm.Boolean" => EdmType.Boolean,
        "Edm.DateTime" => EdmType.Moment,
        "Edm.Guid" => EdmType.Id,
        "Edm.Binary" or "Edm.Stream" => EdmType.Binary,
        _ when choices.ContainsKey(OwnNames.Local(type)) => EdmType.Text,
        _ => EdmType.Other,
    };

    private static string? Element(string type) =>
        type.StartsWith(Collection, StringComparison.Ordinal) && type.EndsWith(')') ? OwnNames.Local(type[Collection.Length..^1]) : null;
}
