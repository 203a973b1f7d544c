namespace Crm.Simulator.Metadata;

/// <summary>What $metadata says, ready to be asked.</summary>
internal sealed class EdmModel
{
    private readonly Dictionary<string, SetShape> _sets;

    public EdmModel(IEnumerable<SetShape> sets, IReadOnlyDictionary<string, IReadOnlyList<string>> enums)
    {
        Sets = [.. sets];
        _sets = Sets.ToDictionary(set => set.Name, StringComparer.Ordinal);
        Enums = enums;
        foreach (var set in Sets)
        {
            FindOwner(set);
        }
    }

    public IReadOnlyList<SetShape> Sets { get; }

    /// <summary>Members of enumerations by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Enums { get; }

    public SetShape? Find(string name) => _sets.GetValueOrDefault(name);

    // Names may hold underscores of their own, so a section is not found by splitting: it is a set whose name extends another's.
    private void FindOwner(SetShape set)
    {
        for (var at = set.Name.LastIndexOf('_'); at > 0; at = set.Name.LastIndexOf('_', at - 1))
        {
            if (_sets.TryGetValue(set.Name[..at], out var owner) && RowsOf(owner, set.Name[(at + 1)..]) is { } rows)
            {
                (set.Owner, set.Rows) = (owner, rows);
                return;
            }
        }
    }

    private static EdmProperty? RowsOf(SetShape owner, string name) =>
        name == "RecordType" ? owner.RecordSet : owner.Type.Find(name) is { Kind: EdmKind.Rows } rows ? rows : null;
}
