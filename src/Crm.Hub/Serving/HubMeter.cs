using System.Diagnostics.Metrics;
using Crm.Core.Sync;
using Crm.Hub.Commands;

namespace Crm.Hub.Serving;

/// <summary>
/// What the service counts of its runs, and how things stand when somebody asks. Labels are names of the settings and words of ours, so that there are few of
/// them and nothing of what is in a record.
/// </summary>
internal sealed class HubMeter : IDisposable
{
    public const string Name = "Crm.Hub";

    private static readonly double[] Seconds = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14400];

    private readonly Counter<long> _runs;
    private readonly Counter<long> _rows;
    private readonly Histogram<double> _durations;

    public HubMeter(Standings standings)
    {
        _runs = Meter.CreateCounter<long>("hub.runs", description: "Runs of this service that ended, by outcome.");
        _rows = Meter.CreateCounter<long>("hub.rows", description: "Objects by CRM kind and what became of them.");
        _durations = Meter.CreateHistogram(
            "hub.run.duration", "s", "How long runs took.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
        Meter.CreateObservableGauge("hub.held", standings.Held, description: "What is held back, by state.");
        Meter.CreateObservableGauge("hub.questions.open", standings.Questions, description: "Questions that wait for a person.");
        Meter.CreateObservableGauge("hub.outbox.lines", standings.Outbox, description: "Rows on their way to a base, by state.");
        Meter.CreateObservableGauge("hub.flow.lag", standings.Lags, "s", "Time since the flow last ended well.");
        Meter.CreateObservableGauge("hub.flow.next_timestamp", standings.Next, "s", "When the flow begins next by its own clock.");
    }

    public Meter Meter { get; } = new(Name);

    /// <summary>Counts what became of a flow whose bell rang. One that found its connection at work has not run.</summary>
    public void Note(FlowWalk walk)
    {
        if (walk.Report is { RunId: 0 })
        {
            return;
        }

        var flow = KeyValuePair.Create("flow", (object?)walk.Flow.Name);
        if (walk.Report is { } report)
        {
            _durations.Record(report.Duration.TotalSeconds, flow);
            foreach (var (kind, numbers) in report.Numbers.Kinds)
            {
                Note(flow, kind, numbers);
            }
        }

        // Last: whoever sees that it ran sees what it did.
        _runs.Add(1, flow, new("outcome", Word(walk.Outcome)));
    }

    /// <summary>As labels have it: field_left_out.</summary>
    public static string Word(Enum value) =>
        string.Concat(value.ToString().Select((letter, at) => char.IsUpper(letter) && at > 0 ? $"_{letter}" : $"{letter}")).ToLowerInvariant();

    public void Dispose() => Meter.Dispose();

    private void Note(KeyValuePair<string, object?> flow, string kind, KindNumbers numbers)
    {
        foreach (var (fate, count) in new[]
        {
            ("created", numbers.Created), ("updated", numbers.Updated), ("kept", numbers.Kept), ("archived", numbers.Archived), ("sent", numbers.Sent), ("taken", numbers.Taken),
        })
        {
            _rows.Add(count, flow, new("kind", kind), new("fate", fate));
        }
    }
}
