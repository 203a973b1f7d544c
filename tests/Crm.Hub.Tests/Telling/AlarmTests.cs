using Crm.Core.Storage;
using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Telling;

/// <summary>What a person is woken for, and that it is once.</summary>
public sealed class AlarmTests : IDisposable
{
    private static readonly DateTimeOffset Evening = new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero);

    private readonly MemorySystem _memory = new();
    private readonly MemoryConnector _connector;
    private readonly HubInFolder _hub;
    private readonly Watchman _watchman;

    public AlarmTests()
    {
        _connector = new MemoryConnector(_memory);
        _hub = HubInFolder.WithMemory(_connector);
        _hub.Clock.SetUtcNow(Evening);
        _hub.Environment["Hub__TimeZone"] = "UTC";
        _hub.Environment["Hub__Language"] = "en";
        _hub.Environment["Hub__Flows__night__Schedule__Cron"] = "30 2 * * *";
        _watchman = new Watchman(_hub);
    }

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task A_run_that_failed_is_told_once_and_again_only_after_it_was_well()
    {
        await FailAsync();
        await _watchman.LookAsync();
        await _watchman.LookAsync();
        await FailAsync();
        await _watchman.LookAsync();
        Assert.Equal(["failed night"], _watchman.Keys);

        await RunAsync();
        await _watchman.LookAsync();
        await FailAsync();
        await _watchman.LookAsync();

        Assert.Equal(["failed night", "failed night"], _watchman.Keys);
        Assert.Contains("Flow night failed", _watchman.Alarms[0].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_was_stopped_by_hand_wakes_nobody_and_mends_nothing()
    {
        await RecordAsync(RunOutcome.Interrupted);
        await _watchman.LookAsync();
        Assert.Empty(_watchman.Keys);

        await FailAsync();
        await _watchman.LookAsync();
        await RecordAsync(RunOutcome.Interrupted);
        await _watchman.LookAsync();
        await FailAsync();
        await _watchman.LookAsync();

        Assert.Equal(["failed night"], _watchman.Keys);
    }

    [Fact]
    public async Task A_brake_is_told_until_somebody_has_decided()
    {
        await RecordAsync(RunOutcome.Stopped);
        await _watchman.LookAsync();
        await RecordAsync(RunOutcome.Stopped);
        await _watchman.LookAsync();

        Assert.Equal(["braked night"], _watchman.Keys);
        Assert.Contains("hub questions", _watchman.Alarms[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_is_told_to_be_away_when_it_was_so_for_long_and_not_before()
    {
        _memory.IsAway = true;
        await RunAsync();
        Later(119);
        await RunAsync();
        await _watchman.LookAsync();
        Assert.Empty(_watchman.Keys);

        Later(1);
        await _watchman.LookAsync();
        Later(60);
        await RunAsync();
        await _watchman.LookAsync();

        Assert.Equal(["away memory"], _watchman.Keys);
        Assert.Contains("is away since 02.03 18:00", _watchman.Alarms[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_that_came_back_in_between_was_not_away_for_long()
    {
        _memory.IsAway = true;
        await RunAsync();
        Later(100);
        _memory.IsAway = false;
        await RunAsync();
        _memory.IsAway = true;
        Later(30);
        await RunAsync();
        await _watchman.LookAsync();

        Assert.Empty(_watchman.Keys);
    }

    [Fact]
    public async Task A_run_that_was_stopped_by_hand_says_nothing_of_a_base_that_is_away()
    {
        _memory.IsAway = true;
        await RunAsync();
        Later(60);
        await RecordAsync(RunOutcome.Interrupted);
        Later(60);
        await _watchman.LookAsync();

        Assert.Equal(["away memory"], _watchman.Keys);
    }

    [Fact]
    public async Task A_flow_that_did_not_begin_at_its_time_is_told_after_half_an_hour()
    {
        await RunAsync();
        At(3, 2, 59);
        await _watchman.LookAsync();
        Assert.Empty(_watchman.Keys);

        At(3, 3, 0);
        await _watchman.LookAsync();
        At(3, 3, 30);
        await _watchman.LookAsync();

        Assert.Equal(["idle night"], _watchman.Keys);
        Assert.Contains("its time was 03.03 02:30", _watchman.Alarms[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_late_a_flow_may_begin_is_as_the_settings_say()
    {
        _hub.Environment["Hub__Telling__LateMinutes"] = "90";
        await RunAsync();
        At(3, 3, 59);
        await _watchman.LookAsync();
        Assert.Empty(_watchman.Keys);

        At(3, 4, 0);
        await _watchman.LookAsync();

        Assert.Equal(["idle night"], _watchman.Keys);
    }

    [Fact]
    public async Task A_flow_that_never_ran_is_late_from_the_first_watch_on()
    {
        await _watchman.LookAsync();
        At(3, 3, 0);
        await _watchman.LookAsync();

        Assert.Equal(["idle night"], _watchman.Keys);
    }

    [Fact]
    public async Task A_flow_that_its_window_keeps_waiting_is_not_late()
    {
        _hub.Environment["Hub__Flows__night__Schedule__Window"] = "04:00-06:00";
        await RunAsync();
        At(3, 4, 15);
        await _watchman.LookAsync();

        Assert.Empty(_watchman.Keys);
    }

    [Fact]
    public async Task A_flow_that_waits_for_the_run_of_another_is_not_late()
    {
        await RunAsync();
        At(3, 3, 15);
        using var other = (await _hub.DatabaseAsync()).Connect();
        other.Live("another");
        new RunStore(other).TakeLease("memory", "another", Now, Now.AddMinutes(10));
        await _watchman.LookAsync();

        Assert.Empty(_watchman.Keys);
    }

    [Fact]
    public async Task A_flow_that_was_released_and_did_not_begin_is_told()
    {
        _hub.Environment["Hub__Flows__then__Connection"] = "memory";
        _hub.Environment["Hub__Flows__then__Mappings__0"] = "mappings";
        _hub.Environment["Hub__Flows__then__Schedule__After__0"] = "night";
        At(3, 2, 30);
        await RunAsync();
        At(3, 2, 59);
        await _watchman.LookAsync();
        Assert.Empty(_watchman.Keys);

        At(3, 3, 0);
        await _watchman.LookAsync();

        Assert.Equal(["idle then"], _watchman.Keys);
    }

    [Fact]
    public async Task A_flow_that_will_not_be_ready_is_told_before_by_how_long_it_used_to_take()
    {
        _hub.Environment["Hub__Flows__night__Schedule__ReadyBy"] = "06:00";
        _hub.Environment["Hub__Flows__night__Schedule__Cron"] = "30 5 * * *";
        await RecordAsync(RunOutcome.Done, minutes: 20);
        await _watchman.LookAsync();
        Assert.Empty(_watchman.Keys);

        await RecordAsync(RunOutcome.Done, minutes: 45);
        await RecordAsync(RunOutcome.Done, minutes: 45);
        Later(60);
        await _watchman.LookAsync();

        Assert.Equal(["late night 2026-03-03"], _watchman.Keys);
        Assert.Contains("will not be ready by 03.03 06:00: not before 03.03 06:15", _watchman.Alarms[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_that_is_away_makes_a_flow_late_only_when_coming_back_at_once_would_not_do()
    {
        _hub.Environment["Hub__Flows__night__Schedule__ReadyBy"] = "06:00";
        _hub.Environment["Hub__Telling__AwayMinutes"] = "6000";
        await RecordAsync(RunOutcome.Done, minutes: 60);
        At(3, 2, 30);
        _memory.IsAway = true;
        await RunAsync();
        At(3, 4, 59);
        await _watchman.LookAsync();
        Assert.Empty(_watchman.Keys);

        At(3, 5, 1);
        await _watchman.LookAsync();

        Assert.Equal(["late night 2026-03-03"], _watchman.Keys);
    }

    [Fact]
    public async Task A_flow_that_does_not_run_in_this_night_owes_nothing()
    {
        _hub.Environment["Hub__Flows__night__Schedule__ReadyBy"] = "06:00";
        _hub.Environment["Hub__Flows__night__Schedule__Cron"] = "30 2 * * FRI";
        await RecordAsync(RunOutcome.Done);
        foreach (var hour in new[] { 1, 6, 8 })
        {
            At(3, hour, 1);
            await _watchman.LookAsync();
        }

        Assert.Empty(_watchman.Keys);
    }

    [Fact]
    public async Task A_flow_that_is_ready_in_time_wakes_nobody()
    {
        _hub.Environment["Hub__Flows__night__Schedule__ReadyBy"] = "06:00";
        At(3, 2, 30);
        await RunAsync();
        foreach (var hour in new[] { 3, 5, 6, 11 })
        {
            At(3, hour, 1);
            await _watchman.LookAsync();
        }

        Assert.Empty(_watchman.Keys);
    }

    [Fact]
    public async Task A_night_that_could_not_begin_stands_in_the_history_and_is_told_with_its_place()
    {
        _hub.Write("mappings/clients.yaml", "mapping: clients\nfrom: Клиент\nto: Counterparti\nfields: { Name: Имя }");
        await using var service = new ServedHub(_hub);
        await service.StartAsync();
        await service.UntilAsync(At(3, 3, 0, set: false));

        await _watchman.LookAsync();

        Assert.Equal(RunOutcome.Misconfigured, Assert.Single(await service.RunsAsync("night")).Outcome);
        Assert.Contains("mappings/clients.yaml:3:5: ", Assert.Single(_watchman.Alarms).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_that_was_not_made_is_told_until_there_is_one()
    {
        _hub.Environment["Hub__Flows__night__Schedule__Cron"] = "0 12 * * *";
        _hub.Environment["Hub__Backup__Cron"] = "0 4 * * *";
        await RunAsync();
        await _watchman.LookAsync();
        At(3, 4, 29);
        await _watchman.LookAsync();
        Assert.Empty(_watchman.Keys);

        At(3, 4, 30);
        await _watchman.LookAsync();
        Assert.Equal(["no backup"], _watchman.Keys);

        await _hub.RunAsync("backup");
        await _watchman.LookAsync();
        At(4, 3, 0);
        await _watchman.LookAsync();
        Assert.DoesNotContain("no backup", _watchman.Keys.Skip(1));
    }

    private DateTime Now => _hub.Clock.GetUtcNow().UtcDateTime;

    private Task<Answer> RunAsync() => _hub.RunAsync("run", "night");

    private async Task FailAsync()
    {
        _connector.Bug = null;
        _memory.Io = _ => throw new InvalidOperationException("the abacus fell down");
        _memory.Save("Клиент", "1", ("Имя", $"Ромашка {Now:O}"));
        _memory.Deliver();
        await RunAsync();
        _memory.Io = null;
        Later(1);
    }

    private async Task RecordAsync(RunOutcome outcome, int minutes = 1)
    {
        using var db = (await _hub.DatabaseAsync()).Connect();
        var runs = new RunStore(db);
        runs.Close(runs.Open("night", "memory", "", Now.AddMinutes(-minutes)), outcome, "{}", null, Now);
    }

    private void Later(int minutes) => _hub.Clock.Advance(TimeSpan.FromMinutes(minutes));

    private DateTimeOffset At(int day, int hour, int minute, bool set = true)
    {
        var at = new DateTimeOffset(2026, 3, day, hour, minute, 0, TimeSpan.Zero);
        if (set)
        {
            _hub.Clock.SetUtcNow(at);
        }

        return at;
    }
}
