namespace Crm.Hub.Settings;

/// <summary>When a flow runs by itself, as it is written in the settings: by the clock or after other flows.</summary>
internal sealed class ScheduleSettings
{
    /// <summary>Five fields as in crontab, or six or seven of Quartz, which begin with seconds.</summary>
    public string? Cron { get; set; }

    /// <summary>IANA name of the zone of <see cref="Cron"/>, <see cref="Window"/> and <see cref="ReadyBy"/>; absent: that of the hub.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Flows after whose good end this one begins, instead of a time of its own.</summary>
    public List<string> After { get; set; } = [];

    /// <summary>The part of the day in which the flow may begin, such as 21:00-06:00.</summary>
    public string? Window { get; set; }

    /// <summary>When its work is to be done, such as 06:00.</summary>
    public string? ReadyBy { get; set; }

    /// <summary>How soon a base that was away is tried again; each time waits twice as long.</summary>
    public int RetryMinutes { get; set; } = 15;
}
