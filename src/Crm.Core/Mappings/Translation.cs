using Crm.Connect;

namespace Crm.Core.Mappings;

/// <summary>One value that a mapping could not take, and why.</summary>
/// <param name="Field">The CRM field; inside a table Accounts[2].Bic, rows counted from 1.</param>
/// <param name="Value">What was found, cut to a readable length; null when nothing was there. May be personal: never logged.</param>
public sealed record Rejection(string Field, string? Value, Words Reason);

/// <summary>What one object over there says in words of the CRM.</summary>
/// <param name="Fields">
/// Values with types. A field that was not said is absent, a field said to be empty is null. A table is <see cref="Many"/>
/// of <see cref="Connect.Fields"/>, or null.
/// </param>
/// <param name="Rejections">Not empty: the object cannot be applied.</param>
/// <param name="Notices">What was left out or kept unchecked; the rest is applied.</param>
public sealed record Translation(Fields Fields, IReadOnlyList<Rejection> Rejections, IReadOnlyList<Rejection> Notices)
{
    /// <summary>
    /// Required fields that the object does not speak of. They do not matter for a row that exists already;
    /// a row must not be created without them.
    /// </summary>
    public IReadOnlyList<Rejection> Unsaid { get; init; } = [];

    /// <summary>Tables with a key of which every row was told: one that is missing was taken away over there.</summary>
    public IReadOnlyList<string> Whole { get; init; } = [];
}
