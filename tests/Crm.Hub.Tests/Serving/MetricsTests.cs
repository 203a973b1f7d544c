using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Crm.Hub.Settings;
using Crm.Hub.Tests.Kit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Crm.Hub.Tests.Serving;

public sealed partial class MetricsTests : IDisposable
{
    private readonly MemorySystem _memory = new();
    private readonly HubInFolder _hub;
    private readonly CancellationTokenSource _stop = new();

    public MetricsTests()
    {
        _hub = HubInFolder.WithMemory(new MemoryConnector(_memory));
        _hub.Environment["Hub__Service__Listen"] = "http://127.0.0.1:0";
        _hub.Environment["Hub__Flows__night__Schedule__Cron"] = "0 5 * * *";
        _memory.Save("Клиент", "К-17", ("Имя", "Ромашка"), ("ИНН", "7707083893"));
        _memory.Save("Клиент", "К-18", ("ИНН", "7708000019"));
        _memory.Deliver();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _stop.Dispose();
        _hub.Dispose();
    }

    [Fact]
    public async Task A_service_tells_in_the_text_of_Prometheus_what_ran_and_what_waits()
    {
        var told = await ANightAsync();

        Assert.Equal(1, Of(told, "hub_runs_total", "flow=\"night\"", "outcome=\"done_with_held\""));
        Assert.Equal(1, Of(told, "hub_run_duration_seconds_count", "flow=\"night\""));
        Assert.Equal(1, Of(told, "hub_rows_total", "flow=\"night\"", "kind=\"Counterparty\"", "fate=\"created\""));
        Assert.Equal((1, 0), (Of(told, "hub_held", "state=\"rejected\""), Of(told, "hub_held", "state=\"field_left_out\"")));
        Assert.Equal(1, Of(told, "hub_questions_open"));
        Assert.Equal(0, Of(told, "hub_outbox_lines", "connection=\"memory\"", "state=\"waiting\""));
        Assert.InRange(Of(told, "hub_flow_lag_seconds", "flow=\"night\"")!.Value, 0, 3600);
        Assert.Equal(
            new DateTimeOffset(2026, 3, 3, 2, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), Of(told, "hub_flow_next_timestamp_seconds", "flow=\"night\""));
    }

    [Fact]
    public async Task Labels_are_names_of_the_settings_and_words_of_ours_and_nothing_of_a_record()
    {
        string[] known = ["otel_scope_name", "flow", "outcome", "kind", "fate", "state", "connection", "le"];

        var told = await ANightAsync();

        var ours = told.Split('\n').Where(line => line.StartsWith("hub_", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ours);
        Assert.All(ours, line => Assert.All(Label().Matches(line), label => Assert.Contains(label.Groups[1].Value, known)));
        Assert.DoesNotContain("Ромашка", told, StringComparison.Ordinal);
        Assert.DoesNotContain("К-17", told, StringComparison.Ordinal);
        Assert.DoesNotContain("7707083893", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_named_in_the_settings_hears_of_runs_by_numbers_and_by_spans()
    {
        var heard = new ConcurrentQueue<string>();
        await using var collector = await CollectAsync(heard);
        _hub.Environment["Hub__Telemetry__Otlp"] = collector.Urls.First();

        await ANightAsync();

        Assert.Contains("/v1/metrics", heard);
        Assert.Contains("/v1/traces", heard);
    }

    [Fact]
    public void Only_this_machine_may_ask_unless_the_settings_say_otherwise()
    {
        _hub.Environment.Remove("Hub__Service__Listen");

        Assert.True(SettingsReader.Read(null, null, _hub.Around(TextWriter.Null, TextWriter.Null)).Configuration!.Listen.IsLoopback);
    }

    // It would cost every short verb its time.
    [Fact]
    public void Nothing_but_the_service_loads_what_hands_metrics_on()
    {
        var hub = Path.Combine(HubInFolder.Repository, "src", "Crm.Hub");
        var knowing = Directory.EnumerateFiles(hub, "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file) is var text && (text.Contains("using OpenTelemetry", StringComparison.Ordinal) || text.Contains("new Telemetry(", StringComparison.Ordinal)))
            .Select(file => Path.GetFileName(file));

        Assert.Equal(["ServeVerb.cs", "Telemetry.cs"], knowing.Order(StringComparer.Ordinal));
    }

    // Serves until the flow has run once, and gives what is told then.
    private async Task<string> ANightAsync()
    {
        await using var @out = new WatchedWriter();
        var serving = HubProgram.RunAsync(["serve", "--json"], _hub.Around(@out, TextWriter.Null), _stop.Token);
        var address = (await @out.WaitAsync("\"flows\"", Ct)).Split("\"address\": \"")[1].Split('"')[0];
        using var http = new HttpClient();
        _hub.Clock.Advance(TimeSpan.FromDays(1));
        string told;
        do
        {
            _hub.Clock.Advance(TimeSpan.FromSeconds(1));
            told = await http.GetStringAsync(address + "/metrics", Ct);
        }
        while (Of(told, "hub_runs_total", "flow=\"night\"") is null);

        _hub.Clock.Advance(TimeSpan.FromMinutes(1));
        told = await http.GetStringAsync(address + "/metrics", Ct);
        await _stop.CancelAsync();
        Assert.Equal(0, await serving);
        return told;
    }

    private static async Task<WebApplication> CollectAsync(ConcurrentQueue<string> heard)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        web.Run(context =>
        {
            heard.Enqueue(context.Request.Path);
            context.Response.StatusCode = StatusCodes.Status200OK;
            return Task.CompletedTask;
        });
        await web.StartAsync(Ct);
        return web;
    }

    private static double? Of(string told, string metric, params string[] labels) => told.Split('\n')
        .Where(line => line.StartsWith(metric, StringComparison.Ordinal) && line[metric.Length] is '{' or ' ' && labels.All(label => line.Contains(label, StringComparison.Ordinal)))
        .Select(line => (double?)double.Parse(Value().Match(line).Value, CultureInfo.InvariantCulture))
        .FirstOrDefault();

    [GeneratedRegex("[{,]([a-z_]+)=\"")]
    private static partial Regex Label();

    [GeneratedRegex(@"(?<=^[^}]*(}|[a-z]) )[0-9.eE+-]+")]
    private static partial Regex Value();
}
