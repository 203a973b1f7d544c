using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Keeping;

public sealed class NightBackupTests : IAsyncLifetime
{
    private readonly HubInFolder _hub = HubInFolder.WithMemory(new MemoryConnector(new MemorySystem()));
    private readonly ServedHub _service;

    public NightBackupTests()
    {
        _service = new ServedHub(_hub);
        _hub.Environment["Hub__Backup__Cron"] = "0 4 * * *";
        _hub.Environment["Hub__Backup__Keep"] = "3";
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _hub.Dispose();
    }

    // Four o'clock in Moscow is one in UTC.
    [Fact]
    public async Task The_service_makes_a_backup_every_night_and_keeps_as_many_as_was_said()
    {
        await _service.StartAsync();

        await _service.UntilAsync(At(9, 12));

        Assert.Equal(["hub-20260307-0100", "hub-20260308-0100", "hub-20260309-0100"], Names);
    }

    [Fact]
    public async Task A_folder_that_takes_no_backups_is_told_before_the_night()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "nobody can write to /proc, not even root");
        var right = await _hub.RunAsync("check", "--lang", "en");
        _hub.Environment["Hub__Backup__Folder"] = "/proc";

        var closed = await _hub.RunAsync("check", "--lang", "en");
        _hub.Environment.Remove("Hub__Backup__Cron");
        var byHand = await _hub.RunAsync("check", "--lang", "en");

        Assert.Equal((ExitCode.Done, ExitCode.Misconfigured, ExitCode.Done), (right.Exit, closed.Exit, byHand.Exit));
        Assert.Contains("The folder of backups /proc cannot be written to.", closed.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_hub.Folder, "backups")));
    }

    [Fact]
    public async Task What_was_missed_while_nothing_ran_is_made_up_for_once()
    {
        await _service.StartAsync();
        await _service.UntilAsync(At(3, 12));
        await _service.StopAsync();
        _hub.Clock.SetUtcNow(At(6, 12));

        await _service.StartAsync();

        Assert.Equal(["hub-20260303-0100", "hub-20260306-1200"], Names);
    }

    [Fact]
    public async Task Another_time_takes_the_place_of_the_old_one_and_without_one_none_is_made()
    {
        await _service.StartAsync();
        await _service.StopAsync();
        _hub.Environment["Hub__Backup__Cron"] = "0 6 * * *";
        await _service.StartAsync();
        await _service.UntilAsync(At(3, 12));
        await _service.StopAsync();
        _hub.Environment.Remove("Hub__Backup__Cron");
        await _service.StartAsync();
        await _service.UntilAsync(At(5, 12));

        Assert.Equal(["hub-20260302-0300", "hub-20260303-0300"], Names);
    }

    [Fact]
    public async Task A_backup_that_fails_stands_in_the_log_and_the_next_night_comes()
    {
        _hub.Write("backups", "a file where a folder is to be");
        await _service.StartAsync();
        await _service.UntilAsync(At(3, 12));
        File.Delete(Path.Combine(_hub.Folder, "backups"));

        await _service.UntilAsync(At(4, 12));
        await _service.StopAsync();

        var log = string.Concat(Directory.GetFiles(Path.Combine(_hub.Folder, "data", "logs")).Select(File.ReadAllText));
        Assert.Contains("[ERR] backup failed", log, StringComparison.Ordinal);
        Assert.Equal(["hub-20260304-0100"], Names);
    }

    // To the minute: the clock of a served hub may go on by some seconds.
    private IEnumerable<string> Names => _hub.Backups.Select(file => Path.GetFileName(file)[..17]);

    private static DateTimeOffset At(int day, int hour) => new(2026, 3, day, hour, 0, 0, TimeSpan.Zero);
}
