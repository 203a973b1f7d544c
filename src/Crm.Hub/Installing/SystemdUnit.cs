namespace Crm.Hub.Installing;

/// <summary>The hub under systemd: it says when it is up, may write only where it must, and is begun anew when it fails.</summary>
internal static class SystemdUnit
{
    public static string FileOf(string name) => $"/etc/systemd/system/{name}.service";

    /// <param name="makesUser">The user is not there yet.</param>
    public static IReadOnlyList<Step> Install(Installation of, bool makesUser) =>
    [
        .. makesUser ? [new Step.Run("useradd", "--system", "--user-group", "--home-dir", of.DataDirectory, "--no-create-home", "--shell", "/usr/sbin/nologin", of.User)] : Array.Empty<Step>(),
        new Step.Folder(of.DataDirectory),
        new Step.Run("chown", "--recursive", "--preserve-root", of.User + ":", of.DataDirectory),
        new Step.Run("chmod", "o=", of.DataDirectory),
        .. of.Missing.SelectMany(folder => new Step[] { new Step.Folder(folder), new Step.Run("chown", of.User + ":", folder) }),
        .. of.KeyFile is { } key ? [new Step.Run("chown", of.User + ":", key)] : Array.Empty<Step>(),
        new Step.Write(FileOf(of.Name), TextOf(of)),
        new Step.Run("systemctl", "daemon-reload"),
        new Step.Run("systemctl", "enable", of.Name),
        new Step.Run("systemctl", "restart", of.Name),
    ];

    public static IReadOnlyList<Step> Uninstall(string name) =>
    [
        new Step.Run("systemctl", "disable", "--now", name),
        new Step.Remove(FileOf(name)),
        new Step.Run("systemctl", "daemon-reload"),
    ];

    // Exit code 2 is a mistake in the settings: beginning anew does not mend it. A run that is to stop ends at its next commit. There is no
    // MemoryDenyWriteExecute: the runtime compiles. What the one file holds of other kinds of machine code is not unpacked in /tmp, where nothing
    // may run on a careful machine, but where it also lies when that user, whose home this is, starts the hub by hand.
    public static string TextOf(Installation of) => $"""
        [Unit]
        Description=Hub: exchange between a CRM and 1C
        Wants=network-online.target
        After=network-online.target

        [Service]
        Type=notify
        User={of.User}
        WorkingDirectory={Path(of.Home)}
        ExecStart={string.Join(' ', of.Command.Select(Argument))}
        EnvironmentFile=-/etc/{of.Name}.env
        Environment={Quoted($"DOTNET_BUNDLE_EXTRACT_BASE_DIR={of.DataDirectory}/.net")}
        Restart=on-failure
        RestartSec=10
        RestartPreventExitStatus=2
        TimeoutStartSec=600
        TimeoutStopSec=180
        UMask=0027
        ReadWritePaths={string.Join(' ', of.Folders.Select(folder => "-" + folder).Prepend(of.DataDirectory).Select(Quoted))}
        ProtectSystem=strict
        ProtectHome=read-only
        PrivateTmp=yes
        PrivateDevices=yes
        NoNewPrivileges=yes
        CapabilityBoundingSet=
        ProtectClock=yes
        ProtectHostname=yes
        ProtectControlGroups=yes
        ProtectKernelLogs=yes
        ProtectKernelModules=yes
        ProtectKernelTunables=yes
        LockPersonality=yes
        RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
        RestrictNamespaces=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        SystemCallArchitectures=native

        [Install]
        WantedBy=multi-user.target

        """;

    // systemd takes % as the beginning of a word of its own, everywhere, and $ as that of a variable in commands.
    private static string Path(string path) => path.Replace("%", "%%", StringComparison.Ordinal);

    private static string Quoted(string path) =>
        $"\"{Path(path).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Argument(string word) => Quoted(word).Replace("$", "$$", StringComparison.Ordinal);
}
