using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Crm.Connectors.OneC.Tests.OData.Kit;

/// <summary>A server that answers what a test tells it, and notes what it was asked.</summary>
internal sealed class OddPeer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Func<HttpContext, int, Task> _answer;
    private int _count;

    private OddPeer(Func<HttpContext, int, Task> answer)
    {
        _answer = answer;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(TakeAsync);
    }

    public string Address => _server.Urls.First() + "/base";

    public List<string> Asked { get; } = [];

    /// <param name="answer">Given the request and its number, from 1.</param>
    public static async Task<OddPeer> OfAsync(Func<HttpContext, int, Task> answer)
    {
        var peer = new OddPeer(answer);
        await peer._server.StartAsync(TestContext.Current.CancellationToken);
        return peer;
    }

    public static Task<OddPeer> OfAsync(int status, string body) => OfAsync((http, _) =>
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(body);
    });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task TakeAsync(HttpContext http)
    {
        int number;
        lock (Asked)
        {
            Asked.Add($"{http.Request.Method} {http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget}");
            number = ++_count;
        }

        return _answer(http, number);
    }
}
