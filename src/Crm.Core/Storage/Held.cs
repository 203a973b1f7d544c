namespace Crm.Core.Storage;

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

    /// <summary>A person said that it may stay outside; nobody is asked again until the object says something else.</summary>
    Skipped,
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

    /// <summary>The mappings it was held back by; empty when the next run is to try it whatever they are.</summary>
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
