namespace Crm.Simulator.Metadata;

/// <summary>What has been read of the metadata so far. Names are resolved at the end: 1C tells types before what they point to.</summary>
internal sealed class ModelDraft
{
    private const string Space = "StandardODATA.";

    private readonly Dictionary<string, TypeDraft> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _enums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _associations = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Type)> _sets = [];
    private readonly List<(string Name, string Binding, string Rows)> _functions = [];
    private TypeDraft _type = new("");
    private List<string> _members = [];
    private (string Name, string Rows) _function;
    private string _association = "";

    public void BeginType(string name) => _types[name] = _type = new TypeDraft(name);

    public void AddKey(string name) => _type.Keys.Add(name);

    public void AddProperty(string name, string type)
    {
        if (_type.Names.Add(name))
        {
            var (kind, rows) = KindOf(type);
            _type.Properties.Add(new EdmProperty(name, kind, rows, _type.Properties.Count));
        }
    }

    public void AddNavigation(string name, string relationship) => _type.Navigations[name] = Short(relationship);

    // An enumeration may be declared twice (AllowedLength): the last one stands.
    public void BeginEnum(string name) => _enums[name] = _members = [];

    public void AddMember(string name) => _members.Add(name);

    public void BeginAssociation(string name) => _association = name;

    public void EndAssociation(string type) => _associations[_association] = Short(type);

    public void AddSet(string name, string type) => _sets.Add((name, Short(type)));

    public void BeginFunction(string name, string rows) => _function = (name, Short(Inner(rows) ?? rows));

    public void BindFunction(string type) => _functions.Add((_function.Name, Short(type), _function.Rows));

    public EdmModel Build()
    {
        var types = _types.ToDictionary(pair => pair.Key, pair => Finished(pair.Value), StringComparer.Ordinal);
        foreach (var property in types.Values.SelectMany(type => type.Properties).Where(property => property.RowTypeName is not null))
        {
            property.RowType = types.GetValueOrDefault(property.RowTypeName!);
        }

        var sets = _sets.Where(set => types.ContainsKey(set.Type)).Select(set => new SetShape(set.Name, types[set.Type])).ToList();
        if (sets.Count == 0)
        {
            throw new SimulatorException(
                "В метаданных нет ни одного набора. Откройте состав интерфейса OData в 1С и сохраните $metadata заново.",
                "The metadata has no sets. Publish some in 1C and save $metadata again.");
        }

        Bind(sets, types);
        return new EdmModel(sets, _enums.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value, StringComparer.Ordinal));
    }

    private void Bind(List<SetShape> sets, Dictionary<string, EdmType> types)
    {
        var byType = sets.ToLookup(set => set.Type.Name, StringComparer.Ordinal);
        foreach (var (name, binding, rows) in _functions)
        {
            foreach (var set in byType[binding])
            {
                set.Functions[name] = types.GetValueOrDefault(rows);
            }
        }
    }

    private EdmType Finished(TypeDraft draft) => new(
        draft.Name,
        draft.Keys,
        draft.Properties,
        draft.Navigations.Where(pair => _associations.ContainsKey(pair.Value))
            .ToDictionary(pair => pair.Key, pair => _associations[pair.Value], StringComparer.Ordinal));

    private static (EdmKind Kind, string? Rows) KindOf(string type) => type switch
    {
        "Edm.Guid" => (EdmKind.Guid, null),
        "Edm.Boolean" => (EdmKind.Boolean, null),
        "Edm.DateTime" => (EdmKind.Date, null),
        "Edm.Int16" or "Edm.Int32" => (EdmKind.Int16, null),
        "Edm.Int64" => (EdmKind.Int64, null),
        "Edm.Double" or "Edm.Decimal" => (EdmKind.Double, null),
        "Edm.Binary" => (EdmKind.Binary, null),
        "Edm.Stream" => (EdmKind.Stream, null),
        _ => Inner(type) is { } rows ? (EdmKind.Rows, Short(rows)) : (EdmKind.Text, null),
    };

    private static string? Inner(string type) =>
        type.StartsWith("Collection(", StringComparison.Ordinal) && type.EndsWith(')') ? type["Collection(".Length..^1] : null;

    private static string Short(string name) => name.StartsWith(Space, StringComparison.Ordinal) ? name[Space.Length..] : name;

    private sealed class TypeDraft(string name)
    {
        public string Name { get; } = name;

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public List<string> Keys { get; } = [];

        public List<EdmProperty> Properties { get; } = [];

        public Dictionary<string, string> Navigations { get; } = new(StringComparer.Ordinal);
    }
}
