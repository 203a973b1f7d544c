using System.Globalization;

namespace Crm.Hub.Schedule;

/// <summary>A part of every day, from a time to another; it may reach over midnight. The end does not belong to it.</summary>
internal sealed record DayWindow(TimeOnly From, TimeOnly To)
{
    /// <summary>Reads "21:00-06:00"; null when it is not that, or when both ends are one.</summary>
    public static DayWindow? Parse(string text) =>
        text.Split('-', StringSplitOptions.TrimEntries) is [var from, var to] && TimeOf(from) is { } begin && TimeOf(to) is { } end && begin != end
            ? new DayWindow(begin, end)
            : null;

    /// <summary>Reads "06:00"; null when it is not that.</summary>
    public static TimeOnly? TimeOf(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>That moment when it lies in the window, else the next at which the window opens.</summary>
    public DateTimeOffset Opening(DateTimeOffset at, TimeZoneInfo zone)
    {
        var shown = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        if (Contains(TimeOnly.FromDateTime(shown)))
        {
            return at;
        }

        var day = DateOnly.FromDateTime(shown);
        var today = WallClock.At(day, From, zone);
        return today >= at ? today : WallClock.At(day.AddDays(1), From, zone);
    }

    /// <summary>When the window ends in which that moment lies.</summary>
    public DateTimeOffset Closing(DateTimeOffset at, TimeZoneInfo zone)
    {
        var shown = TimeZoneInfo.ConvertTime(at, zone);
        var day = DateOnly.FromDateTime(shown.DateTime);

        // The clock that was put back shows an end a second time.
        var again = new DateTimeOffset(day.ToDateTime(To), shown.Offset);
        return WallClock.At(day, To, zone) is var first && first > at ? first
            : again > at && zone.GetUtcOffset(again) == shown.Offset ? again
            : WallClock.At(day.AddDays(1), To, zone);
    }

    private bool Contains(TimeOnly time) => time.IsBetween(From, To);
}
