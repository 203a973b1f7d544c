using Crm.Core.Sync;
using Crm.Hub.Printing;
using Microsoft.Extensions.Time.Testing;

namespace Crm.Hub.Tests.Commands;

public sealed class ProgressLineTests
{
    [Fact]
    public void The_line_tells_amount_share_rate_and_remaining_time()
    {
        var line = new ProgressLine(ScreenOf("en", new StringWriter(), new FakeTimeProvider()));

        Assert.Equal(
            "offers.xml: reading 50 MB of 200 MB (25 %), 10 MB/s, remaining 15.0 s",
            line.Text(new RunProgress("offers.xml", false, 50_000_000, 200_000_000), TimeSpan.FromSeconds(5)));
        Assert.Equal("offers.xml: applying 2,000", line.Text(new RunProgress("offers.xml", true, 2_000, null), TimeSpan.Zero));
    }

    [Fact]
    public void It_is_drawn_five_times_a_second_at_most_and_leaves_nothing_behind()
    {
        var (err, clock) = (new StringWriter(), new FakeTimeProvider());
        var line = new ProgressLine(ScreenOf("ru", err, clock));

        for (var done = 1; done <= 100; done++)
        {
            line.Report(new RunProgress("f.xml", true, done, 100));
            clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        var drawn = err.ToString().Count(letter => letter == '\r');
        line.Clear();

        Assert.InRange(drawn, 4, 6);
        Assert.EndsWith("\r", err.ToString(), StringComparison.Ordinal);
    }

    private static Screen ScreenOf(string language, StringWriter err, FakeTimeProvider clock) => new(
        new Surroundings(new StringWriter(), err, clock, ".", new Dictionary<string, string>(), IsTerminal: true, Width: 100, []), language, isJson: false);
}
