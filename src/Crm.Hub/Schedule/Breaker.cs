using Crm.Hub.Commands;
using Polly;
using Polly.CircuitBreaker;

namespace Crm.Hub.Schedule;

/// <summary>
/// The circuit breaker of one connection: when its base was away twice within an hour, by whichever flow, no flow asks it for a while.
/// Then one tries, and the others follow when that ended otherwise.
/// </summary>
internal sealed class Breaker(TimeProvider clock)
{
    // Shorter than the first pause of a flow that tries again.
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10), Memory = TimeSpan.FromHours(1);

    private readonly ResiliencePipeline<FlowWalk> _circuit = new ResiliencePipelineBuilder<FlowWalk> { TimeProvider = clock }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<FlowWalk>
        {
            FailureRatio = 1,
            MinimumThroughput = 2,
            SamplingDuration = Memory,
            BreakDuration = Rest,
            ShouldHandle = walked => ValueTask.FromResult(walked.Outcome.Result is { Exit: ExitCode.Unavailable, Report: not { RunId: 0 } }),
        })
        .Build();

    /// <summary>Runs the flow, unless the base is left in peace just now.</summary>
    /// <returns>The walk, or how long the base is left in peace.</returns>
    public async Task<(FlowWalk? Walk, TimeSpan Peace)> RunAsync(Func<CancellationToken, ValueTask<FlowWalk>> run, CancellationToken ct)
    {
        try
        {
            return (await _circuit.ExecuteAsync(run, ct), TimeSpan.Zero);
        }
        catch (BrokenCircuitException open)
        {
            return (null, open.RetryAfter ?? Rest);
        }
    }
}
