using System.Text;

namespace Crm.Connectors.OneC.OData.Wire;

/// <summary>What is known of a request after it.</summary>
internal enum Outcome
{
    /// <summary>1C carried it out and said so.</summary>
    Done,

    /// <summary>1C did not carry it out and said why.</summary>
    Refused,

    /// <summary>Nobody knows: the line broke, time ran out, or something other than 1C answered. 1C may have written.</summary>
    Unknown,

    /// <summary>The answer was longer than it may be, and its rest was not read.</summary>
    TooLong,
}

/// <summary>The answer to one request.</summary>
/// <param name="Status">Of HTTP; 0 when none came.</param>
/// <param name="Body">As far as it came; empty when it went into a stream of the caller's.</param>
/// <param name="Fault">Why no answer came, by the name of the exception alone: its text may tell the address.</param>
internal sealed record Answer(Outcome Outcome, int Status, ReadOnlyMemory<byte> Body, OneCError? Error = null, string? Fault = null)
{
    private const int TooManyRequests = 429, NoSession = 406, NotImplemented = 501;

    public bool IsDone => Outcome == Outcome.Done;

    /// <summary>The object, or the set, is not there.</summary>
    public bool IsNoSuchObject => Status == 404 && Error?.Code == OneCError.NoSuchObject;

    /// <summary>Asked again a little later, 1C may answer. What the configuration itself threw it throws again.</summary>
    public bool MayPass => Outcome switch
    {
        Outcome.Unknown => true,
        Outcome.Refused => Error?.Code != OneCError.Business && Status is (>= 500 and not NotImplemented) or NoSession or TooManyRequests,
        _ => false,
    };

    public string Text => Encoding.UTF8.GetString(Body.Span).Trim('\uFEFF', ' ', '\r', '\n', '\t');

    /// <summary>What to make of a body that came with a status.</summary>
    public static Answer Of(int status, ReadOnlyMemory<byte> body, bool wantsXml)
    {
        if (status is >= 200 and < 300)
        {
            // 1cfresh answers with a page of HTML where 1C threw or a right is missing.
            var isPage = !wantsXml && body.Span.TrimStart("\uFEFF \r\n\t"u8).StartsWith("<"u8);
            return new Answer(isPage ? Outcome.Unknown : Outcome.Done, status, body);
        }

        var error = OneCError.Read(body.Span);
        return new Answer(error is null && status >= 500 ? Outcome.Unknown : Outcome.Refused, status, body, error);
    }
}
