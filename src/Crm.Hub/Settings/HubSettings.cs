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

    /// <summary>IANA name of the zone in which a day of this firm begins and ends.</summary>
    public string TimeZone { get; set; } = "Europe/Moscow";

    /// <summary>ru or en.</summary>
    public string Language { get; set; } = "ru";

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
}

/// <summary>What a delivery may not do without a person.</summary>
internal sealed class BrakeSettings
{
    /// <summary>The share, 0 to 1, of the known objects that one delivery may mark as deleted.</summary>
    public double MaxDeletions { get; set; } = 0.2;

    /// <summary>So many deletions are everyday life, whatever their share.</summary>
    public int HarmlessDeletions { get; set; } = 5;

    /// <summary>What is wrong with them, by key.</summary>
    public IEnumerable<(string Key, Words Words)> Problems()
    {
        if (MaxDeletions is not (>= 0 and <= 1))
        {
            yield return (nameof(MaxDeletions), new(
                "Доля удалений — число от 0 до 1, например 0.2.", "The share of deletions is a number from 0 to 1, such as 0.2."));
        }

        if (HarmlessDeletions < 0)
        {
            yield return (nameof(HarmlessDeletions), new(
                "Число безобидных удалений не бывает меньше нуля.", "The number of harmless deletions is not less than zero."));
        }
    }
}
