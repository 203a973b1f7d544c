using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Hub.Schedule;
using Microsoft.Extensions.Time.Testing;

namespace Crm.Hub.Tests.Schedule;

public sealed class BreakerTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
    private readonly Breaker _breaker;
    private int _asked;

    public BreakerTests() => _breaker = new Breaker(_clock);

    [Fact]
    public async Task A_base_that_was_away_twice_is_left_in_peace_for_ten_minutes_and_then_asked_again()
    {
        await RunAsync(ExitCode.Unavailable);
        await RunAsync(ExitCode.Unavailable);
        _clock.Advance(TimeSpan.FromMinutes(4));
        var (walk, peace) = await RunAsync(ExitCode.Done);
        Assert.Equal((null, TimeSpan.FromMinutes(6), 2), (walk, peace, _asked));

        _clock.Advance(peace);
        Assert.Equal(ExitCode.Done, (await RunAsync(ExitCode.Done)).Walk?.Exit);
        Assert.Equal(ExitCode.Done, (await RunAsync(ExitCode.Done)).Walk?.Exit);
    }

    [Fact]
    public async Task A_base_that_is_away_still_is_left_in_peace_again_after_one_try()
    {
        await RunAsync(ExitCode.Unavailable);
        await RunAsync(ExitCode.Unavailable);
        _clock.Advance(TimeSpan.FromMinutes(10));
        await RunAsync(ExitCode.Unavailable);

        Assert.Null((await RunAsync(ExitCode.Done)).Walk);
    }

    [Theory]
    [InlineData(ExitCode.Failed)]
    [InlineData(ExitCode.Stopped)]
    [InlineData(ExitCode.Misconfigured)]
    public async Task Only_a_base_that_is_away_is_left_in_peace(ExitCode exit)
    {
        for (var run = 0; run < 5; run++)
        {
            Assert.NotNull((await RunAsync(exit)).Walk);
        }
    }

    [Fact]
    public async Task A_connection_on_which_another_run_works_is_not_away()
    {
        for (var run = 0; run < 5; run++)
        {
            Assert.NotNull((await RunAsync(ExitCode.Unavailable, new RunReport(0, "night", "1c", RunOutcome.Unavailable, new(), TimeSpan.Zero, [], null))).Walk);
        }
    }

    private Task<(FlowWalk? Walk, TimeSpan Peace)> RunAsync(ExitCode exit, RunReport? report = null) => _breaker.RunAsync(
        _ =>
        {
            _asked++;
            return ValueTask.FromResult(new FlowWalk(null!, report, [], null, exit));
        },
        TestContext.Current.CancellationToken);
}
