using Crm.Hub.Telling;
using Quartz;

namespace Crm.Hub.Schedule;

/// <summary>The bell by which the watch looks around, on one node at a time: every few minutes, and whenever a run has ended.</summary>
internal static class WatchBell
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(5);
    private static readonly JobKey Job = new("watch", "watch");

    /// <summary>Hangs it, or takes it down when nobody is to be told.</summary>
    public static async Task HangAsync(IScheduler scheduler, Watch? watch, TimeProvider time, CancellationToken ct)
    {
        if (watch is null)
        {
            await scheduler.DeleteJob(Job, ct);
            return;
        }

        await scheduler.AddJob(JobBuilder.Create<WatchJob>().WithIdentity(Job).StoreDurably().DisallowConcurrentExecution().Build(), AddJobOptions.Replacing, ct);
        var trigger = TriggerBuilder.Create(time)
            .WithIdentity(Job.Name, Job.Group)
            .ForJob(Job)
            .StartAt(time.GetUtcNow())
            .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(Round).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithExistingCount))
            .Build();
        await scheduler.ScheduleJob(trigger, ScheduleJobOptions.Replacing, ct);
    }

    /// <summary>Rings at once; many that ring together are one.</summary>
    public static async Task RingAsync(IScheduler scheduler, TimeProvider time, CancellationToken ct)
    {
        if (await scheduler.Exists(Job, ct))
        {
            var now = TriggerBuilder.Create(time).WithIdentity("now", Job.Group).ForJob(Job).StartAt(time.GetUtcNow()).Build();
            await scheduler.ScheduleJob(now, ScheduleJobOptions.Replacing, ct);
        }
    }
}

/// <summary>What Quartz calls when the watch is to look.</summary>
internal sealed class WatchJob(Watch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct) => await watch.LookAsync(ct);
}
