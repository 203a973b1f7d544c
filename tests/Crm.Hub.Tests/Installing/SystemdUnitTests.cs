using System.Diagnostics;
using Crm.Hub.Installing;

namespace Crm.Hub.Tests.Installing;

public sealed class SystemdUnitTests
{
    private const string Verifier = "/usr/bin/systemd-analyze";

    private static readonly Installation Hub = new(
        "hub", "hub", ["/opt/hub/hub", "serve", "--config", "/opt/hub/appsettings.json", "--data", "/var/lib/hub"],
        "/opt/hub", "/var/lib/hub", ["/srv/exchange"]);

    private static string[] Lines(Installation of) => SystemdUnit.TextOf(of).Split('\n');

    [Fact]
    public void The_unit_starts_this_program_with_these_settings_as_its_own_user_and_waits_until_it_is_up()
    {
        Assert.Subset(
            Lines(Hub).ToHashSet(),
            new HashSet<string>
            {
                "Type=notify", "User=hub", "WorkingDirectory=/opt/hub",
                "ExecStart=\"/opt/hub/hub\" \"serve\" \"--config\" \"/opt/hub/appsettings.json\" \"--data\" \"/var/lib/hub\"",
                "EnvironmentFile=-/etc/hub.env", "WantedBy=multi-user.target",
            });
    }

    [Fact]
    public void The_unit_may_write_only_where_the_hub_must_and_gains_no_rights()
    {
        Assert.Subset(
            Lines(Hub).ToHashSet(),
            new HashSet<string> { "ReadWritePaths=\"/var/lib/hub\" \"-/srv/exchange\"", "ProtectSystem=strict", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "PrivateTmp=yes" });
    }

    [Fact]
    public void What_fails_is_begun_anew_but_wrong_settings_are_not_and_a_run_has_time_to_end()
    {
        Assert.Subset(Lines(Hub).ToHashSet(), new HashSet<string> { "Restart=on-failure", "RestartPreventExitStatus=2", "TimeoutStopSec=180" });
        Assert.Equal(2, (int)ExitCode.Misconfigured);
    }

    [Fact]
    public void A_path_is_the_same_path_whatever_letters_are_in_it()
    {
        var odd = Hub with { Command = ["/opt/my \"hub\"/100%/$HOME/a\\b"], Home = "/opt/100%", DataDirectory = "/var/100%", Folders = ["/srv/a b%"] };

        Assert.Subset(
            Lines(odd).ToHashSet(),
            new HashSet<string>
            {
                "ExecStart=\"/opt/my \\\"hub\\\"/100%%/$$HOME/a\\\\b\"", "WorkingDirectory=/opt/100%%", "ReadWritePaths=\"/var/100%%\" \"-/srv/a b%%\"",
                "Environment=\"DOTNET_BUNDLE_EXTRACT_BASE_DIR=/var/100%%/.net\"",
            });
    }

    [Fact]
    public void Installing_makes_the_user_only_where_there_is_none_and_starts_what_was_written()
    {
        var steps = SystemdUnit.Install(Hub, makesUser: true);

        Assert.StartsWith("useradd --system", steps[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(steps.Skip(1).Select(step => step.ToString()), SystemdUnit.Install(Hub, makesUser: false).Select(step => step.ToString()));
        Assert.Equal(["systemctl daemon-reload", "systemctl enable hub", "systemctl restart hub"], steps.TakeLast(3).Select(step => step.ToString()));
    }

    [Fact]
    public void What_the_program_unpacks_lies_with_the_data_where_programs_may_run_also_when_the_user_runs_it_by_hand()
    {
        Assert.Contains("Environment=\"DOTNET_BUNDLE_EXTRACT_BASE_DIR=/var/lib/hub/.net\"", Lines(Hub));
        Assert.Contains("--home-dir /var/lib/hub ", SystemdUnit.Install(Hub, makesUser: true)[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_data_and_the_key_are_the_users_and_nobody_elses()
    {
        var steps = SystemdUnit.Install(Hub with { KeyFile = "/etc/hub/secrets.key" }, makesUser: false).Select(step => step.ToString()).ToList();

        Assert.Subset(
            steps.ToHashSet(),
            new HashSet<string> { "chown --recursive --preserve-root hub: /var/lib/hub", "chmod o= /var/lib/hub", "chown hub: /etc/hub/secrets.key" });
    }

    [Fact]
    public void A_folder_of_the_hub_that_is_not_there_is_made_and_given_to_the_user()
    {
        var steps = SystemdUnit.Install(Hub with { Missing = ["/mnt/backups"] }, makesUser: false).Select(step => step.ToString()).ToList();

        Assert.Equal(["mkdir /mnt/backups", "chown hub: /mnt/backups"], steps.Where(step => step.EndsWith("/mnt/backups", StringComparison.Ordinal)));
    }

    [Fact]
    public void Removing_stops_it_first_and_leaves_the_data() => Assert.Equal(
        ["systemctl disable --now hub", "rm /etc/systemd/system/hub.service", "systemctl daemon-reload"], SystemdUnit.Uninstall("hub").Select(step => step.ToString()));

    [Fact]
    public async Task Systemd_itself_finds_nothing_wrong_with_the_unit()
    {
        Assert.SkipUnless(File.Exists(Verifier), "there is no systemd-analyze here");
        var folder = Directory.CreateTempSubdirectory("hub-unit-");
        try
        {
            var file = Path.Combine(folder.FullName, "hub.service");
            await File.WriteAllTextAsync(file, SystemdUnit.TextOf(Hub with { Command = [Environment.ProcessPath!, "serve"], User = "root", Home = folder.FullName }), TestContext.Current.CancellationToken);
            using var process = Process.Start(new ProcessStartInfo(Verifier, ["verify", file]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.DoesNotContain(said.Split('\n'), line => line.Contains(file, StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
