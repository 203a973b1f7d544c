using System.Diagnostics;
using System.Globalization;

namespace Crm.Testing;

/// <summary>The programs of an installed PostgreSQL, and a cluster of theirs in a temporary folder.</summary>
internal sealed class PostgresBinaries
{
    // PostgreSQL refuses to be root.
    private const string Nobody = "65534";

    /// <summary>The user who is asked for a password.</summary>
    public const string Guarded = "guarded";

    private const string Settings =
        "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off "
        + "-c max_connections=300 -c shared_buffers=64MB -c listen_addresses=127.0.0.1";

    private readonly string _folder = Directory.CreateTempSubdirectory("hub-postgres-").FullName;

    /// <summary>Where the programs are; null when there are none.</summary>
    public static string? Folder { get; } = Find();

    private string Data => Path.Combine(_folder, "data");

    private string Log => Path.Combine(_folder, "log");

    public void Start(int port)
    {
        if (Environment.UserName == "root")
        {
            Run("chown", [$"{Nobody}:{Nobody}", _folder]);
        }

        Run(Own("initdb"), ["-D", Data, "-U", "hub", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);

        // One user must say its password; all others come in as they are.
        var doors = Path.Combine(Data, "pg_hba.conf");
        File.WriteAllText(doors, $"host all {Guarded} 127.0.0.1/32 scram-sha-256\n" + File.ReadAllText(doors));

        // The server would hold our output open: it writes to a file.
        Run(Own("pg_ctl"), ["-D", Data, "-l", Log, "-w", "-o", string.Create(CultureInfo.InvariantCulture, $"-p {port} -k {_folder} {Settings}"), "start"]);
    }

    public void Stop()
    {
        Run(Own("pg_ctl"), ["-D", Data, "-m", "immediate", "stop"]);
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Find()
    {
        const string debian = "/usr/lib/postgresql";
        return Environment.GetEnvironmentVariable("PG_BIN") is { Length: > 0 } named ? named
            : !Directory.Exists(debian) ? null
            : Directory.GetDirectories(debian).Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")));
    }

    private static string Own(string program) => Path.Combine(Folder!, program);

    private static void Run(string program, IReadOnlyList<string> arguments)
    {
        IReadOnlyList<string> whole = Environment.UserName == "root" && program != "chown"
            ? ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", program, .. arguments]
            : [program, .. arguments];
        var start = new ProcessStartInfo(whole[0], whole.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output.GetAwaiter().GetResult()}{errors.GetAwaiter().GetResult()}");
        }
    }
}
