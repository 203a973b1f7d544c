using Crm.Core.Storage;
using Crm.Hub.Serving;
using Crm.Hub.Settings;
using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Serving;

public sealed class StandingsTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly MemorySystem _memory = new();
    private readonly MemoryConnector _connector;
    private readonly HubInFolder _hub;

    public StandingsTests()
    {
        _connector = new MemoryConnector(_memory);
        _hub = HubInFolder.WithMemory(_connector);
    }

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task The_lag_of_a_flow_grows_until_it_ends_well_again()
    {
        var standings = await StandingsAsync();
        await RunAsync(ExitCode.Done);
        _hub.Clock.Advance(Hour);
        Assert.Equal(Hour.TotalSeconds, Lag(standings));

        _memory.IsAway = true;
        await RunAsync(ExitCode.Unavailable);
        _hub.Clock.Advance(Hour);
        Assert.Equal(2 * Hour.TotalSeconds, Lag(standings));

        _memory.IsAway = false;
        await RunAsync(ExitCode.Done);
        _hub.Clock.Advance(Hour);
        Assert.Equal(Hour.TotalSeconds, Lag(standings));
    }

    [Fact]
    public async Task Of_a_flow_that_never_ended_well_no_lag_is_told()
    {
        _memory.IsAway = true;
        await RunAsync(ExitCode.Unavailable);

        Assert.Empty((await StandingsAsync()).Lags());
    }

    [Fact]
    public async Task Whoever_asks_often_does_not_make_the_database_be_read_as_often()
    {
        var standings = await StandingsAsync();
        Assert.Equal(0, Rejected(standings));
        _memory.Save("Клиент", "К-18", ("ИНН", "7708000019"));
        _memory.Deliver();
        await RunAsync(ExitCode.DoneWithHeld);

        Assert.Equal(0, Rejected(standings));
        _hub.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(1, Rejected(standings));
    }

    [Fact]
    public async Task While_the_database_cannot_be_read_nothing_is_said_of_what_lies_in_it()
    {
        var standings = await StandingsAsync();
        using (var db = (await _hub.DatabaseAsync()).Connect())
        {
            db.Execute("DROP TABLE Held");
        }

        Assert.Empty(standings.Held());
        Assert.Empty(standings.Questions());
        Assert.Empty(standings.Outbox());
        Assert.Empty(standings.Lags());
    }

    [Fact]
    public async Task A_database_that_goes_away_in_the_middle_of_an_answer_does_not_break_it()
    {
        _hub.Environment["Hub__Connections__other__Connector"] = "memory";
        _hub.Environment["Hub__Connections__other__Settings__Password"] = "env:MEMORY_PASSWORD";
        var standings = await StandingsAsync();
        var told = new List<string>();
        foreach (var line in standings.Outbox())
        {
            if (told.Count == 0)
            {
                using var db = (await _hub.DatabaseAsync()).Connect();
                db.Execute("DROP TABLE Held");
                _hub.Clock.Advance(Hour);
            }

            told.Add(string.Join(' ', line.Tags.ToArray().Select(tag => tag.Value)));
        }

        Assert.Equal(2 * Enum.GetValues<OutboxState>().Length, told.Distinct().Count());
        Assert.Empty(standings.Outbox());
    }

    private async Task<Standings> StandingsAsync()
    {
        var settings = SettingsReader.Read(null, null, _hub.Around(TextWriter.Null, TextWriter.Null)).Configuration!;
        return new Standings(settings, await _hub.DatabaseAsync(), _hub.Clock);
    }

    private async Task RunAsync(ExitCode expected) => Assert.Equal(expected, (await _hub.RunAsync("run")).Exit);

    private static double Lag(Standings standings) => Assert.Single(standings.Lags()).Value;

    private static long Rejected(Standings standings) =>
        standings.Held().Single(held => held.Tags.ToArray().Any(tag => (string?)tag.Value == HubMeter.Word(HeldState.Rejected))).Value;
}
