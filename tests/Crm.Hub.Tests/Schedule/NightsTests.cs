using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Hub.Tests.Kit;
using Crm.Testing;
using Microsoft.Data.Sqlite;

namespace Crm.Hub.Tests.Schedule;

/// <summary>The service at its work, by a clock that the test sets.</summary>
public sealed class NightsTests : IAsyncLifetime
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private readonly MemorySystem _memory = new();
    private readonly HubInFolder _hub;
    private readonly ServedHub _service;

    public NightsTests()
    {
        _hub = HubInFolder.WithMemory(new MemoryConnector(_memory));
        _hub.Clock.SetUtcNow(At(Day(2026, 3, 2), 10).ToUniversalTime());
        _service = new ServedHub(_hub);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _hub.Dispose();
    }

    [Fact]
    public async Task Through_a_year_with_reboots_and_a_week_without_the_base_every_due_run_happens_once()
    {
        Schedule("night", "Cron", "30 2 * * *");
        Also("then", "After", "night");
        await _service.StartAsync();

        var first = Day(2026, 3, 3);
        for (var day = first; day < first.AddYears(1); day = day.AddDays(1))
        {
            // From noon to noon: on the day it comes back, what was missed is made up for at once.
            _memory.IsAway = IsAway(day);
            if (day.Day % 10 == 7)
            {
                await RebootOverNightAsync(day);
            }

            await _service.UntilAsync(At(day, 12));
        }

        var nights = await WellAsync("night");
        var expected = Enumerable.Range(0, 365).Select(one => first.AddDays(one)).Where(day => !IsAway(day) || !IsAway(day.AddDays(1))).ToList();
        Assert.Equal(expected, nights);
        Assert.Equal(expected, await WellAsync("then"));
    }

    [Fact]
    public async Task A_base_that_comes_back_is_taken_up_before_the_next_night()
    {
        Schedule("night", "Cron", "30 2 * * *");
        _memory.IsAway = true;
        await _service.StartAsync();
        await _service.UntilAsync(At(Day(2026, 3, 3), 9));
        _memory.IsAway = false;

        await _service.UntilAsync(At(Day(2026, 3, 3), 14));

        var runs = await _service.RunsAsync("night");
        Assert.Equal(RunOutcome.Done, runs[^1].Outcome);
        Assert.All(runs[..^1], run => Assert.Equal(RunOutcome.Unavailable, run.Outcome));
        Assert.InRange(runs.Count, 4, 8);
    }

    [Fact]
    public async Task Nights_that_were_missed_while_nothing_ran_are_made_up_for_by_one_run()
    {
        Schedule("night", "Cron", "30 2 * * *");
        await _service.StartAsync();
        await _service.UntilAsync(At(Day(2026, 3, 3), 12));
        await _service.StopAsync();
        await _service.UntilAsync(At(Day(2026, 3, 6), 12));

        await _service.StartAsync();
        await _service.UntilAsync(At(Day(2026, 3, 7), 12));

        Assert.Equal(["03-03 02", "03-06 12", "03-07 02"], (await _service.RunsAsync("night")).Select(run => Local(run.StartedAt).ToString("MM-dd HH", null)));
    }

    [Fact]
    public async Task The_bell_of_the_clock_takes_the_place_of_what_was_left_to_try_again()
    {
        Schedule("night", "Cron", "30 2,14 * * *");
        _hub.Environment["Hub__Flows__night__Schedule__RetryMinutes"] = "780";
        _memory.IsAway = true;
        await _service.StartAsync();
        await _service.UntilAsync(At(Day(2026, 3, 3), 1));
        var away = (await _service.RunsAsync("night")).Count;
        await _service.UntilAsync(At(Day(2026, 3, 3), 10));
        _memory.IsAway = false;

        await _service.UntilAsync(At(Day(2026, 3, 3), 20));

        Assert.Equal(["02 Unavailable", "14 Done"], (await _service.RunsAsync("night")).Skip(away).Select(run => $"{Local(run.StartedAt):HH} {run.Outcome}"));
    }

    [Fact]
    public async Task A_flow_with_a_time_zone_of_its_own_goes_by_that()
    {
        Schedule("night", "Cron", "30 2 * * *");
        _hub.Environment["Hub__Flows__night__Schedule__TimeZone"] = "Asia/Yekaterinburg";
        await _service.StartAsync();

        await _service.UntilAsync(At(Day(2026, 3, 4), 12));

        Assert.Equal(["03-02 22", "03-03 22"], (await _service.RunsAsync("night")).Select(run => Local(run.StartedAt).ToString("MM-dd HH", null)));
    }

    [Fact]
    public async Task A_flow_waits_for_all_that_it_goes_after()
    {
        Schedule("night", "Cron", "0 1 * * *");
        Also("late", "Cron", "0 3 * * *");
        Also("then", "After", "night", "late");
        await _service.StartAsync();

        await _service.UntilAsync(At(Day(2026, 3, 5), 12));

        Assert.Equal(["03-03 03", "03-04 03", "03-05 03"], (await _service.RunsAsync("then")).Select(run => Local(run.StartedAt).ToString("MM-dd HH", null)));
    }

    [Fact]
    public async Task A_flow_goes_once_after_what_it_waited_for()
    {
        Schedule("night", "Cron", "0 1 * * *");
        Also("late", "Cron", "0 3,5 * * *");
        Also("then", "After", "night", "late");
        await _service.StartAsync();

        await _service.UntilAsync(At(Day(2026, 3, 4), 12));

        Assert.Equal(["03-03 03", "03-04 03"], (await _service.RunsAsync("then")).Select(run => Local(run.StartedAt).ToString("MM-dd HH", null)));
    }

    [Fact]
    public async Task A_flow_does_not_begin_by_what_came_yesterday()
    {
        Schedule("night", "Cron", "0 1 * * *");
        Also("late", "Cron", "0 12 * * *");
        Also("then", "After", "night", "late");
        await _service.StartAsync();

        await _service.UntilAsync(At(Day(2026, 3, 4), 11));

        Assert.Equal(["03-03 12"], (await _service.RunsAsync("then")).Select(run => Local(run.StartedAt).ToString("MM-dd HH", null)));
    }

    [Fact]
    public async Task A_flow_does_not_go_after_one_that_failed()
    {
        Schedule("night", "Cron", "0 1 * * *");
        Also("then", "After", "night");
        _memory.IsAway = true;
        await _service.StartAsync();

        await _service.UntilAsync(At(Day(2026, 3, 3), 12));

        Assert.NotEmpty(await _service.RunsAsync("night"));
        Assert.Empty(await _service.RunsAsync("then"));
    }

    [Fact]
    public async Task Two_flows_of_one_connection_never_run_at_once()
    {
        Schedule("night", "Cron", "0 1 * * *");
        Also("other", "Cron", "0 1 * * *");
        _memory.Io = _ => _hub.Clock.Advance(TimeSpan.FromSeconds(20));
        await _service.StartAsync();

        await _service.UntilAsync(At(Day(2026, 3, 4), 12));

        var runs = (await _service.RunsAsync("night")).Concat(await _service.RunsAsync("other")).OrderBy(run => run.StartedAt).ToList();
        Assert.Equal(4, runs.Count(run => run.Outcome == RunOutcome.Done));
        Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.True(pair.First.EndedAt <= pair.Second.StartedAt));
    }

    [Fact]
    public async Task A_flow_whose_connection_a_run_by_hand_holds_begins_when_that_has_ended()
    {
        Schedule("night", "Cron", "30 2 * * *");
        await _service.StartAsync();
        var (begins, ends) = (At(Day(2026, 3, 3), 2), At(Day(2026, 3, 3), 3));
        using (var byHand = (await _hub.DatabaseAsync()).Connect())
        {
            byHand.Live("by hand");
            new RunStore(byHand).TakeLease("memory", "by hand", begins.UtcDateTime, ends.AddHours(1).UtcDateTime);
            await _service.UntilAsync(ends);
            Assert.Empty(await _service.RunsAsync("night"));
        }

        await _service.UntilAsync(At(Day(2026, 3, 3), 12));

        var run = Assert.Single(await _service.RunsAsync("night"));
        Assert.Equal(RunOutcome.Done, run.Outcome);
        Assert.InRange(run.StartedAt, ends.UtcDateTime, ends.AddMinutes(1).UtcDateTime);
    }

    [Fact]
    public async Task A_bell_that_could_not_hang_the_next_rings_again_and_no_night_is_lost()
    {
        TestDatabase.OnlyAFile("a trigger in it fails");
        Schedule("night", "Cron", "0 1 * * *");
        await _service.StartAsync();
        var before = At(Day(2026, 3, 3), 1).AddSeconds(20).UtcTicks;
        await OfScheduleAsync(
            "CREATE TRIGGER Torn BEFORE INSERT ON QRTZ_TRIGGERS WHEN NEW.TRIGGER_GROUP = 'clock' "
            + $"AND EXISTS (SELECT 1 FROM QRTZ_FIRED_TRIGGERS WHERE FIRED_TIME < {before}) BEGIN SELECT RAISE(ABORT, 'torn'); END");

        await _service.UntilAsync(At(Day(2026, 3, 4), 12));

        Assert.Equal(["03-03", "03-04"], (await _service.RunsAsync("night")).Select(run => Local(run.StartedAt).ToString("MM-dd", null)));
    }

    [Fact]
    public async Task Outside_its_window_nothing_begins()
    {
        Schedule("night", "Cron", "0 12 * * *");
        _hub.Environment["Hub__Flows__night__Schedule__Window"] = "21:00-06:00";
        await _service.StartAsync();

        await _service.UntilAsync(At(Day(2026, 3, 5), 10));

        Assert.Equal(["03-02 21", "03-03 21", "03-04 21"], (await _service.RunsAsync("night")).Select(run => Local(run.StartedAt).ToString("MM-dd HH", null)));
    }

    [Fact]
    public async Task What_its_window_does_not_suffice_for_goes_on_in_the_next()
    {
        Schedule("night", "Cron", "0 5 * * *");
        _hub.Environment["Hub__Flows__night__Schedule__Window"] = "21:00-06:00";
        foreach (var client in new[] { "1", "2" })
        {
            _memory.Save("Клиент", client, ("Имя", $"Ромашка {client}"));
            _memory.Deliver();
        }

        var dawn = At(Day(2026, 3, 3), 7);
        _memory.Io = point => _hub.Clock.Advance(point == "acknowledged there" && _hub.Clock.GetUtcNow() < dawn ? TimeSpan.FromMinutes(70) : TimeSpan.Zero);
        await _service.StartAsync();

        await _service.UntilAsync(At(Day(2026, 3, 4), 4));

        var runs = (await _service.RunsAsync("night")).Select(run => (Local(run.StartedAt).ToString("MM-dd HH", null), run.Outcome, RunNumbers.Parse(run.Numbers).Kinds.Sum(kind => kind.Value.Created)));
        Assert.Equal([("03-03 05", RunOutcome.Interrupted, 1), ("03-03 21", RunOutcome.Done, 1)], runs);
    }

    [Fact]
    public async Task Two_nodes_that_share_the_nights_do_each_once()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "about several nodes on PostgreSQL");
        Schedule("night", "Cron", "30 2 * * *");
        Also("then", "After", "night");
        await using var other = new ServedHub(_hub);
        await _service.StartAsync();
        await other.StartAsync();

        await _service.UntilAsync(At(Day(2026, 4, 1), 12));

        var expected = Enumerable.Range(0, 30).Select(day => Day(2026, 3, 3).AddDays(day)).ToList();
        Assert.Equal(expected, await WellAsync("night"));
        Assert.Equal(expected, await WellAsync("then"));
        Assert.All([_service.Rung, other.Rung], rung => Assert.NotEqual(0, rung));
    }

    [Fact]
    public async Task A_flow_that_an_older_node_does_not_know_runs_on_the_newer_one()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "about several nodes on PostgreSQL");
        Schedule("night", "Cron", "30 2 * * *");
        await _service.StartAsync();
        Also("other", "Cron", "30 3 * * *");
        await using var newer = new ServedHub(_hub);
        await newer.StartAsync();

        await newer.UntilAsync(At(Day(2026, 3, 22), 12));

        Assert.Equal(Enumerable.Range(0, 20).Select(day => Day(2026, 3, 3).AddDays(day)), await WellAsync("other"));
    }

    [Fact]
    public async Task A_flow_that_lost_its_schedule_rings_no_more()
    {
        Schedule("night", "Cron", "0 1 * * *");
        Also("other", "Cron", "0 2 * * *");
        await _service.StartAsync();
        await _service.UntilAsync(At(Day(2026, 3, 3), 12));
        await _service.StopAsync();
        _hub.Environment.Remove("Hub__Flows__other__Schedule__Cron");

        await _service.StartAsync();
        await _service.UntilAsync(At(Day(2026, 3, 5), 12));

        Assert.Equal((3, 1), ((await _service.RunsAsync("night")).Count, (await _service.RunsAsync("other")).Count));
    }

    private static bool IsAway(DateOnly day) => day >= Day(2026, 6, 8) && day < Day(2026, 6, 15);

    private async Task RebootOverNightAsync(DateOnly day)
    {
        await _service.UntilAsync(At(day, 1));
        await _service.StopAsync();
        await _service.UntilAsync(At(day, 7));
        await _service.StartAsync();
    }

    private async Task<List<DateOnly>> WellAsync(string flow) =>
        [.. (await _service.RunsAsync(flow)).Where(run => run.Outcome == RunOutcome.Done).Select(run => DateOnly.FromDateTime(Local(run.StartedAt)))];

    private void Schedule(string flow, string key, string value)
    {
        _hub.Environment["Hub__TimeZone"] = "Europe/Berlin";
        _hub.Environment[$"Hub__Flows__{flow}__Schedule__{key}"] = value;
    }

    private void Also(string flow, string key, params string[] values)
    {
        _hub.Environment[$"Hub__Flows__{flow}__Connection"] = "memory";
        _hub.Environment[$"Hub__Flows__{flow}__Mappings__0"] = "mappings";
        for (var at = 0; at < values.Length; at++)
        {
            _hub.Environment[$"Hub__Flows__{flow}__Schedule__{key}" + (key == "After" ? $"__{at}" : "")] = values[at];
        }
    }

    private async Task OfScheduleAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_hub.ScheduleFile}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static DateOnly Day(int year, int month, int day) => new(year, month, day);

    private static DateTimeOffset At(DateOnly day, int hour) => Crm.Hub.Schedule.WallClock.At(day, new TimeOnly(hour, 0), Berlin);

    private static DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Berlin);
}
