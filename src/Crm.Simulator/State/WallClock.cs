namespace Crm.Simulator.State;

/// <summary>The clock on the wall of 1C's server: local time without a zone, whole seconds, moved by whoever rehearses.</summary>
internal sealed class WallClock(TimeProvider time)
{
    private long _moved;

    /// <summary>For waiting.</summary>
    public TimeProvider Time { get; } = time;

    public TimeSpan Moved => TimeSpan.FromTicks(Interlocked.Read(ref _moved));

    public DateTime Now
    {
        get
        {
            var now = Time.GetLocalNow().DateTime + Moved;
            return new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerSecond);
        }
    }

    public void Move(TimeSpan by) => Interlocked.Add(ref _moved, by.Ticks);
}
