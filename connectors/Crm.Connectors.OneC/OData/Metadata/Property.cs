namespace Crm.Connectors.OneC.OData.Metadata;

/// <summary>The EDM types that 1C writes. Numbers are written into the cache of an index: never renumbered.</summary>
internal enum EdmType : byte
{
    Other = 0,
    Text = 1,
    Integer = 2,

    /// <summary>Wider than JSON's safe numbers: written as a text.</summary>
    Long = 3,
    Number = 4,
    Boolean = 5,
    Moment = 6,
    Id = 7,

    /// <summary>Bytes of a value storage.</summary>
    Binary = 8,

    /// <summary>A tabular section.</summary>
    Rows = 9,
}

/// <summary>One property of a set or of the rows of a tabular section.</summary>
/// <param name="Target">The set that a reference refers to; null when it is none, or when 1C does not publish that set.</param>
/// <param name="Rows">What a row of the tabular section has; empty otherwise.</param>
/// <param name="Choice">The enumeration whose member it names; null when none is known.</param>
internal sealed record Property(string Name, EdmType Type, bool IsNullable, string? Target, IReadOnlyList<Property> Rows, string? Choice)
{
    public const string KeySuffix = "_Key";
    public const string TypeSuffix = "_Type";

    /// <summary>Its name without _Key, as 1C's own people know it.</summary>
    public string Bare => IsReference ? Name[..^KeySuffix.Length] : Name;

    public bool IsReference => Type == EdmType.Id && Name.EndsWith(KeySuffix, StringComparison.Ordinal);
}
