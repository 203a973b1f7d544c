using Serilog.Events;

namespace Crm.Hub.Settings;

internal enum LogFormat
{
    Text,
    Json,
}

/// <summary>How the log is written.</summary>
internal sealed class LogSettings
{
    /// <summary>Of the files, and of what a service says on the error stream. Json: an object a line, as Serilog's compact format has it.</summary>
    public LogFormat Format { get; set; } = LogFormat.Text;

    /// <summary>What weighs less is not written.</summary>
    public LogEventLevel Level { get; set; } = LogEventLevel.Information;

    /// <summary>Within the data directory, unless it is absolute.</summary>
    public string Folder { get; set; } = "logs";

    /// <summary>A file a day; older ones go.</summary>
    public int KeepDays { get; set; } = 31;
}

/// <summary>Whom the service tells of itself unasked.</summary>
internal sealed class TelemetrySettings
{
    /// <summary>A collector that takes metrics and traces as OTLP over HTTP, such as http://127.0.0.1:4318; absent: nobody.</summary>
    public string? Otlp { get; set; }
}
