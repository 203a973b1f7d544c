using System.Globalization;
using Quartz;

namespace Crm.Hub.Schedule;

/// <summary>What Quartz calls when the bell of a flow rings. Its key is the name of the flow.</summary>
internal sealed class FlowJob(Shift shift, TimeProvider time) : IJob
{
    public const string Attempt = "attempt";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct)
    {
        var (bells, attempt) = (new Bells(context.Scheduler, time), AttemptOf(context.MergedJobDataMap));
        if (shift.Find(context.JobDetail.Key.Name) is not { } flow)
        {
            await bells.PassOnAsync(context.Trigger, ct);
            return;
        }

        // The bell of the clock hangs the next before anything can go wrong, and takes the place of what was left to try again.
        if (!Bells.RingsOnce(context.Trigger))
        {
            await bells.HangNextAsync(flow, ct);
            await bells.SilenceAsync(flow, ct);
        }

        foreach (var next in await shift.WorkAsync(flow, attempt, ct))
        {
            await bells.RingAsync(next, ct);
        }

        await WatchBell.RingAsync(context.Scheduler, time, ct);
    }

    private static int AttemptOf(JobDataMap data) =>
        data.TryGetValue(Attempt, out var text) && int.TryParse(text?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) ? attempt : 0;
}
