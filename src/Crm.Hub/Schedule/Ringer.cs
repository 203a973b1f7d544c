using Crm.Hub.Commands;
using Crm.Hub.Telling;
using Microsoft.Extensions.DependencyInjection;
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

    private const int Tries = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    // How late a node sees a bell that another hung.
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    /// <summary>Builds it with the bells of all flows; they ring once it is started.</summary>
    public static async Task<IScheduler> BuildAsync(Session session, Shift shift, Watch? watch, CancellationToken ct)
    {
        var (settings, time) = (session.Settings, session.Around.Clock);
        var scheduler = await QuartzSchedulerBuilder.Create(quartz => Configure(quartz, session, new Foundry(shift, watch, time))).BuildScheduler(ct);
        await new Bells(scheduler, time).HangAsync([.. settings.Flows.Where(flow => flow.Schedule is not null)], ct);
        await WatchBell.HangAsync(scheduler, watch, time, ct);
        await BackupBell.HangAsync(scheduler, settings.Backup, time, ct);
        return scheduler;
    }

    private static void Configure(IQuartzBuilder quartz, Session session, Foundry foundry)
    {
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = "hub";
            scheduler.InstanceId = Node.NameIn(session.Settings);
            scheduler.IdleWaitTime = Glance;
            scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
        });
        quartz.Services.AddSingleton(session.Log.Loggers);
        quartz.UseTimeProvider(session.Around.Clock);
        quartz.UseJobFactory(foundry);

        // Flows throw nothing: what fails is the hanging of the next bell, and without it the flow would ring no more.
        quartz.UseDefaultRetryPolicy(RetryPolicy.Exponential(Tries, Pause));
        quartz.UseDefaultThreadPool(session.Settings.Flows.Count + SpareRuns);
        quartz.UsePersistentStore(store =>
        {
            ScheduleStore.Choose(store, session.Settings);
            store.ProvisionSchema();
            store.ConfigureStore(options =>
            {
                options.StoreJobDataAsStrings = true;
                options.RecoverFiringsCancelledByShutdown = true;
            });
        });
    }

    private sealed class Foundry(Shift shift, Watch? watch, TimeProvider time) : IJobFactory
    {
        public ValueTask<JobScope> CreateJob(TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken ct) =>
            ValueTask.FromResult(new JobScope(JobOf(bundle.JobDetail.JobType.Type), null));

        private IJob JobOf(Type job) =>
            job == typeof(BackupJob) ? new BackupJob(shift, time)
            : job == typeof(WatchJob) ? new WatchJob(watch ?? throw new InvalidOperationException("nobody is to be told"))
            : new FlowJob(shift, time);

        public ValueTask ReturnJob(JobScope scope, CancellationToken ct) => ValueTask.CompletedTask;
    }
}
