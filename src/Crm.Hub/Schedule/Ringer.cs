using Crm.Hub.Settings;
using Quartz;
using Quartz.Extensibility;

namespace Crm.Hub.Schedule;

/// <summary>
/// The scheduler of the service, Quartz with a memory that outlives it: a bell that was missed because nothing ran rings once when the
/// service is back, and a run that died or was stopped begins anew, on this node or on another.
/// </summary>
internal static class Ringer
{
    // Waiting for a connection holds no thread; a flow that waits must not keep another from its time.
    private const int SpareRuns = 10;

    // How late a node sees a bell that another hung.
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    /// <summary>Builds it with the bells of all flows; they ring once it is started.</summary>
    public static async Task<IScheduler> BuildAsync(Configuration settings, Shift shift, TimeProvider time, CancellationToken ct)
    {
        var scheduler = await QuartzSchedulerBuilder.Create(quartz => Configure(quartz, settings, shift, time)).BuildScheduler(ct);
        await new Bells(scheduler, time).HangAsync([.. settings.Flows.Where(flow => flow.Schedule is not null)], ct);
        await BackupBell.HangAsync(scheduler, settings.Backup, time, ct);
        return scheduler;
    }

    private static void Configure(IQuartzBuilder quartz, Configuration settings, Shift shift, TimeProvider time)
    {
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = "hub";
            scheduler.InstanceId = Node.NewName();
            scheduler.IdleWaitTime = Glance;
            scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
        });
        quartz.UseTimeProvider(time);
        quartz.UseJobFactory(new Foundry(shift, time));
        quartz.UseDefaultThreadPool(settings.Flows.Count + SpareRuns);
        quartz.UsePersistentStore(store =>
        {
            ScheduleStore.Choose(store, settings);
            store.ProvisionSchema();
            store.ConfigureStore(options =>
            {
                options.StoreJobDataAsStrings = true;
                options.RecoverFiringsCancelledByShutdown = true;
            });
        });
    }

    private sealed class Foundry(Shift shift, TimeProvider time) : IJobFactory
    {
        public ValueTask<JobScope> CreateJob(TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken ct) =>
            ValueTask.FromResult(new JobScope(bundle.JobDetail.JobType.Type == typeof(BackupJob) ? new BackupJob(shift, time) : new FlowJob(shift, time), null));

        public ValueTask ReturnJob(JobScope scope, CancellationToken ct) => ValueTask.CompletedTask;
    }
}
