using Crm.Connect;

namespace Crm.Core.Duplicates.Joining;

/// <summary>What came of a person's word that two rows are one, or that they are two after all.</summary>
public abstract record MergeResult
{
    /// <param name="Number">Of the merge.</param>
    /// <param name="Kept">The row that stays, or stayed.</param>
    /// <param name="Gone">The row that is in the archive, or came back from it.</param>
    /// <param name="Links">How many objects over there belong to another row now.</param>
    /// <param name="Rewired">How many rows of each kind hold another row now.</param>
    /// <param name="Fields">Which fields of the row that stays changed.</param>
    /// <param name="Notes">What a person should look at.</param>
    public sealed record Done(
        long Number,
        Guid Kept,
        Guid Gone,
        int Links,
        IReadOnlyDictionary<string, int> Rewired,
        IReadOnlyList<string> Fields,
        IReadOnlyList<Words> Notes) : MergeResult;

    /// <summary>Nothing was changed.</summary>
    /// <param name="IsBusy">It may be tried again in a while.</param>
    public sealed record Refused(Words Why, bool IsBusy = false) : MergeResult;
}
