namespace Crm.Core.Mappings;

/// <summary>What happens when both sides changed one field since they last agreed.</summary>
public enum ConflictPolicy
{
    Ask,
    TheyWin,
    WeWin,

    /// <summary>
    /// The shorter of the two stays, of equally long ones that which sorts first: for a name that several objects share, such as
    /// that of a firm with branches. Whatever the order in which they come, the same one stays.
    /// </summary>
    Shorter,
}

/// <summary>Whose word on a field counts.</summary>
public enum Owner
{
    Theirs,
    Ours,
    Shared,
}

/// <summary>What happens when a match key finds a row that is already linked to another object of the same base.</summary>
public enum WhenTaken
{
    /// <summary>A person is asked.</summary>
    Ask,

    /// <summary>The object is another one and gets a row of its own.</summary>
    New,

    /// <summary>It is the same row: two objects over there are one here.</summary>
    Join,
}

/// <summary>What happens when the object that a link names is not known yet.</summary>
public enum WhenMissing
{
    /// <summary>The whole change waits for it.</summary>
    Park,

    /// <summary>The rest is applied, the link is filled when its object comes.</summary>
    Wait,
}

/// <summary>What happens to a value that cannot be converted.</summary>
internal enum WhenInvalid
{
    /// <summary>The object is rejected.</summary>
    Reject,

    /// <summary>The field is left out, with a notice.</summary>
    SkipField,

    /// <summary>The row of the table is left out, with a notice.</summary>
    SkipRow,

    /// <summary>The text is kept as it came, with a notice.</summary>
    Keep,
}
