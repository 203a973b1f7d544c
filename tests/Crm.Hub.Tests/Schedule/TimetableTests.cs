using System.Globalization;
using Crm.Core.Mappings;
using Crm.Core.Sync;
using Crm.Hub.Schedule;
using Crm.Hub.Settings;
using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Schedule;

/// <summary>What the nights to come will be.</summary>
public sealed class TimetableTests
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(3));

    private readonly MemoryConnector _connector = new(new MemorySystem());

    [Fact]
    public void A_flow_after_others_begins_when_the_last_of_them_is_done()
    {
        var flows = new[] { Flow("clients", "a", cron: "0 0 1 * * ?"), Flow("items", "b", cron: "0 30 1 * * ?"), Flow("invoices", "a", after: ["clients", "items"]) };

        var night = Table(flows, ("clients", 10), ("items", 45), ("invoices", 5)).From(Noon).Take(6).Select(Told);

        Assert.Equal(
            ["03-03 01:00 clients", "03-03 01:30 items", "03-03 02:15 invoices", "03-04 01:00 clients", "03-04 01:30 items", "03-04 02:15 invoices"], night);
    }

    [Fact]
    public void What_came_yesterday_is_no_reason_to_begin_today()
    {
        var flows = new[] { Flow("clients", "a", cron: "0 0 1 * * ?"), Flow("items", "b", cron: "0 0 3 * * ?"), Flow("invoices", "a", after: ["clients", "items"]) };

        var night = Table(flows, ("clients", 10), ("items", 10)).From(Noon.AddHours(-10)).Take(5).Select(Told);

        Assert.Equal(["03-02 03:00 items", "03-03 01:00 clients", "03-03 03:00 items", "03-03 03:10 invoices", "03-04 01:00 clients"], night);
    }

    [Fact]
    public void Two_flows_of_one_connection_go_one_after_the_other()
    {
        var flows = new[] { Flow("one", "a", cron: "0 0 1 * * ?"), Flow("two", "a", cron: "0 0 1 * * ?"), Flow("apart", "b", cron: "0 0 1 * * ?") };

        var night = Table(flows, ("one", 20), ("two", 20), ("apart", 20)).From(Noon).Take(3).Select(Told);

        Assert.Equal(["03-03 01:00 apart", "03-03 01:00 one", "03-03 01:20 two"], night);
    }

    [Fact]
    public void What_comes_due_outside_its_window_waits_for_the_window()
    {
        var flows = new[] { Flow("day", "a", cron: "0 0 */6 * * ?", window: new(new(22, 0), new(6, 0))) };

        var next = Table(flows).From(Noon).Take(4).Select(Told);

        Assert.Equal(["03-02 22:00 day", "03-03 00:00 day", "03-03 22:00 day", "03-04 00:00 day"], next);
    }

    [Theory]
    [InlineData("21:00-06:00", 12, "03-02 21:00")]
    [InlineData("21:00-06:00", 2, "03-02 02:00")]
    [InlineData("01:00-03:00", 2, "03-02 02:00")]
    [InlineData("01:00-03:00", 3, "03-03 01:00")]
    [InlineData("01:00-03:00", 12, "03-03 01:00")]
    public void A_window_that_is_over_for_today_opens_tomorrow(string window, int hour, string expected)
    {
        var opening = DayWindow.Parse(window)!.Opening(new DateTimeOffset(2026, 3, 2, hour, 0, 0, TimeSpan.FromHours(3)), Moscow);

        Assert.Equal(expected, TimeZoneInfo.ConvertTime(opening, Moscow).ToString("MM-dd HH:mm", null));
    }

    [Fact]
    public void What_a_window_does_not_suffice_for_is_done_in_the_next_and_keeps_no_other_waiting_meanwhile()
    {
        var flows = new[] { Flow("long", "a", cron: "0 0 5 ? * MON", window: new(new(4, 0), new(6, 0)), readyBy: new(8, 0)), Flow("other", "a", cron: "0 30 5 * * ?") };

        var next = Table(flows, ("long", 200)).From(Noon.AddDays(-1)).Take(2).ToList();

        Assert.Equal(["03-02 05:00 long", "03-02 06:00 other"], next.Select(Told));
        Assert.Equal((true, new DateTimeOffset(2026, 3, 4, 4, 20, 0, TimeSpan.FromHours(3))), (next[0].IsLate, next[0].Ends));
    }

    [Theory]
    [InlineData("22:00", "06:00", "2026-03-02T23:30Z", "2026-03-03T05:00Z")]
    [InlineData("22:00", "06:00", "2026-03-03T00:30Z", "2026-03-03T05:00Z")]
    [InlineData("01:00", "02:30", "2026-03-29T00:30Z", "2026-03-29T01:00Z")]
    [InlineData("01:00", "02:30", "2026-10-25T00:10Z", "2026-10-25T00:30Z")]
    [InlineData("01:00", "02:30", "2026-10-25T01:10Z", "2026-10-25T01:30Z")]
    [InlineData("22:00", "06:00", "2026-10-24T20:00Z", "2026-10-25T05:00Z")]
    public void A_window_closes_when_the_clock_shows_its_end_also_when_the_clocks_change(string from, string to, string at, string closing)
    {
        var window = new DayWindow(TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(to, CultureInfo.InvariantCulture));

        Assert.Equal(Moment(closing), window.Closing(Moment(at), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")));

        static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Work_that_will_not_be_done_in_time_is_known_beforehand()
    {
        var flows = new[] { Flow("slow", "a", cron: "0 0 1 * * ?", readyBy: new(6, 0)), Flow("then", "a", after: ["slow"], readyBy: new(6, 0)) };

        var night = Table(flows, ("slow", 280), ("then", 30)).From(Noon).Take(2).ToList();

        Assert.Equal([("slow", false), ("then", true)], night.Select(one => (one.Flow.Name, one.IsLate)));
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 6, 0, 0, TimeSpan.FromHours(3)), night[1].Deadline);
    }

    [Fact]
    public void Nothing_comes_where_nothing_has_a_time()
    {
        Assert.Empty(Table([Flow("manual", "a")]).From(Noon));
    }

    [Theory]
    [InlineData(1, 15)]
    [InlineData(2, 30)]
    [InlineData(4, 120)]
    [InlineData(9, 240)]
    public void A_base_that_stays_away_is_tried_ever_more_seldom_and_at_least_every_four_hours(int attempt, int minutes)
    {
        var schedule = new FlowSchedule(null, Moscow, [], null, null, TimeSpan.FromMinutes(15));

        Assert.Equal(TimeSpan.FromMinutes(minutes), schedule.Patience(attempt));
    }

    private static string Told(Ringing ringing) => FormattableString.Invariant($"{TimeZoneInfo.ConvertTime(ringing.At, Moscow):MM-dd HH:mm} {ringing.Flow.Name}");

    private static Timetable Table(IReadOnlyList<ConfiguredFlow> flows, params (string Flow, int Minutes)[] durations) =>
        new(flows, durations.ToDictionary(pair => pair.Flow, pair => TimeSpan.FromMinutes(pair.Minutes)));

    private ConfiguredFlow Flow(string name, string connection, string? cron = null, string[]? after = null, DayWindow? window = null, TimeOnly? readyBy = null)
    {
        var own = cron is null ? null : WallCron.Parse(cron, Moscow);
        var schedule = own is null && after is null ? null : new FlowSchedule(own, Moscow, after ?? [], window, readyBy, TimeSpan.FromMinutes(15));
        return new ConfiguredFlow(name, new ConfiguredConnection(connection, _connector, new object(), true), Direction.In, [], new Brakes()) { Schedule = schedule };
    }
}
