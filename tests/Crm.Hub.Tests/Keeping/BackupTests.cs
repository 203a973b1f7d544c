using System.IO.Compression;
using Crm.Core.Mappings;
using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Hub.Tests.Kit;
using Crm.Testing;

namespace Crm.Hub.Tests.Keeping;

public sealed class BackupTests : IDisposable
{
    private const int MoreThanTwoCommits = 12_100;

    private readonly MemorySystem _memory = new();
    private readonly HubInFolder _hub;

    public BackupTests() => _hub = HubInFolder.WithMemory(new MemoryConnector(_memory));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task What_was_backed_up_comes_back_as_it_was()
    {
        await BringAsync(3);
        var before = await StateAsync();
        var backup = await _hub.RunAsync("backup", "--lang", "en");
        await BringAsync(5);

        var restore = await _hub.RestoreAsync("--replace");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (backup.Exit, restore.Exit));
        Assert.Contains("read again and compared", backup.Out, StringComparison.Ordinal);
        Assert.Contains("All tables have the same numbers of rows.", restore.Out, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task After_a_restore_the_next_run_ends_as_if_nothing_had_happened()
    {
        await BringAsync(3);
        await _hub.RunAsync("backup");
        await BringAsync(5);
        var later = await StateAsync();

        await _hub.RestoreAsync("--replace");
        await BringAsync(5);
        var again = await _hub.RunAsync("run", "--json");

        Assert.Equal(later, await StateAsync());
        Assert.False(again.Json.GetProperty("flows")[0].GetProperty("numbers").GetProperty("changedAnything").GetBoolean());
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(4, 12_000)]
    public async Task A_backup_while_a_run_writes_is_a_state_between_two_commits_from_which_the_run_goes_on(int commit, long rows)
    {
        Deliver(MoreThanTwoCommits);
        var (commits, made) = (0, (Answer?)null);
        await WalkAsync(point => made ??= point == "before-commit" && ++commits == commit ? Now(_hub.RunAsync("backup", "--json")) : null);
        var whole = await StateAsync();

        await _hub.RestoreAsync("--replace");
        var then = await CountAsync();
        Deliver(MoreThanTwoCommits);
        await _hub.RunAsync("run");

        Assert.Equal(ExitCode.Done, made!.Exit);
        Assert.Equal(rows, then);
        Assert.Equal(whole, await StateAsync());
    }

    [Fact]
    public async Task What_a_dead_run_had_kept_is_in_the_backup_and_goes_on_from_there()
    {
        Deliver(MoreThanTwoCommits);
        var commits = 0;
        await Assert.ThrowsAsync<IOException>(() => WalkAsync(point => { if (point == "after-commit" && ++commits == 3) { throw new IOException("dead"); } }));
        await _hub.RunAsync("backup");
        _memory.Lose(_memory.Deliveries[0]);

        await _hub.RestoreAsync("--replace");
        await _hub.RunAsync("run");

        Assert.Equal(MoreThanTwoCommits, await CountAsync());
    }

    [Fact]
    public async Task Settings_and_mappings_and_what_is_known_of_bases_are_in_it_and_the_key_of_secrets_is_not()
    {
        await BringAsync(1);
        _hub.Write("data/secrets.json", "{}");
        _hub.Write("data/secrets.key", "the key");
        _hub.Write("data/connections/memory/other.key", "another key");
        _hub.Write("data/connections/memory/metadata.index", "pinned");

        var answer = await _hub.RunAsync("backup", "--lang", "en");

        using var zip = ZipFile.OpenRead(_hub.Backup);
        var names = zip.Entries.Select(entry => entry.FullName).ToList();
        Assert.Superset(new HashSet<string> { "hub.db", "secrets.json", "settings/appsettings.json", "settings/mappings/clients.yaml", "connections/memory/metadata.index" }, names.ToHashSet());
        Assert.Contains(names, name => name.StartsWith("archive/memory/", StringComparison.Ordinal));
        Assert.DoesNotContain(names, name => name.EndsWith(".key", StringComparison.Ordinal));
        Assert.Contains("secrets.key) is not in it", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_backups_as_many_are_left_as_was_said()
    {
        _hub.Environment["Hub__Backup__Keep"] = "2";
        await BringAsync(1);
        for (var day = 0; day < 3; day++)
        {
            await _hub.RunAsync("backup");
            _hub.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(["hub-20260303-013000.zip", "hub-20260304-013000.zip"], _hub.Backups.Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_backup_that_comes_to_nothing_costs_no_older_one_and_leaves_nothing_behind()
    {
        _hub.Environment["Hub__Backup__Keep"] = "1";
        await BringAsync(1);
        await _hub.RunAsync("backup");
        _hub.Clock.Advance(TimeSpan.FromDays(1));
        _hub.Write("data/archive/memory/unreadable.br", "");
        await using var held = new FileStream(Path.Combine(_hub.Folder, "data/archive/memory/unreadable.br"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var answer = await _hub.RunAsync("backup");

        Assert.Equal(ExitCode.Failed, answer.Exit);
        Assert.False(Directory.Exists(Path.Combine(_hub.Folder, "data", "backing-up")));
        Assert.Equal(["hub-20260302-013000.zip"], Directory.EnumerateFiles(Path.Combine(_hub.Folder, "backups")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_backup_that_is_found_damaged_when_it_is_read_again_costs_no_older_one()
    {
        TestDatabase.OnlyAFile("a server does not keep what breaks its own rules");
        _hub.Environment["Hub__Backup__Keep"] = "1";
        await BringAsync(1);
        await _hub.RunAsync("backup");
        _hub.Clock.Advance(TimeSpan.FromDays(1));
        using (var db = (await _hub.DatabaseAsync()).Connect())
        {
            db.Execute("CREATE TABLE Broken (One INTEGER CHECK (One > 0))");
            db.Execute("PRAGMA ignore_check_constraints = ON");
            db.Execute("INSERT INTO Broken VALUES (0)");
            db.Execute("PRAGMA ignore_check_constraints = OFF");
        }

        var answer = await _hub.RunAsync("backup", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("The database in the backup is damaged", answer.Err, StringComparison.Ordinal);
        Assert.Equal(["hub-20260302-013000.zip"], Directory.EnumerateFiles(Path.Combine(_hub.Folder, "backups")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Two_backups_are_not_made_at_once()
    {
        await BringAsync(1);
        await using var other = new FileStream(Path.Combine(_hub.Folder, "data/backup.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var answer = await _hub.RunAsync("backup", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("is being made or restored already", answer.Err, StringComparison.Ordinal);
    }

    // What is a folder is denied to all, whoever runs the test.
    [Fact]
    public async Task A_lock_that_is_denied_is_not_told_as_another_backup()
    {
        await BringAsync(1);
        Directory.CreateDirectory(Path.Combine(_hub.Folder, "data", "backup.lock"));

        var answer = await _hub.RunAsync("backup", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("There are no rights to the file", answer.Err, StringComparison.Ordinal);
        Assert.DoesNotContain("already", answer.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_JSON_of_both_has_the_documented_shape()
    {
        await BringAsync(1);

        var backup = (await _hub.RunAsync("backup", "--to", "elsewhere", "--json")).Json;
        var restore = (await _hub.RunAsync("restore", backup.GetProperty("file").GetString()!, "--replace", "--json")).Json;

        Assert.Equal("format verb file bytes files tables dropped exitCode", Answer.Names(backup));
        Assert.Equal("format verb file madeAt tables aside settings exitCode", Answer.Names(restore));
        Assert.Equal("table rows listed", Answer.Names(restore.GetProperty("tables")[0]));
    }

    private void Deliver(int clients)
    {
        for (var client = 1; client <= clients; client++)
        {
            _memory.Save("Клиент", $"{client}", ("Имя", $"Ромашка {client}"));
        }

        _memory.Deliver();
    }

    private async Task BringAsync(int clients)
    {
        Deliver(clients);
        Assert.Equal(ExitCode.Done, (await _hub.RunAsync("run")).Exit);
    }

    // The corridor itself, so that the test is told where a run is.
    private async Task WalkAsync(Action<string> reached)
    {
        var (book, _) = MappingBook.Load(["mappings"], _hub.Folder, _hub.Connectors[^1].Kinds, Direction.In);
        await using var channel = _memory.Open();
        var corridor = new Corridor(await _hub.DatabaseAsync(), new Archive(Path.Combine(_hub.Folder, "data", "archive")), _hub.Clock, point => reached(point));
        await corridor.RunAsync(new Flow("night", "memory", book!, new Brakes(), TimeZoneInfo.Utc), channel, null, Ct);
    }

    // Where a run tells the test where it is, it waits for the answer.
    private static Answer Now(Task<Answer> answer) => answer.GetAwaiter().GetResult();

    private async Task<IReadOnlyList<string>> StateAsync() => HubState.Read(await _hub.DatabaseAsync());

    private async Task<long> CountAsync()
    {
        using var db = (await _hub.DatabaseAsync()).ConnectToRead();
        return (long)db.Scalar("SELECT COUNT(*) FROM Counterparty")!;
    }
}
