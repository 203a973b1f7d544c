using Crm.Connect;
using Crm.Hub.Schedule;

namespace Crm.Hub.Settings;

/// <summary>Backups, as written in the settings.</summary>
internal sealed class BackupSettings
{
    /// <summary>Where they are put; relative to the folder of the settings file.</summary>
    public string Folder { get; set; } = "backups";

    /// <summary>When the service makes one; absent: only when somebody says so.</summary>
    public string? Cron { get; set; }

    /// <summary>How many are left; older ones go when a new one is verified.</summary>
    public int Keep { get; set; } = 14;
}

/// <summary>The archive of raw files, as written in the settings.</summary>
internal sealed class ArchiveSettings
{
    /// <summary>How long the file of an applied delivery is kept; absent: for ever.</summary>
    public int? KeepDays { get; set; }
}

/// <summary>How backups are made.</summary>
/// <param name="Cron">Null when the service makes none.</param>
internal sealed record BackupPlan(string Folder, WallCron? Cron, TimeZoneInfo Zone, int Keep)
{
    /// <summary>When, as a text: equal when two are.</summary>
    public string Said => $"{Cron?.Text} {Zone.Id}";

    /// <param name="report">Takes the key below Hub:Backup and the words.</param>
    public static BackupPlan Read(BackupSettings said, string folder, TimeZoneInfo zone, Action<string, Words> report)
    {
        if (said.Keep < 1)
        {
            report("Keep", new Words("Хранить нужно хотя бы одну копию.", "At least one backup is to be kept."));
        }

        return new BackupPlan(Path.GetFullPath(said.Folder, folder), said.Cron is { } cron ? CronOf(cron, zone, report) : null, zone, Math.Max(1, said.Keep));
    }

    private static WallCron? CronOf(string cron, TimeZoneInfo zone, Action<string, Words> report)
    {
        try
        {
            return WallCron.Parse(cron, zone);
        }
        catch (FormatException wrong)
        {
            report("Cron", ScheduleReader.NoCron(cron, wrong));
            return null;
        }
    }
}
