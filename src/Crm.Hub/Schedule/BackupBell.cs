using Crm.Hub.Settings;
using Quartz;

namespace Crm.Hub.Schedule;

/// <summary>The bell of backups: one at the next time, which hangs the one after it when it rings. One node of several hears it.</summary>
internal static class BackupBell
{
    private const string Cron = "cron";
    private static readonly JobKey Job = new("backup", "backup");

    /// <summary>Hangs it, or takes it down when the service makes no backups. A bell that hangs as it should is left alone: it remembers what it missed.</summary>
    public static async Task HangAsync(IScheduler scheduler, BackupPlan plan, TimeProvider time, CancellationToken ct)
    {
        if (plan.Cron is null)
        {
            await scheduler.DeleteJob(Job, ct);
            return;
        }

        await scheduler.AddJob(JobBuilder.Create<BackupJob>().WithIdentity(Job).StoreDurably().DisallowConcurrentExecution().Build(), AddJobOptions.Replacing, ct);
        var hung = await scheduler.GetTriggersOfJob(Job, ct);
        foreach (var other in hung.Where(trigger => SaidIn(trigger) != plan.Said))
        {
            await scheduler.UnscheduleJob(other.Key, ct);
        }

        if (hung.All(trigger => SaidIn(trigger) != plan.Said))
        {
            await HangNextAsync(scheduler, plan, time, ct);
        }
    }

    /// <summary>May be said twice.</summary>
    public static async Task HangNextAsync(IScheduler scheduler, BackupPlan plan, TimeProvider time, CancellationToken ct)
    {
        if (plan.Cron?.Next(time.GetUtcNow()) is { } next)
        {
            var trigger = TriggerBuilder.Create(time)
                .WithIdentity($"backup {next.UtcDateTime:yyyy-MM-dd HH:mm:ss}", Job.Group)
                .ForJob(Job)
                .UsingJobData(Cron, plan.Said)
                .StartAt(next)
                .WithSchedule(SimpleScheduleBuilder.Create().WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow))
                .Build();
            await scheduler.ScheduleJob(trigger, ScheduleJobOptions.Replacing, ct);
        }
    }

    private static string? SaidIn(ITrigger trigger) => trigger.JobDataMap.TryGetValue(Cron, out var said) ? said?.ToString() : null;
}

/// <summary>What Quartz calls when a backup is due.</summary>
internal sealed class BackupJob(Shift shift, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct)
    {
        await BackupBell.HangNextAsync(context.Scheduler, shift.Backup, time, ct);
        await shift.BackUpAsync(ct);
    }
}
