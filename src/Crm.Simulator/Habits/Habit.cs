namespace Crm.Simulator.Habits;

/// <summary>What bases of 1C do, seen in the wild, each to be switched on and off. Everyday habits are on from the start.</summary>
public enum Habit
{
    /// <summary>Everyday: properties that are not there are passed over; off, they are refused with 400.</summary>
    IgnoresUnknown,

    /// <summary>Everyday: If-Match is not looked at; off, a stale version is refused with 412.</summary>
    IgnoresIfMatch,

    /// <summary>Everyday: strings are cut at their length; off, a long one is refused with 400.</summary>
    CutsStrings,

    /// <summary>Everyday: references compared by gt, ge, lt, le give 500.</summary>
    KeyOrderFails,

    /// <summary>Everyday: what is expanded but not selected is not expanded, and nothing says so.</summary>
    SilentExpand,

    /// <summary>Everyday: strings of fixed length come padded with spaces.</summary>
    PadsCodes,

    /// <summary>Everyday: a plus in $filter is refused with 400; off, it is a space as in forms.</summary>
    RefusesPlus,

    /// <summary>Everyday: an Int64 that is none is left out, with 200.</summary>
    DropsBadNumbers,

    /// <summary>/$count begins with a byte order mark.</summary>
    CountMark,

    /// <summary>A value of several types compared with a plain guid gives 500 instead of nothing.</summary>
    CompositeFails,

    /// <summary>With $inlinecount $top and $skip are passed over, as the manual says.</summary>
    CountIgnoresPaging,

    /// <summary>Sets are read only with allowedOnly=true; without it 401 with code 20.</summary>
    Rights401,

    /// <summary>Every answer is a page of HTML with status 200, as 1cfresh gives when rights are missing.</summary>
    Html200,

    /// <summary>Posting fails with 500 and code -1.</summary>
    PostingFails,

    /// <summary>Every third write is carried out and its answer lost.</summary>
    LostAnswers,

    /// <summary>The first request after the start, or after twenty idle minutes, waits.</summary>
    SlowStart,

    /// <summary>No session can begin: 406.</summary>
    LicenceExhausted,

    /// <summary>Sessions are kept between requests with IBSession and a cookie, as many as there are licences.</summary>
    Sessions,

    /// <summary>A kept session is lost after ten requests: 400.</summary>
    LosesSessions,

    /// <summary>Lists end after 1 000 rows and do not say so.</summary>
    Caps1000,

    /// <summary>The header of load mode is refused with code 17.</summary>
    RefusesLoadMode,

    /// <summary>A query longer than 2 048 bytes is not found: IIS as it comes out of the box.</summary>
    ShortUrls,
}
