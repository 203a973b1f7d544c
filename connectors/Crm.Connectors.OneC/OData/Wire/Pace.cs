namespace Crm.Connectors.OneC.OData.Wire;

/// <summary>Lets requests begin evenly, and no more than so many a minute, so that people at work in the base do not feel the hub.</summary>
/// <param name="perMinute">0: as they come.</param>
internal sealed class Pace(int perMinute, TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private DateTimeOffset _next;

    public Task WaitAsync(CancellationToken ct) => perMinute > 0 && Turn() is var wait && wait > TimeSpan.Zero ? Task.Delay(wait, clock, ct) : Task.CompletedTask;

    private TimeSpan Turn()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var turn = _next > now ? _next : now;
            _next = turn + (Minute / perMinute);
            return turn - now;
        }
    }
}
