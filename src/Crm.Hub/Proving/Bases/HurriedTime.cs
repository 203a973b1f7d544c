namespace Crm.Hub.Proving.Bases;

/// <summary>The clock of the proof for lines that pause between attempts: a pause is over at once, and what is a time-out never comes.</summary>
internal sealed class HurriedTime(TimeProvider clock) : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(90);

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > LongestPause || dueTime < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, period);
}
