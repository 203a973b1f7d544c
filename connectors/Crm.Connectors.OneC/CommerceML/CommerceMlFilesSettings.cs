namespace Crm.Connectors.OneC.CommerceML;

/// <summary>What becomes of a file that the hub has read and committed.</summary>
public enum AfterReading
{
    /// <summary>It stays, and is looked at again in every run; what did not change costs next to nothing.</summary>
    Keep,

    /// <summary>It is moved to done/&lt;date&gt; in the same folder.</summary>
    Move,
}

/// <summary>Settings of a connection to a folder in which 1C leaves its CommerceML files.</summary>
public sealed class CommerceMlFilesSettings
{
    /// <summary>The exchange folder; a relative path starts at the settings file.</summary>
    public string Folder { get; set; } = "";

    public AfterReading AfterReading { get; set; } = AfterReading.Keep;

    /// <summary>A file that changed within so many seconds may still be being written and waits for the next run.</summary>
    public int QuietSeconds { get; set; } = 10;

    /// <summary>The zone of 1C's server, such as Asia/Yekaterinburg, where it differs from that of the hub.</summary>
    public string? TimeZone { get; set; }
}
