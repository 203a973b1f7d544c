using Crm.Connect;

namespace Crm.Connectors.OneC.OData.Metadata;

/// <summary>
/// The parts of a $metadata in the order of the text. What refers to what is known at the end only: types come before the
/// associations that say where their references lead.
/// </summary>
internal sealed class MetadataDraft
{
    private const int MostNames = 4_000_000;

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DraftType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _choices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Role, string Type)>> _associations = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Type)> _sets = [];
    private readonly List<DraftFunction> _functions = [];
    private DraftType _type = new();
    private List<string> _members = [];
    private List<(string Role, string Type)> _ends = [];
    private int _count;

    public void BeginType(string name) => _types[One(name)] = _type = new();

    public void AddKey(string name) => _type.Keys.Add(One(name));

    public void AddProperty(string name, string type, bool isNullable) => _type.Properties.Add((One(name), One(type), isNullable));

    public void AddNavigation(string name, string relationship, string role) => _type.Navigations[One(name)] = (One(relationship), One(role));

    // 1C was seen to declare AllowedLength twice.
    public void BeginChoice(string name) => _choices[One(name)] = _members = [];

    public void AddMember(string name) => _members.Add(One(name));

    public void BeginAssociation(string name) => _associations[One(name)] = _ends = [];

    public void AddEnd(string role, string type) => _ends.Add((One(role), One(type)));

    public void AddSet(string name, string type) => _sets.Add((One(name), One(type)));

    public void BeginFunction(string name, string result) => _functions.Add(new DraftFunction(One(name), One(result)));

    public void AddParameter(string name, string type)
    {
        if (_functions.Count > 0 && name == "bindingParameter")
        {
            _functions[^1].Bound = One(type);
        }
    }

    public BaseIndex ToIndex()
    {
        if (_sets.Count == 0 && _types.Count == 0)
        {
            throw new ConnectorException(Trouble.Malformed, new Words("$metadata: в нём нет ни одного типа", "$metadata: it has no type"));
        }

        return new MetadataJoin(_types, _choices, _associations).ToIndex(_sets, _functions);
    }

    // The same few thousand names come a hundred thousand times.
    private string One(string text)
    {
        if (++_count > MostNames)
        {
            throw new ConnectorException(Trouble.Malformed, new Words("$metadata: имён больше разумного", "$metadata: more names than is reasonable"));
        }

        if (!_names.TryGetValue(text, out var one))
        {
            _names.Add(text, one = text);
        }

        return one;
    }
}

/// <summary>A type as the text has it.</summary>
internal sealed class DraftType
{
    public List<string> Keys { get; } = [];

    public List<(string Name, string Type, bool IsNullable)> Properties { get; } = [];

    public Dictionary<string, (string Relationship, string Role)> Navigations { get; } = new(StringComparer.Ordinal);
}

/// <summary>A FunctionImport as the text has it.</summary>
internal sealed record DraftFunction(string Name, string Result)
{
    public string? Bound { get; set; }
}
