namespace Crm.Connectors.OneC.Tests.OData.Kit;

/// <summary>
/// A clock by which pauses are over at once and are noted, while patience never runs out: what waits longer than a minute and a half is
/// a time-out.
/// </summary>
internal sealed class HurriedClock : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(90);

    private readonly List<TimeSpan> _pauses = [];

    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (_pauses)
            {
                return [.. _pauses];
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > LongestPause || dueTime < TimeSpan.Zero)
        {
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }

        lock (_pauses)
        {
            _pauses.Add(dueTime);
        }

        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
