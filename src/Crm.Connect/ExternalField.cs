namespace Crm.Connect;

/// <summary>What a field over there holds, as far as mappings are checked against it.</summary>
public enum ExternalType
{
    /// <summary>Nothing is known of it: no mapping of it is called wrong.</summary>
    Unknown,

    Text,
    Number,
    Boolean,

    /// <summary>A day, or a day with a time.</summary>
    Moment,

    /// <summary>A bare GUID that refers to nothing.</summary>
    Id,

    /// <summary>The id of another object: <see cref="ExternalField.Targets"/>.</summary>
    Link,

    /// <summary>One of a list of words: <see cref="ExternalField.Words"/>.</summary>
    Choice,

    /// <summary>Rows.</summary>
    Table,

    /// <summary>Bytes, which no mapping takes.</summary>
    Binary,
}

/// <summary>One field of a kind over there.</summary>
public sealed record ExternalField(ExternalType Type)
{
    public static ExternalField Unknown { get; } = new(ExternalType.Unknown);

    /// <summary>The kinds of object that it may refer to, as in <see cref="ExternalKind.Name"/>; empty when that is not known.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>
    /// It comes as the object it refers to, with the fields of that: a path may go on into it. The channel brings along what paths
    /// ask for.
    /// </summary>
    public bool IsWhole { get; init; }

    /// <summary>
    /// It may be sent as a word of the object that it refers to, under the path of that word: the channel finds the object that has
    /// it, and refuses what names none or several.
    /// </summary>
    public bool IsFoundByWord { get; init; }

    /// <summary>The words that it may hold; empty when that is not known.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Letters it holds at most; 0 when that is not known.</summary>
    public int Length { get; init; }

    /// <summary>A new object is not taken without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The other side sets it itself; it cannot be sent.</summary>
    public bool IsReadOnly { get; init; }
}
