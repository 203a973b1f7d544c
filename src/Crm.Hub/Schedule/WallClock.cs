namespace Crm.Hub.Schedule;

/// <summary>What a time on the wall is in truth.</summary>
internal static class WallClock
{
    // No zone is further from UTC, and none puts its clocks forward by more.
    private static readonly TimeSpan Furthest = TimeSpan.FromHours(15);

    /// <summary>
    /// The moment at which the clock shows that time for the first time on that day, or, when the clock leaps over it, the moment
    /// of the leap.
    /// </summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone) => At(day.ToDateTime(time), zone);

    /// <remarks>
    /// By offsets alone: of a zone whose winter is what it calls summer, such as that of Dublin, .NET says of no time that it is invalid
    /// or ambiguous.
    /// </remarks>
    public static DateTimeOffset At(DateTime shown, TimeZoneInfo zone)
    {
        var (early, late) = (zone.GetUtcOffset(Utc(shown - Furthest)), zone.GetUtcOffset(Utc(shown + Furthest)));
        foreach (var offset in new[] { early, late }.OrderDescending())
        {
            if (zone.GetUtcOffset(Utc(shown - offset)) == offset)
            {
                return new DateTimeOffset(DateTime.SpecifyKind(shown, DateTimeKind.Unspecified), offset);
            }
        }

        return Change(Utc(shown - Furthest), Utc(shown + Furthest), zone);
    }

    /// <summary>The first whole second at which the clock goes otherwise than at the beginning; there is one change between the two.</summary>
    public static DateTimeOffset Change(DateTimeOffset low, DateTimeOffset high, TimeZoneInfo zone)
    {
        var old = zone.GetUtcOffset(low);
        while (high - low > TimeSpan.FromSeconds(1))
        {
            var middle = low + TimeSpan.FromSeconds(Math.Floor((high - low).TotalSeconds / 2));
            (low, high) = zone.GetUtcOffset(middle) == old ? (middle, high) : (low, middle);
        }

        return high.ToOffset(zone.GetUtcOffset(high));
    }

    private static DateTimeOffset Utc(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Unspecified), TimeSpan.Zero);
}
