using Crm.Connect;

namespace Crm.Connectors.OneC.OData.Metadata;

/// <summary>Says a base in the words of the contract: each set a kind, each property a path, rows of sections below them.</summary>
internal static class ShapeKinds
{
    private static readonly string[] Writable = ["Catalog_", "Document_", "ChartOfCharacteristicTypes_", "BusinessProcess_", "Task_"];

    private static readonly ExternalField Noise = new(ExternalType.Text) { IsReadOnly = true };

    public static IReadOnlyList<ExternalKind> Of(BaseIndex index)
    {
        // Any object may be spoken of by a register whose field takes references to several sets.
        var open = index.Sets.Where(set => IsRegister(set) && set.Properties.Any(set.IsComposite)).Select(set => Register(set.Name)).Distinct().ToList();
        var speaking = Speaking(index);
        return [.. index.Sets.Select(set => Kind(index, set, open, speaking[set.Name]))];
    }

    private static ExternalKind Kind(BaseIndex index, EntitySet set, List<string> open, IEnumerable<(string Register, Property Property)> speaking)
    {
        var types = new Dictionary<string, ExternalField>(StringComparer.Ordinal);
        foreach (var property in set.Properties.Where(property => property.Name != OwnNames.Version))
        {
            types.TryAdd(property.Name, Field(index, property, set.IsComposite(property), set.Keys.Contains(property.Name)));
            foreach (var row in property.Rows.Where(row => row.Name is not (OwnNames.Ref or OwnNames.Line)))
            {
                var isComposite = property.Rows.Any(other => other.Name == row.Name + Property.TypeSuffix);
                types.TryAdd($"{property.Name}/{row.Name}", Field(index, row, isComposite, isKey: false));
            }
        }

        foreach (var (register, property) in speaking)
        {
            types.TryAdd(register, new ExternalField(ExternalType.Table) { IsReadOnly = true });
            types.TryAdd($"{register}/{property.Name}", Field(index, property, isComposite: false, isKey: true));
        }

        return new ExternalKind(set.Name, [.. types.Keys], set.HasRef ? open : [])
        {
            Types = types,
            Accepted = set.HasRef && Writable.Any(prefix => set.Name.StartsWith(prefix, StringComparison.Ordinal)),
        };
    }

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

    // What registers say of a set to which a field of theirs leads and no other: their own fields, and those of their tables.
    private static ILookup<string, (string Register, Property Property)> Speaking(BaseIndex index) => index.Sets
        .Where(IsRegister)
        .SelectMany(set => set.Properties.Where(property => property.Target is not null).Select(property => property.Target!).Distinct()
            .SelectMany(target => set.Properties.Concat(set.Functions.SelectMany(function => function.Result)).Select(property => (Target: target, Told: (Register(set.Name), property)))))
        .ToLookup(one => one.Target, one => one.Told, StringComparer.Ordinal);

    private static bool IsRegister(EntitySet set) => set.Name.Contains("Register_", StringComparison.Ordinal);

    private static string Register(string set) => set.EndsWith("_RecordType", StringComparison.Ordinal) ? set[..^"_RecordType".Length] : set;
}
