namespace Crm.Simulator.Habits;

/// <summary>What goes wrong with one request.</summary>
public enum FaultKind
{
    /// <summary>The connection breaks before anything is done.</summary>
    DropBefore,

    /// <summary>What was asked is done, then the connection breaks: the answer is lost.</summary>
    DropAfter,

    /// <summary>Answered with an error, nothing is done.</summary>
    FailBefore,

    /// <summary>What was asked is done and answered with an error all the same.</summary>
    FailAfter,

    /// <summary>The answer breaks off after so many bytes.</summary>
    Cut,

    /// <summary>The answer takes its time, by the clock of the options.</summary>
    Delay,

    /// <summary>A page of HTML with status 200; what was asked is done.</summary>
    Html,
}

/// <summary>A planned fault: which requests it counts, and which of them it strikes.</summary>
/// <param name="Method">Only requests of this method, or of any.</param>
/// <param name="Set">Only requests to this set (or to SelectChanges, $metadata …), or to any.</param>
/// <param name="Nth">It strikes first at the request of this number, counted from the moment of planning.</param>
/// <param name="Times">How many requests in a row it strikes.</param>
public sealed record Fault(FaultKind Kind, string? Method = null, string? Set = null, int Nth = 1, int Times = 1)
{
    /// <summary>Of the answer of FailBefore and FailAfter.</summary>
    public int Status { get; init; } = 500;

    public string Code { get; init; } = "-1";

    public string Message { get; init; } = "Сбой по плану.";

    /// <summary>How many bytes of the answer come before Cut.</summary>
    public long Bytes { get; init; } = 64;

    /// <summary>How long Delay waits.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(1);
}
