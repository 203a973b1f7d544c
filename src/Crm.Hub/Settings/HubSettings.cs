using Crm.Connect;
using Crm.Core.Mappings;
using Microsoft.Extensions.Configuration;

namespace Crm.Hub.Settings;

/// <summary>The section Hub of appsettings.json, as it is written there.</summary>
internal sealed class HubSettings
{
    /// <summary>Database, archive and logs. Relative paths start at the folder of the settings file.</summary>
    public string DataDirectory { get; set; } = "data";

    public DatabaseSettings Database { get; set; } = new();

    public SecretSettings Secrets { get; set; } = new();

    /// <summary>IANA name of the zone in which a day of this firm begins and ends.</summary>
    public string TimeZone { get; set; } = "Europe/Moscow";

    /// <summary>ru or en.</summary>
    public string Language { get; set; } = "ru";

    public ServiceSettings Service { get; set; } = new();

    /// <summary>Absent: nobody is told anything.</summary>
    public TellingSettings? Telling { get; set; }

    public LogSettings Log { get; set; } = new();

    public TelemetrySettings Telemetry { get; set; } = new();

    public BackupSettings Backup { get; set; } = new();

    public ArchiveSettings Archive { get; set; } = new();

    public Dictionary<string, ConnectionSettings> Connections { get; set; } = [];

    public Dictionary<string, FlowSettings> Flows { get; set; } = [];
}

internal enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}

internal sealed class DatabaseSettings
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Within the data directory, unless it is absolute.</summary>
    public string File { get; set; } = "hub.db";

    /// <summary>Of PostgreSql, as Npgsql takes it: Host=db;Database=hub;Username=hub. Is a secret when it has a password.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Of PostgreSql, when it does not stand in the connection string.</summary>
    [Secret]
    public string? Password { get; set; }
}

/// <summary>The encrypted store of secrets.</summary>
internal sealed class SecretSettings
{
    /// <summary>Within the data directory, unless it is absolute. Elsewhere, a copy of the data directory does not carry the key.</summary>
    public string KeyFile { get; set; } = "secrets.key";
}

/// <summary>One base on the other side.</summary>
internal sealed class ConnectionSettings
{
    public string? Connector { get; set; }

    /// <summary>What the connector itself wants to know; bound to its own class.</summary>
    public IConfigurationSection? Settings { get; set; }
}

/// <summary>One thing the hub does regularly.</summary>
internal sealed class FlowSettings
{
    public string? Connection { get; set; }

    /// <summary>In, Out or Both.</summary>
    public Direction Direction { get; set; } = Direction.In;

    /// <summary>Mapping files, or folders of them.</summary>
    public List<string> Mappings { get; set; } = [];

    public BrakeSettings Brakes { get; set; } = new();

    /// <summary>Absent: it runs only when somebody says so.</summary>
    public ScheduleSettings? Schedule { get; set; }
}

/// <summary>The hub as a service.</summary>
internal sealed class ServiceSettings
{
    /// <summary>Where it answers how it is; loopback unless told otherwise.</summary>
    public string Listen { get; set; } = "http://127.0.0.1:8021";
}
