using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Crm.Simulator.Tests.Kit;

/// <summary>A clock that stands still and tells when somebody begins to wait by it.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until somebody waits.</summary>
    public async Task<TimeSpan> WaitedAsync() => await _waits.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits until somebody waits, lets that time pass and tells how long it was.</summary>
    public async Task<TimeSpan> PassAsync()
    {
        var wait = await WaitedAsync();
        Advance(wait);
        return wait;
    }
}
