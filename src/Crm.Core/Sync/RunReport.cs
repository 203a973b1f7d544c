using Crm.Connect;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>What one run did.</summary>
/// <param name="Notes">What happened to single deliveries that a person should know: put aside, refused, stopped.</param>
/// <param name="Reason">Why it ended otherwise than Done; null then.</param>
public sealed record RunReport(
    long RunId,
    string Flow,
    string Connection,
    RunOutcome Outcome,
    RunNumbers Numbers,
    TimeSpan Duration,
    IReadOnlyList<DeliveryNote> Notes,
    Words? Reason);

/// <summary>What became of one delivery, for a person.</summary>
public sealed record DeliveryNote(string Delivery, Words Words);

/// <summary>How far a run is.</summary>
/// <param name="Done">Bytes while it reads, pieces while it applies.</param>
/// <param name="Of">The same unit; null when unknown.</param>
public readonly record struct RunProgress(string Delivery, bool Applying, long Done, long? Of);

/// <summary>
/// Named points between which the power may go: "received", "before-commit", "after-commit", "applied", "acknowledged" and
/// others. Tests cut it there.
/// </summary>
public delegate void Boundary(string name);
