using Crm.Hub.Printing;
using Crm.Hub.Schedule;
using Crm.Hub.Settings;
using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Schedule;

public sealed class ShiftTests : IDisposable
{
    private static readonly DateTimeOffset HalfPastFive = new(2026, 3, 2, 5, 30, 0, TimeSpan.Zero);

    private readonly MemorySystem _memory = new();
    private readonly HubInFolder _hub;

    public ShiftTests()
    {
        _hub = HubInFolder.WithMemory(new MemoryConnector(_memory));
        _hub.Clock.SetUtcNow(HalfPastFive);
        _hub.Environment["Hub__TimeZone"] = "UTC";
        _hub.Environment["Hub__Flows__night__Schedule__Cron"] = "0 5 * * *";
        _hub.Environment["Hub__Flows__other__Connection"] = "memory";
        _hub.Environment["Hub__Flows__other__Mappings__0"] = "mappings";
        _hub.Environment["Hub__Flows__other__Schedule__Cron"] = "30 5 * * *";
        _hub.Environment["Hub__Flows__other__Schedule__Window"] = "05:00-06:00";
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_flow_whose_window_closes_while_it_waits_for_its_turn_waits_for_the_window()
    {
        var around = _hub.Around(TextWriter.Null, TextWriter.Null);
        var settings = SettingsReader.Read(null, null, around).Configuration!;
        using var log = new HubLog(settings.LogFolder, TextWriter.Null, verbose: false, settings.Hidden);
        var session = new Session(around, settings, new Screen(around, "en", isJson: true), log);
        var shift = new Shift(session, await session.OpenDatabaseAsync(Ct));
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var goesOn = new ManualResetEventSlim();
        _memory.Io = _ =>
        {
            begun.TrySetResult();
            goesOn.Wait(Ct);
        };

        var works = Task.Run(() => shift.WorkAsync(shift.Find("night")!, 0, Ct), Ct);
        await begun.Task;
        var waits = shift.WorkAsync(shift.Find("other")!, 0, Ct);
        Assert.False(waits.IsCompleted);
        _hub.Clock.Advance(TimeSpan.FromHours(1));
        goesOn.Set();
        await works;

        var next = Assert.Single(await waits);
        Assert.Equal(("other", HalfPastFive.AddHours(23.5)), (next.Flow.Name, next.At));
    }

    public void Dispose() => _hub.Dispose();
}
