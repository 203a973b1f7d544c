using Crm.Hub.Installing;

namespace Crm.Hub.Tests.Installing;

public sealed class WindowsUnitTests
{
    private static readonly Installation Hub = new(
        "hub", @"NT SERVICE\hub", [@"C:\Program Files\hub\hub.exe", "serve", "--config", @"C:\Program Files\hub\appsettings.json"],
        @"C:\Program Files\hub", @"D:\hub data", [@"\\server\exchange"]);

    private static List<Step.Run> Runs(string program, bool isThere) =>
        [.. WindowsUnit.Install(Hub, isThere).OfType<Step.Run>().Where(run => run.Program == program)];

    [Fact]
    public void No_blank_in_a_path_lets_another_program_start()
    {
        var create = Runs("sc.exe", isThere: false)[0].Arguments;

        Assert.Equal("\"C:\\Program Files\\hub\\hub.exe\" \"serve\" \"--config\" \"C:\\Program Files\\hub\\appsettings.json\"", create[create.ToList().IndexOf("binPath=") + 1]);
    }

    [Fact]
    public void It_begins_with_the_machine_as_an_account_of_its_own_and_anew_when_it_fails()
    {
        var runs = Runs("sc.exe", isThere: false);

        Assert.Subset(runs[0].Arguments.ToHashSet(), new HashSet<string> { "create", "hub", "delayed-auto", @"NT SERVICE\hub" });
        Assert.Contains(runs, run => run.Arguments is ["failure", "hub", "reset=", "86400", "actions=", "restart/10000/restart/60000/restart/300000"]);
        Assert.Contains(runs, run => run.Arguments is ["failureflag", "hub", "1"]);
    }

    [Fact]
    public void What_is_there_is_changed_and_not_made_again() =>
        Assert.Equal((1, 0), (Runs("sc.exe", isThere: true).Count(run => run.Arguments[0] == "config"), Runs("sc.exe", isThere: true).Count(run => run.Arguments[0] == "create")));

    [Fact]
    public void It_may_write_where_it_must_and_read_its_settings()
    {
        var granted = Runs("icacls.exe", isThere: false).Select(run => (run.Arguments[0], run.Arguments[^1]));

        Assert.Equal(
            [(@"D:\hub data", @"NT SERVICE\hub:(OI)(CI)M"), (@"\\server\exchange", @"NT SERVICE\hub:(OI)(CI)M"), (@"C:\Program Files\hub", @"NT SERVICE\hub:(OI)(CI)RX")],
            granted);
    }

    [Fact]
    public void Folders_that_are_not_there_are_made_and_a_key_elsewhere_may_be_read()
    {
        var steps = WindowsUnit.Install(Hub with { Missing = [@"E:\backups"], KeyFile = @"E:\hub.key" }, isThere: false).Select(step => step.ToString()).ToList();

        Assert.Contains(@"mkdir E:\backups", steps);
        Assert.Contains(steps, step => step.StartsWith(@"icacls.exe E:\hub.key /grant ""NT SERVICE\hub:R""", StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_waited_for_until_it_has_stopped() => Assert.All(
        [WindowsUnit.Install(Hub, isThere: true), WindowsUnit.Uninstall("hub")],
        steps => Assert.Contains(steps, step => step.ToString() == "net.exe stop hub"));

    [Fact]
    public void Removing_stops_it_if_it_runs() => Assert.Equal(["net.exe stop hub", "sc.exe delete hub"], WindowsUnit.Uninstall("hub").Select(step => step.ToString()));
}
