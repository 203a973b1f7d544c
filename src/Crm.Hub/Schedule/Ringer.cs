using Crm.Hub.Settings;
using Microsoft.Data.Sqlite;
using Quartz;
using Quartz.Extensibility;

namespace Crm.Hub.Schedule;

/// <summary>
/// The scheduler of the service, Quartz with its memory in the data directory: a bell that was missed because nothing ran rings once
/// when the service is back, and a run that died or was stopped begins anew.
/// </summary>
internal static class Ringer
{
    // Waiting for a connection holds no thread; a flow that waits must not keep another from its time.
    private const int SpareRuns = 10;

    /// <summary>Builds it with the bells of all flows; they ring once it is started.</summary>
    public static async Task<IScheduler> BuildAsync(Configuration settings, Shift shift, TimeProvider time, CancellationToken ct)
    {
        var scheduler = await QuartzSchedulerBuilder.Create(quartz => Configure(quartz, settings, shift, time)).BuildScheduler(ct);
        await new Bells(scheduler, time).HangAsync([.. settings.Flows.Where(flow => flow.Schedule is not null)], ct);
        return scheduler;
    }

    private static void Configure(IQuartzBuilder quartz, Configuration settings, Shift shift, TimeProvider time)
    {
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = "hub";
            scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
        });
        quartz.UseTimeProvider(time);
        quartz.UseJobFactory(new Foundry(shift, time));
        quartz.UseDefaultThreadPool(settings.Flows.Count + SpareRuns);
        quartz.UsePersistentStore(store =>
        {
            store.UseSqlite(SqliteFactory.Instance, SourceOf(settings.ScheduleFile));
            store.ProvisionSchema();
            store.ConfigureStore(options =>
            {
                options.StoreJobDataAsStrings = true;
                options.RecoverFiringsCancelledByShutdown = true;
            });
        });
    }

    private static string SourceOf(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var source = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 60 }.ToString();
        using var connection = new SqliteConnection(source);
        connection.Open();

        // Kept in the file: writers and readers do not wait for each other, and a commit costs one look of the disk.
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        command.ExecuteNonQuery();
        return source;
    }

    private sealed class Foundry(Shift shift, TimeProvider time) : IJobFactory
    {
        public ValueTask<JobScope> CreateJob(TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken ct) =>
            ValueTask.FromResult(new JobScope(new FlowJob(shift, time), null));

        public ValueTask ReturnJob(JobScope scope, CancellationToken ct) => ValueTask.CompletedTask;
    }
}
