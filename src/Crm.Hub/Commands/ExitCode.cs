using Crm.Core.Storage;

namespace Crm.Hub.Commands;

/// <summary>What the program says to whoever started it. The numbers are never changed.</summary>
public enum ExitCode
{
    Done = 0,

    /// <summary>Done; records were rejected, parked, asked about or applied without a field, or files were refused or put aside.</summary>
    DoneWithHeld = 1,

    /// <summary>Wrong usage, settings or mapping.</summary>
    Misconfigured = 2,

    /// <summary>The other side, or the database, is away or busy.</summary>
    Unavailable = 3,

    /// <summary>A brake stopped it; a person must look.</summary>
    Stopped = 4,

    /// <summary>A bug, or something nobody foresaw; the log has the full trace.</summary>
    Failed = 5,
}

internal static class ExitCodes
{
    private static readonly ExitCode[] MildestFirst =
        [ExitCode.Done, ExitCode.DoneWithHeld, ExitCode.Unavailable, ExitCode.Stopped, ExitCode.Misconfigured, ExitCode.Failed];

    public static ExitCode Of(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Done => ExitCode.Done,
        RunOutcome.DoneWithHeld => ExitCode.DoneWithHeld,
        RunOutcome.Stopped => ExitCode.Stopped,
        RunOutcome.Unavailable => ExitCode.Unavailable,
        RunOutcome.Misconfigured => ExitCode.Misconfigured,
        _ => ExitCode.Failed,
    };

    /// <summary>Of several, the gravest: 5, 2, 4, 3, 1, 0 in this order.</summary>
    public static ExitCode Gravest(IEnumerable<ExitCode> codes) =>
        codes.DefaultIfEmpty(ExitCode.Done).MaxBy(code => Array.IndexOf(MildestFirst, code));
}
