using RestSharp;

namespace Crm.Connectors.OneC.OData.Wire;

/// <summary>One place in the queue to 1C, with the session that 1C keeps for it. Each session that lives takes a licence.</summary>
internal sealed class Slot
{
    private const string Cookie = "ibsession=", Header = "IBSession";

    private string? _session;

    public bool HasSession => _session is not null;

    /// <summary>Says the session, or asks for one.</summary>
    public void SayTo(RestRequest request)
    {
        if (_session is { } session)
        {
            request.AddHeader("Cookie", session);
        }
        else
        {
            request.AddHeader(Header, "start");
        }
    }

    public void SayGoodbyeTo(RestRequest request) => request.AddHeader("Cookie", _session ?? "").AddHeader(Header, "finish");

    /// <summary>Keeps the session that 1C gave. A publication that keeps none sends no cookie, and all goes on without.</summary>
    public void HearFrom(RestResponse response) => _session ??= response.Headers?
        .FirstOrDefault(header => header.Name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase) && header.Value.StartsWith(Cookie, StringComparison.OrdinalIgnoreCase))?
        .Value.Split(';')[0];

    public void Forget() => _session = null;

    /// <summary>
    /// Whether 1C has forgotten the session: it takes the request for a broken one, or has no words for it. A 500 may come after it has
    /// written.
    /// </summary>
    public bool IsLost(Request request, Answer answer) => HasSession
        && (answer is { Error: null or { Code: OneCError.BadFormat }, Status: 400 or 404 or 406 } || (answer is { Error: null, Status: 500 } && request.Method == Method.Get));
}
