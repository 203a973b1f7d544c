using Crm.Core.Storage;
using Crm.Core.Storage.Sqlite;
using Crm.Hub.Tests.Kit;
using Crm.Testing;

namespace Crm.Hub.Tests.Commands;

public sealed class DatabaseTests : IAsyncLifetime
{
    private const string Variable = "HUB_DB";

    private readonly HubInFolder _hub = HubInFolder.WithDemo();

    public async ValueTask InitializeAsync()
    {
        _hub.UseFile();
        _hub.Environment[Variable] = await (await PostgresServer.StartedAsync()).EmptyAsync();
        Assert.Equal(ExitCode.Done, (await _hub.RunAsync("run")).Exit);
    }

    public ValueTask DisposeAsync()
    {
        if (_hub.Environment.TryGetValue(Variable, out var server))
        {
            PostgresServer.DropOf(server);
        }

        _hub.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_hub_that_moved_is_on_the_server_as_it_was_in_the_file_and_goes_on_there()
    {
        var move = await MoveAsync();
        var (before, after) = (await StateAsync(_hub.FilePlace), await StateAsync(Server));
        _hub.Environment["Hub__Database__Provider"] = "PostgreSql";
        _hub.Environment["Hub__Database__ConnectionString"] = _hub.Environment[Variable];
        var night = await _hub.RunAsync("run", "--json");
        var edit = await _hub.RunAsync("new", "warehouses", "Name=Новый", "--by", "Анна", "--json");

        Assert.Equal(ExitCode.Done, move.Exit);
        Assert.Contains("number and hash of the rows of each agree", move.Out, StringComparison.Ordinal);
        Assert.Equal(before, after);
        Assert.Equal((ExitCode.Done, ExitCode.Done), (night.Exit, edit.Exit));
        Assert.False(night.Json.GetProperty("flows")[0].GetProperty("numbers").GetProperty("changedAnything").GetBoolean());
    }

    [Fact]
    public async Task A_database_that_is_not_empty_is_not_written_to()
    {
        await MoveAsync();
        var before = await StateAsync(Server);

        var again = await MoveAsync();

        Assert.Equal(ExitCode.Misconfigured, again.Exit);
        Assert.Contains("The database to move to is not empty", again.Err, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync(Server));
    }

    [Fact]
    public async Task While_a_run_works_nothing_is_moved()
    {
        using var db = (await SqliteDatabase.OpenFileAsync(_hub.DatabaseFile, TestContext.Current.CancellationToken)).Connect();
        db.Live("another");
        db.Execute("UPDATE Leases SET Holder = 'another', ExpiresAt = '2100-01-01 00:00:00'");

        var answer = await MoveAsync();

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("A run works on the connection '1c'", answer.Err, StringComparison.Ordinal);
        Assert.DoesNotContain(await StateAsync(Server), line => line.StartsWith("Item ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("env:NOBODY_SET_THIS")]
    [InlineData("secret:NOBODY_SET_THIS")]
    [InlineData("Pasword=s3cret")]
    public async Task A_target_that_is_none_is_told_and_not_repeated(string to)
    {
        var answer = await _hub.RunAsync("database", "move", "--to", to, "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("--to: a connection string of PostgreSQL is expected", answer.Err, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", answer.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Database=hub;Password=s3cret")]
    [InlineData("Host=127.0.0.1;Database=hub;Pwd=s3cret")]
    public async Task A_password_on_the_command_line_is_refused_and_not_repeated(string to)
    {
        var answer = await _hub.RunAsync("database", "move", "--to", to, "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("--to: a password is not written on the command line", answer.Err, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", answer.Out + answer.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_target_may_be_a_secret_of_the_store()
    {
        _hub.Piped = _hub.Environment[Variable] + ";Password=s3cret-of-the-server";
        await _hub.RunAsync("secret", "set", "SERVER");

        var move = await _hub.RunAsync("database", "move", "--to", "secret:SERVER", "--lang", "en");

        Assert.Equal(ExitCode.Done, move.Exit);
        Assert.DoesNotContain("s3cret", move.Out + move.Err, StringComparison.Ordinal);
    }

    private DatabasePlace.PostgresServer Server => new(_hub.Environment[Variable]);

    private Task<Answer> MoveAsync() => _hub.RunAsync("database", "move", "--to", $"env:{Variable}", "--lang", "en");

    private static async Task<IReadOnlyList<string>> StateAsync(DatabasePlace place) =>
        HubState.Read(await HubDatabase.OpenAsync(place, TestContext.Current.CancellationToken));
}
