using Microsoft.AspNetCore.Http;

namespace Crm.Simulator.SideDoor;

/// <summary>The side door over HTTP.</summary>
internal sealed class SidePaths(OneCBase simulated)
{
    public Task AnswerAsync(HttpContext http, string path, CancellationToken ct)
    {
        _ = simulated;
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
