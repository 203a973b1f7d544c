using Crm.Connect;

namespace Crm.Connectors.OneC.OData.Metadata;

/// <summary>Says a base in the words of the contract: each set a kind, each property a path, rows of sections below them.</summary>
internal static class ShapeKinds
{
    private static readonly string[] Writable = ["Catalog_", "Document_", "ChartOfCharacteristicTypes_", "BusinessProcess_", "Task_"];

    private const string Records = "_RecordType";

    private static readonly ExternalField Noise = new(ExternalType.Text) { IsReadOnly = true };

    public static IReadOnlyList<ExternalKind> Of(BaseIndex index)
    {
        var registers = index.Sets.Where(set => IsRegister(set) && !IsRecords(set)).Select(set => (set.Name, Properties: Told(index, set))).ToList();

        // Any object may be spoken of by a register whose field takes references to several sets.
        var ofAll = registers.Where(register => register.Properties.Any(property => IsComposite(register.Properties, property))).Select(register => register.Name).ToList();
        var ofOne = registers
            .SelectMany(register => register.Properties.Where(property => property.Target is not null).Select(property => (Target: property.Target!, register.Name)))
            .Distinct()
            .ToLookup(one => one.Target, one => one.Name, StringComparer.Ordinal);
        return [.. index.Sets.Select(set => Kind(index, set) with { SpokenOfBy = set.HasRef ? [.. ofAll.Union(ofOne[set.Name])] : [] })];
    }

    private static ExternalKind Kind(BaseIndex index, EntitySet set)
    {
        var types = new Dictionary<string, ExternalField>(StringComparer.Ordinal);
        var properties = Told(index, set);
        foreach (var property in properties.Where(property => property.Name != OwnNames.Version))
        {
            types.TryAdd(property.Name, Field(index, property, IsComposite(properties, property), set.Keys.Contains(property.Name)));
            foreach (var row in property.Rows.Where(row => row.Name is not (OwnNames.Ref or OwnNames.Line)))
            {
                types.TryAdd($"{property.Name}/{row.Name}", Field(index, row, IsComposite(property.Rows, row), isKey: false));
            }
        }

        return new ExternalKind(set.Name, [.. types.Keys], [])
        {
            Types = types,
            Accepted = set.HasRef && Writable.Any(prefix => set.Name.StartsWith(prefix, StringComparison.Ordinal)),
        };
    }

    // A register is known by one name, whichever of its records and tables a value comes from.
    private static IReadOnlyList<Property> Told(BaseIndex index, EntitySet set)
    {
        var records = IsRegister(set) ? index.Find(set.Name + Records)?.Properties ?? [] : [];
        return [.. set.Properties, .. records, .. set.Functions.SelectMany(function => function.Result)];
    }

    private static bool IsComposite(IReadOnlyList<Property> among, Property property) =>
        property.Type == EdmType.Text && among.Any(other => other.Name.Length == property.Name.Length + Property.TypeSuffix.Length
            && other.Name.StartsWith(property.Name, StringComparison.Ordinal) && other.Name.EndsWith(Property.TypeSuffix, StringComparison.Ordinal));

    private static ExternalField Field(BaseIndex index, Property property, bool isComposite, bool isKey)
    {
        if (property.Name is OwnNames.Predefined or OwnNames.PredefinedName)
        {
            return Noise;
        }

        return new ExternalField(isComposite ? ExternalType.Unknown : TypeOf(property))
        {
            Targets = property.Target is null ? [] : [property.Target],
            Words = property.Choice is { } choice && index.Choices.TryGetValue(choice, out var words) ? words : [],
            IsRequired = !property.IsNullable && !isKey && property.Type != EdmType.Rows,
            IsReadOnly = isKey,
        };
    }

    private static ExternalType TypeOf(Property property) => property.Type switch
    {
        EdmType.Text => property.Choice is null ? ExternalType.Text : ExternalType.Choice,
        EdmType.Integer or EdmType.Long or EdmType.Number => ExternalType.Number,
        EdmType.Boolean => ExternalType.Boolean,
        EdmType.Moment => ExternalType.Moment,
        EdmType.Id => property.IsReference ? ExternalType.Link : ExternalType.Id,
        EdmType.Rows => ExternalType.Table,
        EdmType.Binary => ExternalType.Binary,
        _ => ExternalType.Unknown,
    };

    private static bool IsRegister(EntitySet set) => set.Name.Contains("Register_", StringComparison.Ordinal);

    private static bool IsRecords(EntitySet set) => set.Name.EndsWith(Records, StringComparison.Ordinal);
}
