using Crm.Hub.Schedule;

namespace Crm.Hub.Tests.Schedule;

/// <summary>What a time on the wall means on the two days a year that are odd, in every zone there is.</summary>
public sealed class WallClockTests
{
    private static readonly DateTimeOffset Year = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void In_every_zone_a_time_that_does_not_exist_is_the_moment_of_the_leap_and_one_that_comes_twice_the_first()
    {
        var seen = 0;
        foreach (var (zone, at, before, after) in Transitions())
        {
            var shown = at.ToOffset(before).DateTime + ((after - before) / 2);
            var expected = after > before ? at : at + ((after - before) / 2);

            Assert.Equal(expected, WallClock.At(DateOnly.FromDateTime(shown), TimeOnly.FromDateTime(shown), zone));
            seen++;
        }

        Assert.True(seen > 50, $"only {seen} transitions were found");
    }

    [Fact]
    public void In_every_zone_the_bell_of_the_clock_rings_by_the_same_rule_and_once()
    {
        foreach (var (zone, at, before, after) in Transitions())
        {
            var shown = at.ToOffset(before).DateTime + ((after - before) / 2);
            var flow = WallCron.Parse(FormattableString.Invariant($"{shown.Second} {shown.Minute} {shown.Hour} * * ?"), zone);

            var rung = Ringings(flow, at.AddHours(-20), at.AddHours(20));

            Assert.Equal([WallClock.At(DateOnly.FromDateTime(shown), TimeOnly.FromDateTime(shown), zone)], rung.Where(one => (one - at).Duration() < TimeSpan.FromHours(12)));
        }
    }

    [Fact]
    public void In_every_zone_what_rings_every_quarter_of_an_hour_rings_on_through_the_change_of_clocks()
    {
        foreach (var (zone, at, _, _) in Transitions())
        {
            var rung = Ringings(WallCron.Parse("*/15 * * * *", zone), at.AddHours(-5), at.AddHours(5));

            Assert.All(rung.Zip(rung.Skip(1)), pair => Assert.Equal((TimeSpan.FromMinutes(15), zone), (pair.Second - pair.First, zone)));
            Assert.Equal(39, rung.Count);
        }
    }

    private static List<DateTimeOffset> Ringings(WallCron flow, DateTimeOffset from, DateTimeOffset to)
    {
        var rung = new List<DateTimeOffset>();
        for (var next = flow.Next(from); next < to; next = flow.Next(next.Value))
        {
            Assert.True(rung.Count == 0 || next > rung[^1], $"it rings again and again at {next}");
            rung.Add(next.Value);
        }

        return rung;
    }

    // Zones that change their clocks together need to be asked but once.
    private static IEnumerable<(TimeZoneInfo Zone, DateTimeOffset At, TimeSpan Before, TimeSpan After)> Transitions() => TimeZoneInfo.GetSystemTimeZones()
        .SelectMany(zone => Of(zone).Select(one => (Zone: zone, one.At, one.Before, one.After)))
        .DistinctBy(one => (one.At, one.Before, one.After));

    private static IEnumerable<(DateTimeOffset At, TimeSpan Before, TimeSpan After)> Of(TimeZoneInfo zone)
    {
        var day = zone.GetUtcOffset(Year);
        for (var at = Year; at < Year.AddYears(1); at = at.AddDays(1))
        {
            var next = zone.GetUtcOffset(at.AddDays(1));
            if (next != day)
            {
                yield return (Moment(zone, at, at.AddDays(1)), day, next);
            }

            day = next;
        }
    }

    private static DateTimeOffset Moment(TimeZoneInfo zone, DateTimeOffset low, DateTimeOffset high)
    {
        var old = zone.GetUtcOffset(low);
        while (high - low > TimeSpan.FromMinutes(1))
        {
            var middle = low + TimeSpan.FromMinutes(Math.Floor((high - low).TotalMinutes / 2));
            (low, high) = zone.GetUtcOffset(middle) == old ? (middle, high) : (low, middle);
        }

        return high;
    }
}
