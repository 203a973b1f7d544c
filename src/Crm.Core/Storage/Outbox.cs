namespace Crm.Core.Storage;

/// <summary>Where the news of a row is on its way to a base.</summary>
public enum OutboxState
{
    /// <summary>To be put in the next parcel.</summary>
    Waiting,

    /// <summary>In a parcel; the other side has not said yet that it has taken it.</summary>
    Sent,

    /// <summary>The other side refused it, or it cannot be said in its words; waits for another state of the row or another mapping.</summary>
    Refused,
}

/// <summary>
/// "This row changed and that base must hear of it", written in the transaction of the change. One line per base and row: what
/// is said is the row as it is when the parcel is made.
/// </summary>
public sealed class OutboxItem
{
    public long Id { get; set; }

    public string Connection { get; set; } = "";

    public string Kind { get; set; } = "";

    public Guid EntityId { get; set; }

    public OutboxState State { get; set; }

    public DateTime QueuedAt { get; set; }

    /// <summary>The parcel it went with last.</summary>
    public long? ParcelId { get; set; }

    /// <summary>How many parcels it went with since the row last changed.</summary>
    public int Attempts { get; set; }

    /// <summary>JSON of Words: why it was refused, or why it still waits.</summary>
    public string? Reason { get; set; }
}

/// <summary>What became of a parcel.</summary>
public enum ParcelState
{
    /// <summary>Kept; whether the other side has it is not known.</summary>
    Formed,

    /// <summary>The channel answered for every object.</summary>
    Sent,
}

/// <summary>A parcel as it was composed; sent again after a crash it must be the same.</summary>
public sealed class KeptParcel
{
    public long Id { get; set; }

    public string Connection { get; set; } = "";

    public long Number { get; set; }

    public string Name { get; set; } = "";

    public DateTime FormedAt { get; set; }

    public ParcelState State { get; set; }

    public long RunId { get; set; }

    /// <summary>JSON of its objects, and of what each says in CRM words: that is agreed on when they have taken it.</summary>
    public string Body { get; set; } = "";
}
