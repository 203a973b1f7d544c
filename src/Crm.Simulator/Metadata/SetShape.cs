namespace Crm.Simulator.Metadata;

internal enum SetKind
{
    Catalog,
    Document,
    ExchangePlan,
    InformationRegister,
    AccumulationRegister,
    AccountingRegister,
    Other,
}

/// <summary>A published set: what it holds, and whose rows it shows when it is only a view of another.</summary>
internal sealed class SetShape(string name, EdmType type)
{
    public string Name { get; } = name;

    public EdmType Type { get; } = type;

    public SetKind Kind { get; } = KindOf(name);

    /// <summary>The set whose tabular section or record set this one shows row by row.</summary>
    public SetShape? Owner { get; set; }

    /// <summary>The property of the owner that holds the rows.</summary>
    public EdmProperty? Rows { get; set; }

    public bool IsView => Owner is not null;

    /// <summary>The functions and actions bound to it, with the type of the rows they give.</summary>
    public Dictionary<string, EdmType?> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>A register whose records belong to documents, written as whole record sets.</summary>
    public EdmProperty? RecordSet { get; } = type.Find("RecordSet") is { Kind: EdmKind.Rows } rows ? rows : null;

    /// <summary>The name without the kind, as people know it.</summary>
    public string ShortName { get; } = name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..];

    /// <summary>How a value of several types names this one.</summary>
    public string TypeName { get; } = "StandardODATA." + name;

    private static SetKind KindOf(string name) =>
        Enum.TryParse<SetKind>(name.AsSpan(0, Math.Max(0, name.IndexOf('_', StringComparison.Ordinal))), out var kind) ? kind : SetKind.Other;
}
