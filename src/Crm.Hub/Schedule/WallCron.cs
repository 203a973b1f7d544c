using Quartz;

namespace Crm.Hub.Schedule;

/// <summary>
/// A cron expression of times on a wall. On the day the clocks go forward, a time that does not exist rings at the moment they go; on
/// the day they go back, a time that comes twice rings the first time, and an expression of every hour rings on through both.
/// </summary>
/// <remarks>
/// Quartz reads the expression and finds the times; it finds them as if there were one clock, for by its own reading of zones a bell in
/// Dublin or Casablanca rings without end when the clocks go forward.
/// </remarks>
internal sealed class WallCron
{
    private const int CrontabFields = 5;
    private static readonly TimeSpan LongestStep = TimeSpan.FromHours(1);

    private readonly CronExpression _wall;
    private readonly TimeZoneInfo _zone;
    private readonly bool _isEveryHour;

    private WallCron(string text, CronExpression wall, TimeZoneInfo zone, bool isEveryHour) => (Text, _wall, _zone, _isEveryHour) = (text, wall, zone, isEveryHour);

    /// <summary>As a person wrote it.</summary>
    public string Text { get; }

    /// <summary>Reads five fields as those of crontab, six and seven as those of Quartz.</summary>
    /// <exception cref="FormatException">It is no cron expression.</exception>
    public static WallCron Parse(string text, TimeZoneInfo zone)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var format = fields.Length == CrontabFields ? CronFormat.Unix : CronFormat.Quartz;
        var wall = CronExpression.Parse(text, format).WithTimeZone(TimeZoneInfo.Utc);
        return new WallCron(text, wall, zone, isEveryHour: fields.Length >= CrontabFields && fields[format == CronFormat.Unix ? 1 : 2] == "*");
    }

    /// <summary>The next time after that moment; null when there is none any more.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var shown = TimeZoneInfo.ConvertTime(after, _zone).DateTime;
        if (_isEveryHour && OnThisClock(after) is { } near)
        {
            return near;
        }

        // The clock may show twice what it showed then.
        for (var next = After(shown); next is { } time; next = After(time))
        {
            if (WallClock.At(time, _zone) is var at && at > after)
            {
                return at;
            }
        }

        return null;
    }

    // The next time if the clocks do not change until then, and else the first after they did.
    private DateTimeOffset? OnThisClock(DateTimeOffset after)
    {
        var offset = _zone.GetUtcOffset(after);
        if (After(after.ToOffset(offset).DateTime) is not { } time)
        {
            return null;
        }

        var at = new DateTimeOffset(time, offset);
        if (_zone.GetUtcOffset(at) == offset)
        {
            return at;
        }

        if (at - after > LongestStep)
        {
            return null;
        }

        var change = WallClock.Change(after, at, _zone);
        return After(change.DateTime.AddSeconds(-1)) is { } first ? new DateTimeOffset(first, change.Offset) : null;
    }

    private DateTime? After(DateTime shown) =>
        _wall.GetNextValidTimeAfter(new DateTimeOffset(DateTime.SpecifyKind(shown, DateTimeKind.Unspecified), TimeSpan.Zero))?.DateTime;
}
