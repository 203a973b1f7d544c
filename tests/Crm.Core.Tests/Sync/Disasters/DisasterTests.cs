using System.Text.Json;
using Crm.Core.Storage;

namespace Crm.Core.Tests.Sync.Disasters;

public sealed class DisasterTests
{
    public static TheoryData<string> Catastrophes => [.. Catastrophe.All.Select(one => one.Name)];

    [Fact]
    public async Task No_night_of_an_ordinary_year_is_stopped() =>
        Assert.Equal("", string.Join('\n', await LivedFirm.StoppedAsync()));

    [Theory]
    [MemberData(nameof(Catastrophes))]
    public async Task A_catastrophe_is_stopped_before_the_first_row(string name)
    {
        var catastrophe = Catastrophe.All.Single(one => one.Name == name);
        using var lived = await LivedFirm.OpenAsync();
        var before = lived.Hub.State();
        if (catastrophe.Strike(lived.Firm, lived.There))
        {
            lived.Firm.Tell(lived.There);
        }

        var report = await lived.RunAsync();

        Assert.Equal((RunOutcome.Stopped, 1, 1), (report.Outcome, report.Numbers.DeliveriesStopped, lived.There.Waiting));
        Assert.Equal(before, lived.Hub.State());
        Assert.Contains(catastrophe.Brake, Brakes(lived));
    }

    [Fact]
    public async Task The_same_books_told_whole_once_more_are_no_catastrophe()
    {
        using var lived = await LivedFirm.OpenAsync();
        lived.Firm.Tell(lived.There);

        var report = await lived.RunAsync();

        Assert.Equal((RunOutcome.Done, false), (report.Outcome, report.Numbers.ChangedAnything));
    }

    private static List<string> Brakes(LivedFirm lived)
    {
        using var detail = JsonDocument.Parse((string)lived.Hub.Ask("SELECT Detail FROM Questions WHERE Kind = 'Brake' AND IsOpen")!);
        return [.. detail.RootElement.GetProperty("brakes").EnumerateArray().Select(brake => brake.GetProperty("brake").GetString()!)];
    }
}
