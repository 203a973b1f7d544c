using Crm.Simulator.State;

namespace Crm.Simulator.Habits;

/// <summary>Waits where a base of 1C lets its clients wait, by the clock of the options.</summary>
internal sealed class Slowness(HabitSwitches habits, WallClock clock, TimeSpan start)
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(20);

    private readonly Lock _gate = new();
    private DateTime _last = DateTime.MinValue;

    public Task WaitAsync(TimeSpan wait, CancellationToken ct) => Task.Delay(wait, clock.Time, ct);

    /// <summary>The first request, and the first after a long pause, waits until the base has woken up.</summary>
    public Task EnterAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            var now = clock.Now;
            var isFirst = now - _last > Idle;
            _last = now;
            return isFirst && habits.Is(Habit.SlowStart) ? WaitAsync(start, ct) : Task.CompletedTask;
        }
    }
}
