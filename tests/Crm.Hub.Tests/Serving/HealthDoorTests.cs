using System.Net;
using Crm.Core.Storage;
using Crm.Hub.Schedule;
using Crm.Hub.Serving;
using Crm.Hub.Tests.Kit;
using Quartz;

namespace Crm.Hub.Tests.Serving;

/// <summary>What whoever asks a service hears while not all is well with it.</summary>
public sealed class HealthDoorTests : IAsyncLifetime
{
    private readonly HubInFolder _hub = HubInFolder.WithMemory(new MemoryConnector(new MemorySystem()));
    private readonly HttpClient _http = new();
    private HubDatabase _database = null!;
    private IScheduler _scheduler = null!;
    private HubMeter _meter = null!;
    private HealthDoor _door = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hub.Environment["Hub__Flows__night__Schedule__Cron"] = "0 5 * * *";
        var session = new Watchman(_hub).Session();
        _database = await session.OpenDatabaseAsync(Ct);
        _scheduler = await Ringer.BuildAsync(session, new Shift(session, _database), null, Ct);
        _meter = new HubMeter(new Standings(session.Settings, _database, _hub.Clock));
        _door = await HealthDoor.OpenAsync(new Uri("http://127.0.0.1:0"), _database, _scheduler, new Telemetry(_meter, collector: null), Ct);
        await _scheduler.Start(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
        await _door.DisposeAsync();
        _meter.Dispose();
        _http.Dispose();
        _hub.Dispose();
    }

    [Fact]
    public async Task A_service_whose_schedule_stands_lives_and_is_not_ready()
    {
        await _scheduler.Standby(Ct);
        var (live, ready) = (await AskAsync("live"), await AskAsync("ready"));
        await _scheduler.Start(Ct);

        Assert.Equal((HttpStatusCode.OK, "live"), live);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "the schedule does not run"), ready);
        Assert.Equal((HttpStatusCode.OK, "ready"), await AskAsync("ready"));
    }

    [Fact]
    public async Task A_service_whose_database_is_away_lives_and_is_not_ready_until_it_is_back()
    {
        Execute("ALTER TABLE Runs RENAME TO Away");
        var (live, ready) = (await AskAsync("live"), await AskAsync("ready"));
        Execute("ALTER TABLE Away RENAME TO Runs");

        Assert.Equal((HttpStatusCode.OK, "live"), live);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "the database cannot be opened"), ready);
        Assert.Equal((HttpStatusCode.OK, "ready"), await AskAsync("ready"));
    }

    [Fact]
    public async Task Metrics_of_a_service_whose_database_is_away_tell_what_does_not_lie_in_it()
    {
        Execute("ALTER TABLE Runs RENAME TO Away");
        var (status, told) = await AskAsync("metrics");
        Execute("ALTER TABLE Away RENAME TO Runs");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("hub_flow_next_timestamp_seconds{", told, StringComparison.Ordinal);
        Assert.DoesNotContain("hub_held{", told, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Said)> AskAsync(string what)
    {
        using var answer = await _http.GetAsync(new Uri(new Uri(_door.Address), what), Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    private void Execute(string sql)
    {
        using var db = _database.Connect();
        db.Execute(sql);
    }
}
