using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Hub.Tests.Kit;

/// <summary>Another program on this machine that takes letters as JSON, and notes what it was called with.</summary>
internal sealed class Hook : IAsyncDisposable
{
    private readonly WebApplication _web;

    private Hook(WebApplication web) => _web = web;

    public Uri Address => new(_web.Urls.First());

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = StatusCodes.Status200OK;

    public List<(string Path, string? Signature, string Body)> Calls { get; } = [];

    public static async Task<Hook> OpenAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var hook = new Hook(builder.Build());
        hook._web.MapFallback(hook.TakeAsync);
        await hook._web.StartAsync();
        return hook;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task TakeAsync(HttpContext call)
    {
        using var reader = new StreamReader(call.Request.Body);
        Calls.Add((call.Request.Path, call.Request.Headers["X-Hub-Signature"], await reader.ReadToEndAsync()));
        call.Response.StatusCode = Status;
        call.Response.Headers.Location = "/elsewhere";
    }
}
