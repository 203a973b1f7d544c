using Crm.Core.Sync;
using Microsoft.AspNetCore.Builder;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Crm.Hub.Serving;

/// <summary>Hands on what is counted and timed: to whoever asks at /metrics, and to a collector when the settings name one. Only a service has it.</summary>
internal sealed class Telemetry : IDisposable
{
    private const string Runtime = "System.Runtime";

    private readonly MeterProvider _metrics;
    private readonly TracerProvider? _traces;

    /// <param name="collector">Takes OTLP over HTTP; null: there is none.</param>
    public Telemetry(HubMeter meter, Uri? collector)
    {
        // One that is asked answers what is so now; how long an answer holds is a matter of Standings.
        var metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(Who)
            .AddMeter(HubMeter.Name, Runtime)
            .AddView(instrument => instrument.Meter.Name == HubMeter.Name && instrument.Meter != meter.Meter ? MetricStreamConfiguration.Drop : null)
            .AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0);
        if (collector is not null)
        {
            metrics.AddOtlpExporter(exporter => Tell(exporter, collector, "v1/metrics"));
            _traces = Sdk.CreateTracerProviderBuilder()
                .ConfigureResource(Who)
                .AddSource(Spans.Name)
                .AddOtlpExporter(exporter => Tell(exporter, collector, "v1/traces"))
                .Build();
        }

        _metrics = metrics.Build();
    }

    public void Open(WebApplication web) => web.MapPrometheusScrapingEndpoint("/metrics", _metrics, configureBranchedPipeline: null, optionsName: null);

    /// <summary>The collector hears what is left.</summary>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics.Dispose();
    }

    private static void Who(ResourceBuilder resource) => resource.AddService("hub", serviceInstanceId: Environment.MachineName);

    private static void Tell(OtlpExporterOptions exporter, Uri collector, string path)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri(collector, path);
    }
}
