using Crm.Core.Storage;
using Crm.Hub.Tests.Kit;
using Crm.Testing;
using Npgsql;

namespace Crm.Hub.Tests.Settings;

public sealed class PostgresSettingsTests : IDisposable
{
    private readonly HubInFolder _hub = HubInFolder.WithDemo();

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task A_hub_works_on_a_database_of_postgres()
    {
        var server = await NewAsync();

        var check = await _hub.RunAsync("check", "--lang", "en");
        var untouched = await _hub.RunAsync("status", "--json");
        var run = await _hub.RunAsync("run", "--lang", "en");
        var status = await _hub.RunAsync("status", "--json");

        Assert.Equal((ExitCode.Done, ExitCode.Done, ExitCode.Done), (check.Exit, run.Exit, status.Exit));
        Assert.Contains($"✓ database: PostgreSQL 127.0.0.1:{server.Port}/{server.Database}", check.Out, StringComparison.Ordinal);
        Assert.Equal(0, untouched.Json.GetProperty("openQuestions").GetInt32());
        Assert.True(status.Json.GetProperty("database").GetProperty("bytes").GetInt64() > 1_000_000);
        Assert.False(File.Exists(_hub.DatabaseFile));
        PostgresServer.DropOf(server.ToString());
    }

    [Fact]
    public async Task A_question_before_the_first_run_makes_no_tables()
    {
        var server = await (await PostgresServer.StartedAsync()).EmptyAsync();
        Set(server, null);

        var show = await _hub.RunAsync("show", "items", "--lang", "en");
        var status = await _hub.RunAsync("status", "--lang", "en");

        Assert.Equal((ExitCode.Misconfigured, ExitCode.Done), (show.Exit, status.Exit));
        Assert.Contains("There is no database yet.", show.Err, StringComparison.Ordinal);
        Assert.False(await HubDatabase.IsThereAsync(new DatabasePlace.PostgresServer(server), TestContext.Current.CancellationToken));
        PostgresServer.DropOf(server);
    }

    [Fact]
    public async Task A_wrong_password_is_a_wrong_setting_and_is_repeated_nowhere()
    {
        var server = await NewAsync();
        Set(new NpgsqlConnectionStringBuilder(server.ToString()) { Username = "guarded" }.ToString(), "not-the-right-one");

        var run = await _hub.RunAsync("run", "--lang", "en");
        var check = await _hub.RunAsync("check", "--lang", "en", "--verbose");

        Assert.Equal((ExitCode.Misconfigured, ExitCode.Misconfigured), (run.Exit, check.Exit));
        Assert.Contains("PostgreSQL did not accept the name or the password.", run.Err, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-right-one", string.Concat(run.Out, run.Err, check.Out, check.Err, await LogAsync()), StringComparison.Ordinal);
        PostgresServer.DropOf(server.ToString());
    }

    [Fact]
    public async Task The_password_may_come_from_the_environment()
    {
        var server = await NewAsync();
        Set(new NpgsqlConnectionStringBuilder(server.ToString()) { Username = "guarded" }.ToString(), "env:HUB_DB_PASSWORD");
        _hub.Environment["HUB_DB_PASSWORD"] = PostgresServer.GuardedPassword;

        var status = await _hub.RunAsync("status", "--lang", "en");

        Assert.Equal(ExitCode.Done, status.Exit);
        PostgresServer.DropOf(server.ToString());
    }

    [Fact]
    public async Task The_password_may_come_from_the_store()
    {
        var server = await NewAsync();
        Set(new NpgsqlConnectionStringBuilder(server.ToString()) { Username = "guarded" }.ToString(), "secret:DB");
        _hub.Piped = PostgresServer.GuardedPassword;

        var set = await _hub.RunAsync("secret", "set", "DB");
        var status = await _hub.RunAsync("status", "--lang", "en");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (set.Exit, status.Exit));
        PostgresServer.DropOf(server.ToString());
    }

    [Theory]
    [InlineData("", "s3cret-of-the-server", "Password")]
    [InlineData(";Password=s3cret-of-the-server", "", "ConnectionString")]
    [InlineData(";SSL Password=s3cret-of-the-server", "", "ConnectionString")]
    [InlineData("", "", null)]
    [InlineData("", "env:HUB_DB_PASSWORD", null)]
    public async Task A_password_in_the_settings_file_is_warned_of(string more, string password, string? key)
    {
        _hub.UseFile();
        _hub.Environment["HUB_DB_PASSWORD"] = "s3cret-of-the-server";
        _hub.Write("appsettings.json", $$"""
            { "Hub": { "Database": { "Provider": "PostgreSql",
            "ConnectionString": "Host=127.0.0.1;Port=1;Database=hub;Username=hub{{more}}",
            "Password": "{{password}}" } } }
            """);

        var check = await _hub.RunAsync("check", "--lang", "en");

        Assert.Equal(key is null ? 0 : 1, check.Out.Split("A secret stands in the settings file in clear").Length - 1);
        Assert.True(key is null || check.Out.Contains($"warning: Hub:Database:{key}: A secret stands", StringComparison.Ordinal));
        Assert.DoesNotContain("s3cret", check.Out + check.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("check")]
    [InlineData("status")]
    public async Task A_server_that_is_away_is_told_in_a_sentence(string verb)
    {
        Set("Host=127.0.0.1;Port=1;Database=hub;Username=hub", "s3cret");

        var answer = await _hub.RunAsync(verb, "--lang", "en");

        Assert.Equal(ExitCode.Unavailable, answer.Exit);
        Assert.Contains("The PostgreSQL server is not available", answer.Out + answer.Err, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", answer.Out + answer.Err + await LogAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Database=hub")]
    [InlineData("Host=db;Pasword=s3cret")]
    public async Task A_connection_string_that_is_none_is_told_and_not_repeated(string? text)
    {
        Set(text, null);

        var answer = await _hub.RunAsync("run", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("Hub:Database:ConnectionString: A connection string of PostgreSQL is expected", answer.Err, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", answer.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_of_postgres_beside_sqlite_is_told()
    {
        Set("Host=db", null);
        _hub.Environment["Hub__Database__Provider"] = "Sqlite";

        var answer = await _hub.RunAsync("run", "--lang", "en");

        Assert.Contains("This is a setting of PostgreSql, and Provider is Sqlite.", answer.Err, StringComparison.Ordinal);
    }

    private async Task<NpgsqlConnectionStringBuilder> NewAsync()
    {
        var server = await (await PostgresServer.StartedAsync()).NewHubAsync();
        Set(server, null);
        return new NpgsqlConnectionStringBuilder(server);
    }

    private void Set(string? connectionString, string? password)
    {
        _hub.Environment["Hub__Database__Provider"] = "PostgreSql";
        _hub.Environment.Remove("Hub__Database__ConnectionString");
        foreach (var (key, value) in new[] { ("ConnectionString", connectionString), ("Password", password) }.Where(pair => pair.Item2 is not null))
        {
            _hub.Environment[$"Hub__Database__{key}"] = value!;
        }
    }

    private async Task<string> LogAsync()
    {
        var folder = new DirectoryInfo(Path.Combine(_hub.Folder, "data", "logs"));
        var texts = folder.Exists ? folder.EnumerateFiles().Select(file => File.ReadAllTextAsync(file.FullName)) : [];
        return string.Concat(await Task.WhenAll(texts));
    }
}
