namespace Crm.Connectors.OneC.OData.Metadata;

/// <summary>Which sets speak of objects of another: registers by a field that refers to them, subordinate catalogues by their owner.</summary>
internal sealed class Speakers
{
    private const string Records = "_RecordType";
    private const string Owner = "Owner";

    private readonly BaseIndex _index;
    private readonly ILookup<string, string> _ofOne;
    private readonly IReadOnlyList<string> _ofAny;

    public Speakers(BaseIndex index)
    {
        _index = index;
        var told = index.Sets.SelectMany(set => References(set).Select(property => (Speaker: Name(set), Set: set, Property: property))).ToList();
        _ofOne = told.Where(one => one.Property.Target is not null).Select(one => (one.Property.Target!, one.Speaker)).Distinct().ToLookup(one => one.Item1, one => one.Speaker);

        // 1C does not say of which types a composite field is: it may speak of any object.
        _ofAny = [.. told.Where(one => one.Property.Target is null && one.Set.IsComposite(one.Property)).Select(one => one.Speaker).Distinct()];
    }

    public IReadOnlyList<string> Of(EntitySet set) => !set.HasRef ? [] : _ofOne.Contains(set.Name) ? [.. _ofOne[set.Name].Union(_ofAny)] : _ofAny;

    /// <summary>What a register tells beside its own properties: those of its records, and of its tables.</summary>
    public IEnumerable<Property> AlsoTold(EntitySet set)
    {
        if (!IsRegister(set))
        {
            return [];
        }

        var records = _index.Find(set.Name + Records);
        return [.. records?.Properties ?? [], .. set.Functions.Concat(records?.Functions ?? []).SelectMany(function => function.Result)];
    }

    private static IEnumerable<Property> References(EntitySet set) => set switch
    {
        _ when IsRegister(set) => set.Properties,
        { HasRef: true } => set.Properties.Where(property => property.Name is Owner or Owner + Property.KeySuffix),
        _ => [],
    };

    private static bool IsRegister(EntitySet set) => set.Name.Contains("Register_", StringComparison.Ordinal);

    private static string Name(EntitySet set) =>
        IsRegister(set) && set.Name.EndsWith(Records, StringComparison.Ordinal) ? set.Name[..^Records.Length] : set.Name;
}
