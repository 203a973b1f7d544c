using System.Net.Sockets;

namespace Crm.Hub.Installing;

/// <summary>Asks a service how it is, as anybody on this machine may.</summary>
internal static class Pulse
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Where a service that listens there answers this machine: one that listens everywhere, here too.</summary>
    public static Uri Near(Uri listen) => listen.Host is "0.0.0.0" or "[::]" or "*" or "+" ? new UriBuilder(listen) { Host = "127.0.0.1" }.Uri : listen;

    /// <returns>Whether it works, and what it said; null when nobody answers.</returns>
    public static async Task<(bool Works, string? Said)> FeelAsync(Uri listen, CancellationToken ct)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri(Near(listen), "ready"), ct);
            return (answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(ct));
        }
        catch (Exception e) when (e is HttpRequestException or SocketException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return (false, null);
        }
    }
}
