using System.Globalization;
using Crm.Hub.Tests.Kit;
using Crm.Testing;
using Npgsql;

namespace Crm.Hub.Tests.Whole;

/// <summary>
/// Several services, each a process of its own, on one PostgreSQL server. One of them dies or loses the server at a moment that chance
/// chooses, in real time; HUB_KILLS says how often that is tried.
/// </summary>
public sealed class NodesTests : IAsyncDisposable
{
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("HUB_KILLS") ?? "2", CultureInfo.InvariantCulture);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan ARun = TimeSpan.FromSeconds(0.5), ARunAndMore = TimeSpan.FromSeconds(1.2);

    private readonly Random _chance = new(20261126);
    private readonly HubInFolder _hub;
    private readonly List<HubProcess> _nodes = [];
    private readonly CancellationTokenSource _patience = new(Patience);

    public NodesTests()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "about several nodes on PostgreSQL");
        _hub = HubInFolder.WithDemo();
        Settle(_hub);
    }

    public static TheoryData<int, int> Deaths => [.. Enumerable.Range(0, Kills).Select(kill => (2 + (kill % 2), kill))];

    public static TheoryData<int> Cuts => [.. Enumerable.Range(0, Math.Max(1, Kills / 2))];

    public ValueTask DisposeAsync()
    {
        _nodes.ForEach(node => node.Dispose());
        _patience.Dispose();
        _hub?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Another_node_takes_over_what_a_killed_one_left(int nodes, int kill)
    {
        for (var node = 0; node < nodes; node++)
        {
            await StartAsync([]);
        }

        await RingAsync();
        await MomentAsync(kill);
        var (dead, wasAtWork) = await WorkingAsync();
        await dead.KillAsync();

        await DoneAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"{nodes} nodes, killed {(wasAtWork ? "at work" : "at rest")}");
        await AssertIsCleanAsync();
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Another_node_takes_over_what_one_left_that_lost_the_server_and_the_lost_one_comes_back(int cut)
    {
        var server = new NpgsqlConnectionStringBuilder(_hub.Environment["Hub__Database__ConnectionString"]);
        await using var wire = new Wire(server.Port);
        server.Port = wire.Port;
        var lost = await StartAsync(new Dictionary<string, string> { ["Hub__Database__ConnectionString"] = server.ToString() });
        await RingAsync();
        await MomentAsync(2 * cut);
        var (_, wasAtWork) = await WorkingAsync();
        wire.Cut();
        await StartAsync([]);

        await DoneAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"cut off {(wasAtWork ? "at work" : "at rest")}");
        await AssertIsCleanAsync();

        wire.Mend();
        using var http = new HttpClient();
        await UntilAsync(async () => (await http.GetAsync(AddressOf(lost) + "/ready", _patience.Token)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_node_with_another_data_directory_does_not_join()
    {
        await StartAsync([]);
        await UntilAsync(async () => await AskAsync("SELECT COUNT(*) FROM QRTZ_SCHEDULER_STATE") is 1L);

        using var apart = HubProcess.Start(_hub, new Dictionary<string, string>(), "serve", "--lang", "en", "--data", Path.Combine(_hub.Folder, "elsewhere"));
        await apart.EndAsync(_patience.Token);

        Assert.Contains("works with another data directory", apart.Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_was_told_something_else_says_so()
    {
        await StartAsync([]);
        await UntilAsync(async () => await AskAsync("SELECT COUNT(*) FROM QRTZ_SCHEDULER_STATE") is 1L);

        var other = await StartAsync(new Dictionary<string, string> { ["Hub__Flows__night__Schedule__Cron"] = "0 2 1 1 *" });

        Assert.Contains("has other flows", other.Told, StringComparison.Ordinal);
    }

    private static void Settle(HubInFolder hub)
    {
        hub.Write("appsettings.json", """
            {
              "Hub": {
                "Connections": { "1c": { "Connector": "commerceml-files", "Settings": { "Folder": "exchange", "AfterReading": "Move", "QuietSeconds": 0 } } },
                "Flows": { "night": { "Connection": "1c", "Mappings": [ "mappings/commerceml" ], "Schedule": { "Cron": "0 1 1 1 *" } } }
              }
            }
            """);
        hub.Environment["Hub__Service__Listen"] = "http://127.0.0.1:0";
    }

    private async Task<HubProcess> StartAsync(Dictionary<string, string> environment)
    {
        var node = HubProcess.Start(_hub, environment, "serve", "--lang", "en");
        _nodes.Add(node);
        await node.SaysAsync("The service works", _patience.Token);
        return node;
    }

    private static string AddressOf(HubProcess node) => node.Told.Split("The service works: ")[1].Split(". ")[0].TrimEnd('/');

    private Task RingAsync() => new ServedHub(_hub).RingAsync("night");

    // Every other time the run has begun for certain.
    private async Task MomentAsync(int kill)
    {
        if (kill % 2 == 0)
        {
            await UntilAsync(async () => await AskAsync("SELECT COUNT(*) FROM Runs") is > 0L);
        }

        var chance = Enumerable.Range(0, kill + 1).Select(_ => _chance.NextDouble()).Last();
        await Task.Delay(chance * (kill % 2 == 0 ? ARun : ARunAndMore), _patience.Token);
    }

    private async Task<(HubProcess Node, bool IsAtWork)> WorkingAsync()
    {
        var holder = await AskAsync("SELECT Holder FROM Leases WHERE ExpiresAt > now()") as string;
        return _nodes.Find(node => holder?.Split(':')[1] == node.Id.ToString(CultureInfo.InvariantCulture)) is { } working ? (working, true) : (_nodes[0], false);
    }

    private Task DoneAsync() => UntilAsync(async () => await AskAsync("SELECT COUNT(*) FROM Runs WHERE Outcome IN ('Done', 'DoneWithHeld')") is > 0L
        && await AskAsync("SELECT COUNT(*) FROM QRTZ_FIRED_TRIGGERS") is 0L);

    // The server waits between two looks.
    private async Task UntilAsync(Func<Task<bool>> happened)
    {
        while (!await happened())
        {
            await AskAsync("SELECT pg_sleep(0.05) IS NULL");
            _patience.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task<object?> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_hub.Environment["Hub__Database__ConnectionString"]);
        await connection.OpenAsync(_patience.Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(_patience.Token);
    }

    private async Task AssertIsCleanAsync()
    {
        using var clean = HubInFolder.WithDemo();
        Settle(clean);
        await clean.RunAsync("run");
        Assert.Equal(HubState.Read(await clean.DatabaseAsync()), HubState.Read(await _hub.DatabaseAsync()));
        Assert.Empty(Directory.EnumerateFiles(_hub.Exchange));
    }
}
