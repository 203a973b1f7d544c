namespace Crm.Core.Storage;

/// <summary>One kind of object of one connection that becomes one CRM kind; keeps links short.</summary>
public sealed class LinkSource
{
    public int Id { get; set; }

    public string Connection { get; set; } = "";

    public string ExternalKind { get; set; } = "";

    public string Kind { get; set; } = "";
}

/// <summary>ExternalRef ↔ CRM row, and what both sides last agreed on.</summary>
public sealed class Link
{
    public long Id { get; set; }

    public int SourceId { get; set; }

    public string ExternalId { get; set; } = "";

    public Guid EntityId { get; set; }

    /// <summary>JSON of <see cref="Crm.Core.Sync.Agreed"/>.</summary>
    public string Agreed { get; set; } = "";
}

/// <summary>
/// A piece whose every statement is what its links agree on; such a piece need not be decoded again.
/// A piece is known while as many rows as <see cref="Of"/> says are there: a link that changes takes its rows away.
/// </summary>
public sealed class Fingerprint
{
    /// <summary>Of the piece, its connection and the mappings it was translated by.</summary>
    public byte[] Hash { get; set; } = [];

    /// <summary>A link it speaks of; 0 when it speaks of none.</summary>
    public long LinkId { get; set; }

    public int Of { get; set; }
}

/// <summary>What became of a delivery.</summary>
public enum DeliveryState
{
    /// <summary>In the archive; not yet applied to its end.</summary>
    Received,

    /// <summary>Every change of it is accounted for.</summary>
    Applied,

    /// <summary>A brake stopped it before the first row.</summary>
    Stopped,

    /// <summary>Malformed: put aside whole, nothing applied.</summary>
    PutAside,
}

/// <summary>A delivery as the hub holds it.</summary>
public sealed class ReceivedDelivery
{
    public long Id { get; set; }

    public string Connection { get; set; } = "";

    public long Number { get; set; }

    public string Name { get; set; } = "";

    public DateTime FormedAt { get; set; }

    public DateTime ReceivedAt { get; set; }

    public long Length { get; set; }

    /// <summary>XxHash128 of the raw bytes, hexadecimal; the name of the file in the archive.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>Relative to the archive folder.</summary>
    public string ArchiveFile { get; set; } = "";

    public DeliveryState State { get; set; }

    public long RunId { get; set; }

    /// <summary>The mappings it was last applied with, hexadecimal.</summary>
    public string MappingHash { get; set; } = "";

    public long Pieces { get; set; }

    /// <summary>JSON of Words: why it was stopped or put aside.</summary>
    public string? Reason { get; set; }
}

/// <summary>How a run ended, or that it has not.</summary>
public enum RunOutcome
{
    Running,
    Done,
    DoneWithHeld,
    Stopped,
    Unavailable,
    Misconfigured,
    Failed,
}

/// <summary>One walk of a flow.</summary>
public sealed class SyncRun
{
    public long Id { get; set; }

    public string Flow { get; set; } = "";

    public string Connection { get; set; } = "";

    public RunOutcome Outcome { get; set; }

    public DateTime StartedAt { get; set; }

    public DateTime? EndedAt { get; set; }

    /// <summary>Hexadecimal; names rows of <see cref="MappingSnapshot"/>.</summary>
    public string MappingHash { get; set; } = "";

    /// <summary>JSON of <see cref="Crm.Core.Sync.RunNumbers"/>.</summary>
    public string Numbers { get; set; } = "{}";

    /// <summary>JSON of Words: why it ended otherwise than Done.</summary>
    public string? Reason { get; set; }
}

/// <summary>The text of a mapping file as a run used it, so that yesterday's value can be explained tomorrow.</summary>
public sealed class MappingSnapshot
{
    public string Hash { get; set; } = "";

    public string File { get; set; } = "";

    public string Text { get; set; } = "";
}

/// <summary>One line of history. Written once, never changed.</summary>
public sealed class JournalEntry
{
    public long Id { get; set; }

    public long RunId { get; set; }

    public DateTime At { get; set; }

    public string Kind { get; set; } = "";

    public Guid EntityId { get; set; }

    /// <summary>The name of the decision: Create, Update, Archive, Restore, Link, Fill, Derive.</summary>
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

/// <summary>Why a change is held back.</summary>
public enum HeldState
{
    /// <summary>The object cannot be translated; waits for another mapping or another statement.</summary>
    Rejected,

    /// <summary>It refers to an object that is not there yet; goes on by itself.</summary>
    Parked,

    /// <summary>A person must say which row it is.</summary>
    Asked,

    /// <summary>The object was applied, less one field that was wrong.</summary>
    FieldLeftOut,
}

/// <summary>A change that could not be applied, kept whole with its reason.</summary>
public sealed class HeldChange
{
    public long Id { get; set; }

    public int SourceId { get; set; }

    public string ExternalId { get; set; } = "";

    public HeldState State { get; set; }

    public string Field { get; set; } = "";

    public string? Value { get; set; }

    /// <summary>JSON of Words.</summary>
    public string Reason { get; set; } = "";

    /// <summary>JSON of their fields as they came.</summary>
    public string Fields { get; set; } = "";

    /// <summary>For mentions, the moment; null when the object spoke for itself.</summary>
    public DateTime? MentionedAt { get; set; }

    public string? MissingKind { get; set; }

    public string? MissingId { get; set; }

    public long DeliveryId { get; set; }

    public string File { get; set; } = "";

    public long Line { get; set; }

    public string MappingHash { get; set; } = "";

    public long FirstRunId { get; set; }

    public long LastRunId { get; set; }
}

/// <summary>A link of an applied row whose target is not there yet; filled when it arrives.</summary>
public sealed class Wait
{
    public long Id { get; set; }

    public string Kind { get; set; } = "";

    public Guid EntityId { get; set; }

    /// <summary>The field; within a table, "Lines/3/Item".</summary>
    public string Field { get; set; } = "";

    public string Connection { get; set; } = "";

    public string TargetKind { get; set; } = "";

    public string TargetId { get; set; } = "";
}

/// <summary>What only a person may decide.</summary>
public enum QuestionKind
{
    /// <summary>More than one row could be this object.</summary>
    Ambiguous,

    /// <summary>Both sides changed one field.</summary>
    Clash,

    /// <summary>The delivery looks like a disaster.</summary>
    Brake,
}

/// <summary>One open or answered question. The same question is never asked twice.</summary>
public sealed class Question
{
    public long Id { get; set; }

    public string Key { get; set; } = "";

    public QuestionKind Kind { get; set; }

    public bool IsOpen { get; set; }

    public DateTime AskedAt { get; set; }

    public long RunId { get; set; }

    /// <summary>JSON of Words.</summary>
    public string Text { get; set; } = "";

    /// <summary>JSON: candidates, or the three values of a clash.</summary>
    public string Detail { get; set; } = "";
}

/// <summary>Who works on a connection. Expires by itself; the number grows with every taking and fences off the dead.</summary>
public sealed class Lease
{
    public string Connection { get; set; } = "";

    public string Holder { get; set; } = "";

    public DateTime ExpiresAt { get; set; }

    public long Fence { get; set; }
}
