using System.Globalization;

namespace Crm.Hub.Schedule;

/// <summary>When a flow runs by itself: at times of its own, or after other flows; never both.</summary>
/// <param name="Cron">In the zone of the flow; null when it runs after others.</param>
/// <param name="After">Flows each of which must have ended well since this one last ran, and no longer ago than <see cref="OneNight"/>.</param>
/// <param name="Window">Outside of it the flow does not run.</param>
/// <param name="ReadyBy">When people begin to look at what it brought.</param>
/// <param name="RetryAfter">How soon a base that was away is tried for the first time.</param>
internal sealed record FlowSchedule(
    WallCron? Cron, TimeZoneInfo Zone, IReadOnlyList<string> After, DayWindow? Window, TimeOnly? ReadyBy, TimeSpan RetryAfter)
{
    /// <summary>What lies further apart does not belong to one night: what came yesterday is no reason to begin today.</summary>
    public static readonly TimeSpan OneNight = TimeSpan.FromHours(12);

    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(4);

    /// <summary>All of it as a text: equal when two are.</summary>
    public string Said => $"{Cron?.Text} {Zone.Id} [{string.Join(' ', After)}] {Window} {ReadyBy:HH:mm} {RetryAfter}";

    /// <summary>A moment as its clock shows it.</summary>
    public string Shown(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("dd.MM HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The next time of its own after that moment.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => Cron?.Next(after);

    /// <summary>The first moment from then on at which it may begin.</summary>
    public DateTimeOffset Opening(DateTimeOffset at) => Window?.Opening(at, Zone) ?? at;

    /// <summary>When what begins at that moment has to break off; null when it may go on for ever.</summary>
    public DateTimeOffset? Closing(DateTimeOffset at) => Window?.Closing(at, Zone);

    /// <summary>When work of that length is done that begins at that moment: what breaks off goes on when it may.</summary>
    public DateTimeOffset Ends(DateTimeOffset at, TimeSpan work)
    {
        while (Closing(at) is { } closing && at + work > closing)
        {
            work -= closing - at;
            at = Opening(closing);
        }

        return at + work;
    }

    /// <param name="attempt">How often in a row the base was away, this time included.</param>
    public TimeSpan Patience(int attempt)
    {
        var wait = RetryAfter;
        for (var doubled = 1; doubled < attempt && wait < LongestRetry; doubled++)
        {
            wait *= 2;
        }

        return wait < LongestRetry || RetryAfter > LongestRetry ? wait : LongestRetry;
    }

    /// <summary>The next time at which its work is to be done; null when nobody said.</summary>
    public DateTimeOffset? Deadline(DateTimeOffset after)
    {
        if (ReadyBy is not { } time)
        {
            return null;
        }

        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, Zone).Date);
        var today = WallClock.At(day, time, Zone);
        return today > after ? today : WallClock.At(day.AddDays(1), time, Zone);
    }
}
