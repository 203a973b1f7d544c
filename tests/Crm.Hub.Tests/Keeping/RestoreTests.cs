using Crm.Core.Storage;
using Crm.Hub.Keeping;
using Crm.Hub.Printing;
using Crm.Hub.Proving;
using Crm.Hub.Settings;
using Crm.Hub.Tests.Kit;
using Crm.Testing;

namespace Crm.Hub.Tests.Keeping;

public sealed class RestoreTests : IAsyncLifetime
{
    private readonly MemorySystem _memory = new();
    private readonly HubInFolder _hub;
    private IReadOnlyList<string> _then = [], _now = [];

    public RestoreTests() => _hub = HubInFolder.WithMemory(new MemoryConnector(_memory));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A backup of yesterday, and a hub that has gone on since.</summary>
    public async ValueTask InitializeAsync()
    {
        await BringAsync("1");
        await _hub.RunAsync("backup");
        _then = await StateAsync();
        _hub.Clock.Advance(TimeSpan.FromDays(1));
        await BringAsync("2");
        _now = await StateAsync();
    }

    public ValueTask DisposeAsync()
    {
        _hub.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_hub_that_is_here_gives_way_only_when_that_is_said()
    {
        var answer = await _hub.RestoreAsync();

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("With --replace it is moved aside (not deleted)", answer.Err, StringComparison.Ordinal);
        Assert.Equal(_now, await StateAsync());
    }

    [Fact]
    public async Task What_gave_way_lies_aside_whole()
    {
        var answer = await _hub.RestoreAsync("--replace");
        var aside = Path.Combine(_hub.Folder, "data", "before-restore-20260303-013000");

        Assert.Equal((ExitCode.Done, true), (answer.Exit, answer.Out.Contains("before-restore-20260303-013000", StringComparison.Ordinal)));
        Assert.Equal(_now, HubState.Read(await HubDatabase.OpenAsync(new DatabasePlace.SqliteFile(Path.Combine(aside, TestDatabase.IsPostgres ? "server.db" : "hub.db")), Ct)));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(aside, "archive"), "*", SearchOption.AllDirectories).Length);
        Assert.Single(Directory.GetFiles(Path.Combine(_hub.Folder, "data", "archive"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Into_an_empty_folder_nothing_need_be_said()
    {
        TestDatabase.OnlyAFile("on a server the hub is there whatever the folder");

        var answer = await _hub.RestoreAsync("--data", "another");

        Assert.Equal(ExitCode.Done, answer.Exit);
        Assert.Equal(_then, HubState.Read(await HubDatabase.OpenAsync(new DatabasePlace.SqliteFile(Path.Combine(_hub.Folder, "another", "hub.db")), Ct)));
        Assert.Equal("mapping: clients", File.ReadLines(Path.Combine(_hub.Folder, "another", "settings-of-backup", "mappings", "clients.yaml")).First());
    }

    [Fact]
    public async Task A_database_that_is_broken_can_be_replaced()
    {
        TestDatabase.OnlyAFile("a server looks after its own files");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(_hub.DatabaseFile, new string('x', 10_000), Ct);

        var answer = await _hub.RestoreAsync("--replace");

        Assert.Equal(ExitCode.Done, answer.Exit);
        Assert.Equal(_then, await StateAsync());
    }

    [Fact]
    public async Task While_a_run_works_nothing_is_restored()
    {
        using (var db = (await _hub.DatabaseAsync()).Connect())
        {
            db.Live("another");
            db.Execute("UPDATE Leases SET Holder = 'another', ExpiresAt = $0", new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc));

            var answer = await _hub.RestoreAsync("--replace");

            Assert.Equal(ExitCode.Misconfigured, answer.Exit);
            Assert.Contains("A run works on the connection 'memory'", answer.Err, StringComparison.Ordinal);
        }

        Assert.Equal(_now, await StateAsync());
    }

    [Fact]
    public async Task While_a_service_works_nothing_is_restored()
    {
        _hub.Environment["Hub__Flows__night__Schedule__Cron"] = "0 5 * * *";
        _hub.Environment["Hub__Service__Listen"] = "http://127.0.0.1:0";
        await using var @out = new WatchedWriter();
        using var stop = new CancellationTokenSource();
        var service = HubProgram.RunAsync(["serve", "--lang", "en"], _hub.Around(@out, TextWriter.Null), stop.Token);
        await @out.WaitAsync("The service works", Ct);

        var answer = await _hub.RestoreAsync("--replace");
        await stop.CancelAsync();
        await service;

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Matches("(A service works in this data directory|The service .* works)", answer.Err);
        Assert.Equal(_now, await StateAsync());
    }

    [Fact]
    public async Task What_was_sent_after_the_backup_is_not_made_twice_over_there()
    {
        var memory = new MemorySystem();
        using var hub = HubInFolder.WithMemory(new MemoryConnector(memory) { Sends = true });
        hub.Environment["Hub__Flows__night__Direction"] = "Both";
        await hub.RunAsync("run");
        await hub.RunAsync("new", "counterparties", "Name=Новая", "--by", "Анна");
        await hub.RunAsync("backup");
        await hub.RunAsync("run");
        var sent = memory.Objects.Count;

        await hub.RestoreAsync("--replace");
        await hub.RunAsync("run");
        await hub.RunAsync("run");

        Assert.Equal((1, 1), (sent, memory.Objects.Count));
        using var db = (await hub.DatabaseAsync()).ConnectToRead();
        Assert.Equal((1L, 0L), (db.Scalar("SELECT COUNT(*) FROM Counterparty"), db.Scalar("SELECT COUNT(*) FROM Outbox")));
    }

    [Theory]
    [InlineData("marked")]
    [InlineData("aside")]
    [InlineData("placed")]
    public async Task A_restore_that_fails_on_its_way_puts_all_back(string point)
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => RestoreAsync(point, new InvalidOperationException("a bug")));

        Assert.Equal(_now, await StateAsync());
        Assert.Equal(ExitCode.Done, (await _hub.RunAsync("status")).Exit);
        Assert.DoesNotContain(Directory.GetDirectories(Path.Combine(_hub.Folder, "data")), folder => folder.Contains("restor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restore_that_cannot_move_one_of_its_files_puts_back_those_that_it_moved()
    {
        var taken = Path.Combine(_hub.Folder, "data", "settings-of-backup");

        await Assert.ThrowsAsync<IOException>(() => RestoreAsync(point => { if (point == "aside") { Directory.CreateDirectory(taken); } }));

        Assert.Equal(_now, await StateAsync());
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_hub.Folder, "data", "archive"), "*", SearchOption.AllDirectories).Length);
        Assert.Equal(ExitCode.Done, (await _hub.RunAsync("status")).Exit);
        Assert.DoesNotContain(Directory.GetDirectories(Path.Combine(_hub.Folder, "data")), folder => folder.Contains("restor", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("marked")]
    [InlineData("aside")]
    [InlineData("placed")]
    public async Task A_restore_that_died_on_its_way_is_told_and_nothing_begins_until_it_is_done_again(string point)
    {
        await Assert.ThrowsAsync<PowerCutException>(() => RestoreAsync(point, new PowerCutException(point)));

        var run = await _hub.RunAsync("run", "--lang", "en");
        var again = await _hub.RestoreAsync("--replace");

        Assert.Equal((ExitCode.Misconfigured, ExitCode.Done), (run.Exit, again.Exit));
        Assert.Contains("A restore broke off halfway here", run.Err, StringComparison.Ordinal);
        Assert.Equal(_then, await StateAsync());
    }

    [Fact]
    public async Task Without_room_for_it_nothing_is_unpacked()
    {
        await using var err = new StringWriter();
        var around = _hub.Around(TextWriter.Null, err) with { FreeBytes = _ => 1_000 };

        var exit = (ExitCode)await HubProgram.RunAsync(["restore", _hub.Backup, "--replace", "--lang", "en"], around, Ct);

        Assert.Equal(ExitCode.Misconfigured, exit);
        Assert.Contains("the disk of the data directory has 1,000 B left", err.ToString(), StringComparison.Ordinal);
        Assert.Equal(_now, await StateAsync());
    }

    [Fact]
    public async Task A_hub_goes_from_a_file_to_a_server_and_back_by_a_backup()
    {
        var server = await (await PostgresServer.StartedAsync()).NewHubAsync();
        using var other = HubInFolder.WithMemory(new MemoryConnector(_memory));
        var place = TestDatabase.IsPostgres ? other.FilePlace : new DatabasePlace.PostgresServer(server);
        other.UseFile();
        if (!TestDatabase.IsPostgres)
        {
            other.Environment["Hub__Database__Provider"] = "PostgreSql";
            other.Environment["Hub__Database__ConnectionString"] = server;
        }

        var there = await other.RunAsync("restore", _hub.Backup, "--lang", "en");
        await other.RunAsync("backup", "--to", "back");
        var back = await _hub.RunAsync("restore", Directory.GetFiles(Path.Combine(other.Folder, "back")).Single(), "--replace", "--lang", "en");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (there.Exit, back.Exit));
        Assert.Equal(_then, HubState.Read(await HubDatabase.OpenAsync(place, Ct)));
        Assert.Equal(_then, await StateAsync());
        await BringAsync("2");
        Assert.Equal(_now, await StateAsync());
        PostgresServer.DropOf(server);
    }

    private Task RestoreAsync(string point, Exception fault) => RestoreAsync(reached => { if (reached == point) { throw fault; } });

    private async Task RestoreAsync(Action<string> reached)
    {
        var around = _hub.Around(TextWriter.Null, TextWriter.Null);
        var settings = SettingsReader.Read(null, null, around).Configuration!;
        using var log = new HubLog(settings.LogFolder, TextWriter.Null, verbose: false, settings.Hidden);
        var session = new Session(around, settings, new Screen(around, "en", isJson: false), log);
        await new Restore(session, replaces: true, reached).RunAsync(_hub.Backup, Ct);
    }

    private async Task BringAsync(string client)
    {
        _memory.Save("Клиент", client, ("Имя", $"Ромашка {client}"));
        _memory.Deliver();
        Assert.Equal(ExitCode.Done, (await _hub.RunAsync("run")).Exit);
    }

    private async Task<IReadOnlyList<string>> StateAsync() => HubState.Read(await _hub.DatabaseAsync());
}
