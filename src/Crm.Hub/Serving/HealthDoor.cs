using System.Net.Sockets;
using Crm.Core.Storage;
using Crm.Hub.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace Crm.Hub.Serving;

/// <summary>
/// Where others ask whether the service lives (/live), whether it works (/ready) and what it counts (/metrics). Also what the system that started the service
/// talks to: it tells systemd that all is up, and stops when Windows or systemd says so.
/// </summary>
internal sealed class HealthDoor : IAsyncDisposable
{
    // Windows waits as long for the run that goes to come to its next commit, as systemd does.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly WebApplication _web;
    private readonly Telemetry _telemetry;

    private HealthDoor(WebApplication web, Telemetry telemetry) => (_web, _telemetry) = (web, telemetry);

    public string Address => _web.Urls.First();

    public static async Task<HealthDoor> OpenAsync(Uri listen, HubDatabase database, IScheduler scheduler, Telemetry telemetry, CancellationToken ct)
    {
        // Empty: the web reads no settings but ours.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore().AddSystemd().AddWindowsService().Configure<HostOptions>(host => host.ShutdownTimeout = Patience);
        builder.WebHost.UseKestrelCore().UseUrls(listen.AbsoluteUri.TrimEnd('/'));
        var web = builder.Build();
        web.MapGet("/live", () => Results.Text("live"));
        web.MapGet("/ready", () => Ails(database, scheduler) is { } reason
            ? Results.Text(reason, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ready"));
        telemetry.Open(web);
        try
        {
            await web.StartAsync(ct);
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            await web.DisposeAsync();
            telemetry.Dispose();
            throw new ProblemException(Settings.Problem.Usage(
                $"Адрес {listen} занят или чужой: {taken.Message} Укажите другой в Hub:Service:Listen.",
                $"The address {listen} is taken or not ours: {taken.Message} Name another in Hub:Service:Listen."));
        }

        return new HealthDoor(web, telemetry);
    }

    /// <summary>Returns when somebody stops the service.</summary>
    public async Task ClosedAsync(CancellationToken ct)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ct, _web.Lifetime.ApplicationStopping);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stopping.Token.Register(stopped.SetResult);
        await stopped.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
        _telemetry.Dispose();
    }

    private static string? Ails(HubDatabase database, IScheduler scheduler)
    {
        if (scheduler.Status != SchedulerStatus.Running)
        {
            return "the schedule does not run";
        }

        try
        {
            using var db = database.ConnectToRead();
            db.Scalar("SELECT MAX(Id) FROM Runs");
            return null;
        }
        catch (Exception e) when (e is System.Data.Common.DbException or IOException)
        {
            return "the database cannot be opened";
        }
    }
}
