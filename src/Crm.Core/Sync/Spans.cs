using System.Diagnostics;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>
/// Where the time of a run goes, for whoever listens to the source <see cref="Name"/>: a span a run, and in it check, receive, apply and send. They hold names
/// of flows and numbers, nothing of what is in a record. When nobody listens there are none.
/// </summary>
public static class Spans
{
    public const string Name = "Crm.Hub";

    private static readonly ActivitySource Source = new(Name);

    internal static Activity? Run(Flow flow) => Begin("run")?.SetTag("hub.flow", flow.Name).SetTag("hub.connection", flow.Connection);

    /// <summary>Ends with its Dispose.</summary>
    internal static Activity? Begin(string name) => Source.StartActivity(name);

    internal static void Close(Activity? run, long id, RunOutcome outcome)
    {
        run?.SetTag("hub.run", id).SetTag("hub.outcome", outcome.ToString());
        if (outcome is not (RunOutcome.Done or RunOutcome.DoneWithHeld))
        {
            run?.SetStatus(ActivityStatusCode.Error);
        }
    }
}
