using Crm.Connect;

namespace Crm.Core.Duplicates.Finding;

/// <summary>How sure it is that two rows are one, without a person having looked.</summary>
public enum Grade
{
    /// <summary>Something speaks for it that rarely deceives.</summary>
    Possible,

    /// <summary>Hardly anything else explains it.</summary>
    Likely,

    /// <summary>A number of the state, or several signs at once.</summary>
    Certain,

    /// <summary>Not the same: another branch of one legal entity. Told only when it is asked for.</summary>
    Branch,
}

/// <summary>Why two rows look like one.</summary>
public sealed record Likeness(Grade Grade, IReadOnlyList<Words> Reasons)
{
    internal static Likeness Of(Grade grade, params IEnumerable<Words?> reasons) => new(grade, [.. reasons.OfType<Words>()]);

    internal static Grade Lower(Grade grade) => grade == Grade.Certain ? Grade.Likely : Grade.Possible;
}

/// <summary>Two rows that look like one.</summary>
/// <param name="One">The fuller of the two, else the older: the one to keep.</param>
public sealed record Candidate(Guid One, Guid Other, Likeness Likeness);
