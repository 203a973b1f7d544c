using System.Diagnostics.Metrics;
using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Hub.Serving;
using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Serving;

public sealed class HubMeterTests : IDisposable
{
    private readonly HubInFolder _hub = HubInFolder.WithMemory(new MemoryConnector(new MemorySystem()));

    public void Dispose() => _hub.Dispose();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 1)]
    public async Task A_run_that_found_its_connection_at_work_is_not_counted(long run, int counted)
    {
        var session = new Watchman(_hub).Session();
        using var meter = new HubMeter(new Standings(session.Settings, await _hub.DatabaseAsync(), _hub.Clock));
        var heard = new List<string>();
        using var listener = new MeterListener();
        listener.SetMeasurementEventCallback<long>((instrument, _, _, _) => heard.Add(instrument.Name));
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter == meter.Meter)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.Start();

        meter.Note(new FlowWalk(
            session.Settings.Flows[0], new RunReport(run, "night", "memory", RunOutcome.Unavailable, new(), TimeSpan.Zero, [], null), [], null, ExitCode.Unavailable));

        Assert.Equal(counted, heard.Count(name => name == "hub.runs"));
    }
}
