using System.Net;
using System.Text.Json.Nodes;
using Crm.Core.Storage;
using Crm.Hub.Reading;
using Crm.Hub.Tests.Kit;
using Crm.Testing;

namespace Crm.Hub.Tests.Commands;

public sealed class ServeTests : IDisposable
{
    private const int MoreThanTwoChunks = 4_100;

    private readonly MemorySystem _memory = new();
    private readonly HubInFolder _hub;

    public ServeTests()
    {
        _hub = HubInFolder.WithMemory(new MemoryConnector(_memory));
        _hub.Environment["Hub__Service__Listen"] = "http://127.0.0.1:0";
        _hub.Environment["Hub__Flows__night__Schedule__Cron"] = "0 5 * * *";
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task It_says_how_it_is_until_it_is_stopped()
    {
        await using var @out = new WatchedWriter();
        using var stop = new CancellationTokenSource();
        var run = RunAsync(@out, TextWriter.Null, stop.Token, "--json");
        var address = (await @out.WaitAsync("\"flows\"", Ct)).Split("\"address\": \"")[1].Split('"')[0];
        using var http = new HttpClient();

        Assert.StartsWith("http://127.0.0.1:", address, StringComparison.Ordinal);
        Assert.Equal("live", await http.GetStringAsync(address + "/live", Ct));
        Assert.Equal("ready", await http.GetStringAsync(address + "/ready", Ct));
        await stop.CancelAsync();

        Assert.Equal(ExitCode.Done, await run);
        Assert.Equal(0, (int)JsonNode.Parse(@out.ToString())!["exitCode"]!);
    }

    [Fact]
    public async Task It_says_how_it_is_until_the_run_that_goes_has_come_to_its_commit()
    {
        var (begun, release) = (new TaskCompletionSource(), new ManualResetEventSlim());
        _memory.Save("Клиент", "1", ("Имя", "Ромашка"));
        _memory.Deliver();
        _memory.Io = _ =>
        {
            begun.TrySetResult();
            release.Wait(Ct);
        };
        await using var @out = new WatchedWriter();
        using var stop = new CancellationTokenSource();
        var run = RunAsync(@out, TextWriter.Null, stop.Token, "--json");
        var address = (await @out.WaitAsync("\"flows\"", Ct)).Split("\"address\": \"")[1].Split('"')[0];
        _hub.Clock.SetUtcNow(_hub.Clock.GetUtcNow().AddDays(1));
        await new ServedHub(_hub).UntilAsync(begun.Task);
        using var http = new HttpClient();

        await stop.CancelAsync();
        while ((await http.GetAsync(address + "/ready", Ct)).IsSuccessStatusCode)
        {
            Ct.ThrowIfCancellationRequested();
        }

        Assert.Equal("live", await http.GetStringAsync(address + "/live", Ct));
        release.Set();
        Assert.Equal(ExitCode.Done, await run);
    }

    [Fact]
    public async Task Two_services_never_work_in_one_folder()
    {
        TestDatabase.OnlyAFile("on a server they share the work");
        await using var @out = new WatchedWriter();
        await using var err = new StringWriter();
        using var stop = new CancellationTokenSource();
        var first = RunAsync(@out, TextWriter.Null, stop.Token, "--lang", "en");
        await @out.WaitAsync("The service works", Ct);

        await using var other = new WatchedWriter();
        var second = RunAsync(other, err, stop.Token, "--lang", "en");
        await Task.WhenAny(second, other.WaitAsync("The service works", Ct));
        await stop.CancelAsync();

        Assert.Equal((ExitCode.Misconfigured, ExitCode.Done), (await second, await first));
        Assert.Contains("A service works in data already", err.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_told()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        _hub.Environment["Hub__Service__Listen"] = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var answer = await _hub.RunAsync(Ct, "serve", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("Name another in Hub:Service:Listen", answer.Err, StringComparison.Ordinal);
    }

    // A documentation address: no machine has it.
    [Fact]
    public async Task An_address_of_another_machine_is_told()
    {
        _hub.Environment["Hub__Service__Listen"] = "http://192.0.2.1:8021";

        var answer = await _hub.RunAsync(Ct, "serve", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("http://192.0.2.1:8021/ is taken or not ours", answer.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_a_flow_did_not_begin_at_night_stands_in_the_log()
    {
        _hub.Write("mappings/clients.yaml", "mapping: clients\nfrom: Клиент\nto: Counterparti\nfields: { Name: Имя }");
        await using var service = new ServedHub(_hub);
        await service.StartAsync();

        await service.UntilAsync(_hub.Clock.GetUtcNow().AddDays(1));
        await service.StopAsync();

        var log = string.Concat(Directory.GetFiles(Path.Combine(_hub.Folder, "data", "logs")).Select(File.ReadAllText));
        Assert.Contains("[WRN] Flow night: mappings/clients.yaml:3:5: ", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_keeps_all_flows_from_beginning_stands_in_the_log_and_the_next_night_comes()
    {
        _hub.Connectors[^1] = new MemoryConnector(_memory) { Sends = true };
        _hub.Environment["Hub__Flows__out__Connection"] = "memory";
        _hub.Environment["Hub__Flows__out__Direction"] = "Out";
        _hub.Environment["Hub__Flows__out__Mappings__0"] = "outward";
        _hub.Write("outward/clients.yaml", "mapping: clients\nfrom: Клиент\nto: Counterparti\nfields: { Name: Имя }");
        await using var service = new ServedHub(_hub);
        await service.StartAsync();
        await service.UntilAsync(_hub.Clock.GetUtcNow().AddDays(1));
        _hub.Write("outward/clients.yaml", "mapping: clients\nfrom: Клиент\nto: Counterparty\nmatch: [[Name]]\nfields: { Name: { from: Имя, required: true } }");

        await service.UntilAsync(_hub.Clock.GetUtcNow().AddDays(1));
        await service.StopAsync();

        var log = string.Concat(Directory.GetFiles(Path.Combine(_hub.Folder, "data", "logs")).Select(File.ReadAllText));
        Assert.Contains("[WRN] Flow night: outward/clients.yaml:3:5: ", log, StringComparison.Ordinal);
        Assert.Equal([RunOutcome.Misconfigured, RunOutcome.Done], (await service.RunsAsync("night")).Select(run => run.Outcome));
    }

    [Fact]
    public async Task A_run_that_the_stop_of_the_service_ends_goes_on_with_the_next_start()
    {
        var (begun, release) = (new TaskCompletionSource(), new ManualResetEventSlim());
        for (var client = 1; client <= MoreThanTwoChunks; client++)
        {
            _memory.Save("Клиент", $"{client}", ("Имя", $"Ромашка {client}"));
        }

        _memory.Deliver();
        _memory.Io = _ =>
        {
            begun.TrySetResult();
            release.Wait(Ct);
        };
        await using var service = new ServedHub(_hub);
        await service.StartAsync(rest: false);
        _hub.Clock.SetUtcNow(_hub.Clock.GetUtcNow().AddDays(1));
        await service.UntilAsync(begun.Task);
        var stopping = service.StopAsync();
        await service.Interrupted.WaitAsync(Ct);
        release.Set();
        await stopping;

        await service.StartAsync();

        using var db = (await _hub.DatabaseAsync()).ConnectToRead();
        var outcomes = new RunHistory(db).Newest(10).Select(run => run.Outcome).Reverse();
        Assert.Equal([RunOutcome.Interrupted, RunOutcome.Done], outcomes);
        Assert.Equal((long)MoreThanTwoChunks, db.Scalar("SELECT COUNT(*) FROM Counterparty"));
    }

    private async Task<ExitCode> RunAsync(TextWriter @out, TextWriter err, CancellationToken ct, params string[] args) =>
        (ExitCode)await HubProgram.RunAsync(["serve", .. args], _hub.Around(@out, err), ct);
}
