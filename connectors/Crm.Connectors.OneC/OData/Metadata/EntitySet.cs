namespace Crm.Connectors.OneC.OData.Metadata;

/// <summary>A function or action that hangs on a set: Post, SliceLast, Balance.</summary>
/// <param name="Result">What a row of its result has; empty when it returns none or those of the set.</param>
internal sealed record BoundFunction(string Name, IReadOnlyList<Property> Result);

/// <summary>One published set, its key names in the order of 1C.</summary>
internal sealed class EntitySet(string name, IReadOnlyList<string> keys, IReadOnlyList<Property> properties, IReadOnlyList<BoundFunction> functions)
{
    // A base has thousands of sets, and a flow asks a few of them.
    private Dictionary<string, Property>? _byName;

    public string Name { get; } = name;

    public IReadOnlyList<string> Keys { get; } = keys;

    public IReadOnlyList<Property> Properties { get; } = properties;

    public IReadOnlyList<BoundFunction> Functions { get; } = functions;

    /// <summary>Its objects have an identity of their own: catalogues, documents, and whatever else is referred to.</summary>
    public bool HasRef => Keys is [OwnNames.Ref];

    public bool HasVersions => HasRef && Find(OwnNames.Version) is not null;

    public bool IsDocument => HasRef && Name.StartsWith("Document_", StringComparison.Ordinal);

    /// <summary>The date by which it is cut into windows; null when it has none.</summary>
    public string? DateField => DateNamed(IsDocument ? OwnNames.Date : OwnNames.Period);

    public Property? Find(string name) => (_byName ??= Properties.ToDictionary(property => property.Name, StringComparer.Ordinal)).GetValueOrDefault(name);

    public BoundFunction? Function(string name) => Functions.FirstOrDefault(function => function.Name == name);

    /// <summary>Whether the value of a property is a text beside which another says of what type it is.</summary>
    public bool IsComposite(Property property) => property.Type == EdmType.Text && Find(property.Name + Property.TypeSuffix) is { Type: EdmType.Text };

    private string? DateNamed(string name) => Find(name) is { Type: EdmType.Moment } ? name : null;
}
