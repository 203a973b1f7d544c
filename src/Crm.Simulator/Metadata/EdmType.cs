namespace Crm.Simulator.Metadata;

/// <summary>The shape of an object, of a row of a tabular section or of a row of a virtual table.</summary>
internal sealed class EdmType
{
    private readonly Dictionary<string, EdmProperty> _byName;

    public EdmType(string name, IReadOnlyList<string> keys, IReadOnlyList<EdmProperty> properties, IReadOnlyDictionary<string, string> navigations)
    {
        (Name, Keys, Properties, Navigations) = (name, keys, properties, navigations);
        _byName = properties.ToDictionary(property => property.Name, StringComparer.Ordinal);
        foreach (var property in properties.Where(property => property.Kind == EdmKind.Text))
        {
            if (_byName.TryGetValue(property.Name + "_Type", out var type))
            {
                (property.TypeIndex, type.NamesType) = (type.Index, true);
            }
        }
    }

    public string Name { get; }

    /// <summary>Names of the properties that make the key.</summary>
    public IReadOnlyList<string> Keys { get; }

    public IReadOnlyList<EdmProperty> Properties { get; }

    /// <summary>Names of the sets that navigation leads to, by name of the navigation. Only published sets are among them.</summary>
    public IReadOnlyDictionary<string, string> Navigations { get; }

    public bool IsReference => Keys is ["Ref_Key"];

    public EdmProperty? Find(string name) => _byName.GetValueOrDefault(name);

    public object?[] Blank() => new object?[Properties.Count];
}
