namespace Crm.Core.Storage;

/// <summary>One line of history. Written once, never changed.</summary>
public sealed class JournalEntry
{
    public long Id { get; set; }

    public long RunId { get; set; }

    public DateTime At { get; set; }

    public string Kind { get; set; } = "";

    public Guid EntityId { get; set; }

    /// <summary>
    /// The person who decided it; null for what a run did by itself. What a person did at once has the run 0; what was decided
    /// about an object that could not be applied, the run that applied it.
    /// </summary>
    public string? Person { get; set; }

    /// <summary>
    /// The name of the decision: Create, Update, Archive, Restore, Link, Fill, Derive; of a person: Edit, Answer, Undo, Merge, Unmerge;
    /// Normalise: the form in which a value is read over there; Lost: a value of theirs that gave way to ours, as [ours, theirs]; Sent and Taken: the way out.
    /// </summary>
    public string Decision { get; set; } = "";

    /// <summary>Where it was said: null for what the hub derived.</summary>
    public long? DeliveryId { get; set; }

    public string? File { get; set; }

    public long Line { get; set; }

    public int? SourceId { get; set; }

    public string? ExternalId { get; set; }

    public string? Mapping { get; set; }

    /// <summary>
    /// JSON: field → [old, new]. A line of creation has none: the first value of a field is the old one of the first line
    /// that changes it, or, when none does, that of today.
    /// </summary>
    public string? Changes { get; set; }
}
