namespace Crm.Connectors.OneC.CommerceML;

/// <summary>What becomes of a file that the hub has read and committed.</summary>
public enum AfterReading
{
    /// <summary>It stays, and is looked at again in every run; what did not change costs next to nothing.</summary>
    Keep,

    /// <summary>It is moved to done/&lt;date&gt; in the same folder.</summary>
    Move,
}

/// <summary>The form in which documents are written for 1C.</summary>
public enum OutForm
{
    /// <summary>By the letter of the official schema 2.08, in its namespace. What the schema cannot hold is refused.</summary>
    Standard,

    /// <summary>As web shops write for stock 1C: the same elements without a namespace, and values as long and as exact as they are.</summary>
    Site,

    /// <summary>As <see cref="Site"/>, each document in a Контейнер of its own: version 3.1.</summary>
    Container,
}

/// <summary>The encoding of files written for 1C.</summary>
public enum OutEncoding
{
    /// <summary>UTF-8 with its mark at the beginning, without which 1C of some versions does not read it.</summary>
    Utf8,

    /// <summary>windows-1251; a letter that it lacks is written by its number.</summary>
    Windows1251,
}

/// <summary>Settings of a connection to folders in which 1C leaves its CommerceML files and takes ours.</summary>
public sealed class CommerceMlFilesSettings
{
    /// <summary>The exchange folder; a relative path starts at the settings file.</summary>
    public string Folder { get; set; } = "";

    public AfterReading AfterReading { get; set; } = AfterReading.Keep;

    /// <summary>A file that changed within so many seconds may still be being written and waits for the next run.</summary>
    public int QuietSeconds { get; set; } = 10;

    /// <summary>The zone of 1C's server, such as Asia/Yekaterinburg, where it differs from that of the hub.</summary>
    public string? TimeZone { get; set; }

    /// <summary>The folder from which 1C takes what we send; absent, nothing is sent. Never inside of <see cref="Folder"/>.</summary>
    public string? Out { get; set; }

    public OutForm OutForm { get; set; } = OutForm.Standard;

    public OutEncoding OutEncoding { get; set; } = OutEncoding.Utf8;
}
