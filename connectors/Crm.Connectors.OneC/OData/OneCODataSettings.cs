using Crm.Connect;

namespace Crm.Connectors.OneC.OData;

/// <summary>How the hub learns what changed in a base.</summary>
public enum ChangeSource
{
    /// <summary>By the exchange plan when <see cref="OneCODataSettings.Plan"/> names one; otherwise by versions, and by dates what has no versions.</summary>
    Auto,

    /// <summary>1C itself keeps for a node of an exchange plan what changed, and forgets it when it is confirmed.</summary>
    Plan,

    /// <summary>Documents and records of the last days are read again; the hub knows by their content what is new.</summary>
    Dates,

    /// <summary>The versions of all objects are looked through, and those read whose version is new.</summary>
    Versions,
}

/// <summary>When a document that was written is posted.</summary>
public enum Posting
{
    /// <summary>When it is sent with Posted, or was posted before.</summary>
    Asked,

    Never,
    Always,
}

/// <summary>Settings of a connection to the standard OData interface of a 1C base.</summary>
public sealed class OneCODataSettings
{
    /// <summary>The publication, such as https://server/base; "/odata/standard.odata/" is added when it is missing.</summary>
    public string Address { get; set; } = "";

    public string User { get; set; } = "";

    [Secret]
    public string Password { get; set; } = "";

    /// <summary>Where the pinned description of the base lies; a relative path starts at the settings file. Absent: in the folder of the connection.</summary>
    public string? Metadata { get; set; }

    public ChangeSource Changes { get; set; } = ChangeSource.Auto;

    /// <summary>The exchange plan, without "ExchangePlan_".</summary>
    public string? Plan { get; set; }

    /// <summary>The code of our node in the plan.</summary>
    public string? Node { get; set; }

    /// <summary>Documents before this day are not read; absent: all are.</summary>
    public DateOnly? Since { get; set; }

    /// <summary>How many days before the last reading are read again by dates.</summary>
    public int Overlap { get; set; } = 7;

    /// <summary>Accounts whose balances are told where a mapping asks an accounting register, commas between them; each with those below it.</summary>
    public string Accounts { get; set; } = "10.01, 10.02, 10.03, 10.04, 10.05, 10.06, 10.08, 10.09, 10.10, 41, 43";

    /// <summary>How large an answer of 1C is meant to be: pages grow and shrink towards it.</summary>
    public int PageMegabytes { get; set; } = 8;

    /// <summary>Requests at once: 1 or 2. Each takes a licence of 1C while it lasts.</summary>
    public int Parallel { get; set; } = 1;

    /// <summary>How many requests may begin in a minute, evenly; 0: as they come.</summary>
    public int RequestsPerMinute { get; set; }

    /// <summary>Keeps a session of 1C open from request to request; for publications with reuseSessions="use".</summary>
    public bool Sessions { get; set; }

    /// <summary>How long 1C may be silent.</summary>
    public int TimeoutSeconds { get; set; } = 120;

    /// <summary>The zone of 1C's server, such as Asia/Yekaterinburg, where it differs from that of the hub.</summary>
    public string? TimeZone { get; set; }

    public Posting Post { get; set; } = Posting.Asked;

    /// <summary>Writes in 1C's load mode, past most of the checks of the configuration: for moving house only.</summary>
    public bool Load { get; set; }

    internal DateTime? FirstDay => Since?.ToDateTime(TimeOnly.MinValue);

    internal bool ByPlan => Changes == ChangeSource.Plan || (Changes == ChangeSource.Auto && Plan is not null);
}
