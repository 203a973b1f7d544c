using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Hub.Schedule;
using Crm.Hub.Secrets;
using Crm.Hub.Telling;

namespace Crm.Hub.Settings;

/// <summary>One base as configured.</summary>
/// <param name="IsRight">Its connector found nothing wrong with the settings: it may be opened.</param>
internal sealed record ConfiguredConnection(string Name, IConnector Connector, object Settings, bool IsRight);

/// <summary>One flow as configured.</summary>
internal sealed record ConfiguredFlow(
    string Name, ConfiguredConnection Connection, Direction Direction, IReadOnlyList<string> Mappings, Brakes Brakes)
{
    /// <summary>When it runs by itself; null when it does not.</summary>
    public FlowSchedule? Schedule { get; init; }
}

/// <summary>What the hub is to do, checked as far as that is possible without touching the world.</summary>
/// <param name="File">As a person would write it.</param>
/// <param name="BaseDirectory">The folder of the settings file.</param>
/// <param name="Connections">Those whose connector is known.</param>
/// <param name="Flows">Those whose connection is one of these.</param>
/// <param name="Problems">Everything that is wrong, at once.</param>
internal sealed record Configuration(
    string File,
    string BaseDirectory,
    string DataDirectory,
    DatabasePlace Database,
    TimeZoneInfo TimeZone,
    string Language,
    IReadOnlyList<ConfiguredConnection> Connections,
    IReadOnlyList<ConfiguredFlow> Flows,
    IReadOnlyList<Problem> Problems)
{
    /// <summary>Where the service answers how it is.</summary>
    public Uri Listen { get; init; } = new("http://127.0.0.1:8021");

    /// <summary>Who is told what happens at night; null when nobody is.</summary>
    public Circle? Circle { get; init; }

    /// <summary>What settings of the form secret:NAME are taken from.</summary>
    public required SecretStore Secrets { get; init; }

    /// <summary>The secret values that were read with the settings.</summary>
    public required KnownSecrets Hidden { get; init; }

    /// <summary>Absolute.</summary>
    public string SettingsFile { get; init; } = "";

    public LogSettings Log { get; init; } = new();

    /// <summary>Who is told metrics and traces; null: nobody.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>How backups are made.</summary>
    public BackupPlan Backup { get; init; } = new("backups", null, TimeZoneInfo.Utc, 1);

    /// <summary>How long the raw file of an applied delivery is kept; null for ever.</summary>
    public TimeSpan? KeepsRawFiles { get; init; }

    /// <summary>What the bells of the service remember.</summary>
    public string ScheduleFile => Path.Combine(DataDirectory, "schedule.db");

    /// <summary>Held by the service that works on a file.</summary>
    public string ServiceLock => Path.Combine(DataDirectory, "serve.lock");

    public string ArchiveFolder => Path.Combine(DataDirectory, "archive");

    /// <summary>Where what is known of one base is kept; its name may hold letters that a file system does not take.</summary>
    public string FolderOf(ConfiguredConnection connection) => Path.Combine(DataDirectory, "connections", Uri.EscapeDataString(connection.Name));

    public string LogFolder => Path.GetFullPath(Log.Folder, DataDirectory);

    public bool IsRight => !Problems.Any(problem => problem.IsError);

    /// <summary>Where the database is, as a person would write it.</summary>
    public string ShownDatabase => Database is DatabasePlace.SqliteFile { File: var file } ? Shown(file) : Database.Shown;

    /// <summary>A path below the folder of the settings file as a person would write it, any other as it is.</summary>
    public string Shown(string path)
    {
        var relative = Path.GetRelativePath(BaseDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative.Replace('\\', '/');
    }
}
