using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Keeping;

public sealed class RoomTests : IDisposable
{
    private readonly HubInFolder _hub = HubInFolder.WithDemo();

    public void Dispose() => _hub.Dispose();

    [Theory]
    [InlineData("check")]
    [InlineData("status")]
    public async Task Little_room_is_told_before_the_night(string verb)
    {
        await _hub.RunAsync("run");

        var (little, much) = (await AskAsync(verb, 900_000_000), await AskAsync(verb, 1_100_000_000));

        Assert.Equal((ExitCode.Done, ExitCode.Done), (little.Exit, much.Exit));
        Assert.Contains("has little room: 900 MB are left", little.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("little room", much.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_a_value_came_from_is_told_also_when_its_file_is_gone()
    {
        await _hub.RunAsync("run");
        _hub.Environment["Hub__Archive__KeepDays"] = "30";
        _hub.Clock.Advance(TimeSpan.FromDays(40));
        var before = await _hub.RunAsync("why", "items/ОТВ-0110.Name", "--lang", "en");
        await _hub.RunAsync("run");

        var after = await _hub.RunAsync("why", "items/ОТВ-0110.Name", "--lang", "en");
        var json = (await _hub.RunAsync("why", "items/ОТВ-0110.Name", "--json")).Json;

        Assert.DoesNotContain("in the archive no more", before.Out, StringComparison.Ordinal);
        Assert.Contains("the raw file is in the archive no more: its time was over", after.Out, StringComparison.Ordinal);
        Assert.Contains("said in: ", after.Out, StringComparison.Ordinal);
        Assert.True(json.GetProperty("fields")[0].GetProperty("history")[0].GetProperty("fileGone").GetBoolean());
    }

    [Theory]
    [InlineData("Hub__Archive__KeepDays", "0", "At least a day is to be kept.")]
    [InlineData("Hub__Backup__Keep", "0", "At least one backup is to be kept.")]
    [InlineData("Hub__Backup__Cron", "at night", "'at night' is no cron schedule")]
    public async Task What_is_wrong_with_the_settings_is_told(string key, string value, string words)
    {
        _hub.Environment[key] = value;

        var answer = await _hub.RunAsync("run", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains(words, answer.Err, StringComparison.Ordinal);
    }

    private async Task<Answer> AskAsync(string verb, long free)
    {
        await using var @out = new StringWriter();
        await using var err = new StringWriter();
        var exit = await HubProgram.RunAsync([verb, "--lang", "en"], _hub.Around(@out, err) with { FreeBytes = _ => free }, TestContext.Current.CancellationToken);
        return new Answer((ExitCode)exit, @out.ToString(), err.ToString());
    }
}
