namespace Crm.Core.Storage;

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

    /// <summary>Asked to stop, at the end of a transaction; the next goes on.</summary>
    Interrupted,
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

/// <summary>Who works on a connection. Expires by itself; the number grows with every taking and fences off the dead.</summary>
public sealed class Lease
{
    public string Connection { get; set; } = "";

    public string Holder { get; set; } = "";

    public DateTime ExpiresAt { get; set; }

    public long Fence { get; set; }
}
