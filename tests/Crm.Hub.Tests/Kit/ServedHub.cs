using System.Data.Common;
using Crm.Core.Storage;
using Crm.Hub.Printing;
using Crm.Hub.Reading;
using Crm.Hub.Schedule;
using Crm.Hub.Settings;
using Crm.Hub.Telling;
using Microsoft.Data.Sqlite;
using Npgsql;
using Quartz;

namespace Crm.Hub.Tests.Kit;

/// <summary>The schedule of a hub in a folder, served by the clock of that hub; it may be stopped and started again.</summary>
internal sealed class ServedHub(HubInFolder hub) : IAsyncDisposable
{
    private const int LooksAtWork = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly Listener _listener = new();
    private HubLog? _log;
    private IScheduler? _scheduler;

    /// <param name="rest">Whether to wait until all that is due at the start is done.</param>
    public async Task StartAsync(bool rest = true)
    {
        var around = hub.Around(TextWriter.Null, TextWriter.Null);
        var settings = SettingsReader.Read(null, null, around).Configuration!;
        Assert.Empty(settings.Problems);
        _log = new HubLog(settings.LogFolder, TextWriter.Null, verbose: false, settings.Hidden);
        var session = new Session(around, settings, new Screen(around, "en", isJson: true), _log);
        var database = await session.OpenDatabaseAsync(default);
        _scheduler = await Ringer.BuildAsync(session, new Shift(session, database), Watch.Of(session, database), default);
        _scheduler.ListenerManager.AddJobListener(_listener);
        await _scheduler.Start();
        if (rest)
        {
            await RestAsync();
        }
    }

    /// <summary>Lets a flow's bell ring at once for services that run elsewhere, by the clock on the wall.</summary>
    public async Task RingAsync(string flow)
    {
        var around = hub.Around(TextWriter.Null, TextWriter.Null) with { Clock = TimeProvider.System };
        var settings = SettingsReader.Read(null, null, around).Configuration!;
        using var log = new HubLog(Path.Combine(hub.Folder, "ringing"), TextWriter.Null, verbose: false, settings.Hidden);
        var session = new Session(around, settings, new Screen(around, "en", isJson: true), log);
        var shift = new Shift(session, await session.OpenDatabaseAsync(default));
        var scheduler = await Ringer.BuildAsync(session, shift, null, default);
        await new Bells(scheduler, TimeProvider.System).RingAsync(new NextBell(shift.Find(flow)!, around.Clock.GetUtcNow()), default);
        await scheduler.Shutdown();
    }

    public async Task StopAsync()
    {
        if (_scheduler is not null)
        {
            await _scheduler.Shutdown(waitForJobsToComplete: true);
            _log!.Dispose();
            _scheduler = null;
        }
    }

    /// <summary>Done when a run was asked to stop.</summary>
    public Task Interrupted => _listener.Interrupted.Task;

    /// <summary>How many bells rang here.</summary>
    public int Rung => _listener.Rung;

    /// <summary>Lets the clock go on to that moment, from bell to bell.</summary>
    public async Task UntilAsync(DateTimeOffset moment)
    {
        while (_scheduler is not null && Look().Next is { } next && next <= moment)
        {
            if (next > hub.Clock.GetUtcNow())
            {
                hub.Clock.SetUtcNow(next);
            }

            await RestAsync();
        }

        // That clock wakes by what is shown: set to another zone than UTC, and then back to it, it would wake nobody for hours.
        if (moment > hub.Clock.GetUtcNow())
        {
            hub.Clock.SetUtcNow(moment.ToUniversalTime());
        }
    }

    /// <summary>Lets the clock go on until that has happened.</summary>
    public async Task UntilAsync(Task happened)
    {
        while (await Task.WhenAny(happened, Task.Delay(Patience)) != happened)
        {
            hub.Clock.Advance(Step);
        }
    }

    /// <summary>The runs of a flow, oldest first.</summary>
    public async Task<List<SyncRun>> RunsAsync(string flow)
    {
        using var db = (await hub.DatabaseAsync()).ConnectToRead();
        return [.. new RunHistory(db).Newest(int.MaxValue).Where(run => run.Flow == flow).Reverse()];
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    // Nothing runs and nothing is due. The scheduler may have looked at the clock just before it was set, and then waits for it a little longer. While a
    // run works the clock goes slower: a node that could not say in time that it lives would be taken for dead, and its run begun anew by another.
    private async Task RestAsync()
    {
        for (var looks = 1; Look() is var (atWork, next) && (atWork > 0 || next <= hub.Clock.GetUtcNow()); looks++)
        {
            if (!await _listener.Ended.WaitAsync(Patience) && (atWork == 0 || looks % LooksAtWork == 0))
            {
                hub.Clock.Advance(Step);
            }
        }
    }

    // Both in one look: a bell that rings goes from one to the other.
    private (long AtWork, DateTimeOffset? Next) Look()
    {
        using DbConnection connection = hub.Place is DatabasePlace.PostgresServer { ConnectionString: var server }
            ? new NpgsqlConnection(server)
            : new SqliteConnection($"Data Source={hub.ScheduleFile}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT COUNT(*) FROM QRTZ_FIRED_TRIGGERS WHERE STATE = 'EXECUTING'), (SELECT MIN(NEXT_FIRE_TIME) FROM QRTZ_TRIGGERS WHERE NEXT_FIRE_TIME > 0)";
        using var row = command.ExecuteReader();
        row.Read();
        return (row.GetInt64(0), row.IsDBNull(1) ? null : new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero));
    }

    private sealed class Listener : IJobListener
    {
        public SemaphoreSlim Ended { get; } = new(0);

        public TaskCompletionSource Interrupted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Rung { get; private set; }

        public string Name => "test";

        public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            context.CancellationToken.Register(() => Interrupted.TrySetResult());
            return ValueTask.CompletedTask;
        }

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            Rung++;
            Ended.Release();
            return ValueTask.CompletedTask;
        }
    }
}
