namespace Crm.Connectors.OneC.OData.Metadata;

/// <summary>
/// What a base publishes, as its $metadata tells: sets with their properties, enumerations, functions. Immutable, and a small
/// part of the text that it was read from.
/// </summary>
internal sealed class BaseIndex(
    string fingerprint, IReadOnlyList<EntitySet> sets, IReadOnlyDictionary<string, IReadOnlyList<string>> choices, IReadOnlySet<string> functions)
{
    private readonly Dictionary<string, EntitySet> _byName = sets.ToDictionary(set => set.Name, StringComparer.Ordinal);

    public static BaseIndex Nothing { get; } = new("", [], new Dictionary<string, IReadOnlyList<string>>(), new HashSet<string>());

    /// <summary>Of the list of sets: equal while 1C publishes the same. Empty when it was not asked.</summary>
    public string Fingerprint { get; } = fingerprint;

    public IReadOnlyList<EntitySet> Sets { get; } = sets;

    /// <summary>Enumerations and their members.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Choices { get; } = choices;

    /// <summary>Functions that hang on no set: SelectChanges, NotifyChangesReceived.</summary>
    public IReadOnlySet<string> Functions { get; } = functions;

    public EntitySet? Find(string set) => _byName.GetValueOrDefault(set);

    public BaseIndex With(string fingerprint) => new(fingerprint, Sets, Choices, Functions);
}
