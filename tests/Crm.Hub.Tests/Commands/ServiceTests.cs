using Crm.Hub.Installing;
using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Commands;

public sealed class ServiceTests : IDisposable
{
    private const string Name = "hub-of-a-test";

    private readonly HubInFolder _hub = HubInFolder.WithDemo();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task A_dry_run_shows_every_step_and_takes_none()
    {
        _hub.Environment["Hub__Connections__1c__Settings__Out"] = "out";

        var answer = await RunAsync(ServiceKeeper.Systemd, "install", "--dry-run");

        Assert.Equal(ExitCode.Done, answer.Exit);
        Assert.Contains($"User={Name}", answer.Out, StringComparison.Ordinal);
        Assert.Contains($"\"--config\" \"{Path.Combine(_hub.Folder, "appsettings.json")}\"", answer.Out, StringComparison.Ordinal);
        Assert.Contains($"\"-{_hub.Exchange}\" \"-{Path.Combine(_hub.Folder, "out")}\"", answer.Out, StringComparison.Ordinal);
        Assert.Contains("This would be done; nothing was.", answer.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(SystemdUnit.FileOf(Name)));
    }

    [Fact]
    public async Task The_service_may_write_where_it_makes_backups_and_read_a_key_that_lies_elsewhere()
    {
        var (backups, key) = (Path.Combine(_hub.Folder, "backups"), Path.Combine(_hub.Folder, "of-the-store.key"));
        _hub.Environment["Hub__Backup__Cron"] = "0 5 * * *";
        _hub.Environment["Hub__Secrets__KeyFile"] = key;
        await File.WriteAllTextAsync(key, "", Ct);

        var answer = await RunAsync(ServiceKeeper.Systemd, "install", "--dry-run");

        Assert.Contains($" \"-{backups}\"", answer.Out, StringComparison.Ordinal);
        Assert.Contains($"mkdir {backups}\nchown {Name}: {backups}\n", answer.Out, StringComparison.Ordinal);
        Assert.Contains($"chown {Name}: {key}\n", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_that_the_service_does_not_need_stay_closed_to_it_and_those_that_are_there_keep_their_owner()
    {
        Directory.CreateDirectory(Path.Combine(_hub.Folder, "kept-backups"));
        _hub.Environment["Hub__Backup__Folder"] = "kept-backups";
        var byHand = await RunAsync(ServiceKeeper.Systemd, "install", "--dry-run");
        _hub.Environment["Hub__Backup__Cron"] = "0 5 * * *";
        var byItself = await RunAsync(ServiceKeeper.Systemd, "install", "--dry-run");

        Assert.DoesNotContain("kept-backups", byHand.Out, StringComparison.Ordinal);
        Assert.Contains("kept-backups\"", byItself.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("kept-backups\n", byItself.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_rights_nothing_is_done_and_the_sentence_says_which_are_missing()
    {
        var answer = await RunAsync(ServiceKeeper.Systemd, "install");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("This takes the rights of an administrator: sudo", answer.Err, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_hub.Folder, "data", "archive")));
    }

    [Fact]
    public async Task What_is_not_installed_is_removed_without_a_complaint()
    {
        var answer = await RunAsync(ServiceKeeper.Systemd, "uninstall");

        Assert.Equal(ExitCode.Done, answer.Exit);
        Assert.Contains($"There is no service {Name} here.", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_of_Windows_is_made_by_its_own_tool()
    {
        var answer = await RunAsync(ServiceKeeper.Windows, "install", "--dry-run");

        Assert.Contains($"sc.exe create {Name} binPath=", answer.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is hub service install, uninstall or status, not start.", "start")]
    [InlineData("There is no account nobody-has-this. Make it, or name another", "install", "--user", "nobody-has-this")]
    [InlineData("--user: 'a\nExecStart=b' is no name", "install", "--user", "a\nExecStart=b")]
    [InlineData("--name: '../x' will not do", "install", "--name", "../x")]
    public async Task A_wrong_word_is_told_before_anything_is_done(string expected, params string[] args)
    {
        var answer = await RunAsync(ServiceKeeper.Systemd, args);

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains(expected, answer.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_wrong_settings_no_service_is_installed_and_all_of_them_are_told()
    {
        _hub.Environment["Hub__TimeZone"] = "Mars/Olympus";

        var answer = await RunAsync(ServiceKeeper.Systemd, "install", "--dry-run");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("There is no time zone 'Mars/Olympus'", answer.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_keeps_services_it_says_what_to_do() =>
        Assert.Contains("In a container keep hub serve running", (await RunAsync(ServiceKeeper.None, "install")).Err, StringComparison.Ordinal);

    [Fact]
    public async Task Status_asks_the_service_itself_whether_it_works()
    {
        await using var @out = new WatchedWriter();
        using var stop = new CancellationTokenSource();
        _hub.Environment["Hub__Service__Listen"] = "http://127.0.0.1:0";
        var serving = HubProgram.RunAsync(["serve", "--json"], _hub.Around(@out, TextWriter.Null), stop.Token);
        _hub.Environment["Hub__Service__Listen"] = (await @out.WaitAsync("\"flows\"", Ct)).Split("\"address\": \"")[1].Split('"')[0];

        var works = await RunAsync(ServiceKeeper.None, "status");
        await stop.CancelAsync();
        await serving;
        var stopped = await RunAsync(ServiceKeeper.None, "status");

        Assert.Equal((ExitCode.Done, ExitCode.Unavailable), (works.Exit, stopped.Exit));
        Assert.Contains("The service works", works.Out, StringComparison.Ordinal);
        Assert.Contains("Nobody answers at", stopped.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8021", "http://127.0.0.1:8021/")]
    [InlineData("http://[::]:8021", "http://127.0.0.1:8021/")]
    [InlineData("http://10.1.2.3:8021", "http://10.1.2.3:8021/")]
    public void A_service_that_listens_everywhere_is_asked_here(string listen, string expected) =>
        Assert.Equal(expected, Pulse.Near(new Uri(listen)).AbsoluteUri);

    private async Task<Answer> RunAsync(ServiceKeeper keeper, params string[] args)
    {
        await using var @out = new StringWriter();
        await using var err = new StringWriter();
        var around = _hub.Around(@out, err) with { Machine = new Machine(keeper, IsPrivileged: false) };
        string[] named = args.Contains("--name") ? args : [.. args, "--name", Name];
        return new Answer((ExitCode)await HubProgram.RunAsync(["service", .. named, "--lang", "en"], around, Ct), @out.ToString(), err.ToString());
    }
}
