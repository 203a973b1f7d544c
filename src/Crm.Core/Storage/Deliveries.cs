namespace Crm.Core.Storage;

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
