using System.Collections.Concurrent;
using System.Diagnostics;
using Crm.Core.Sync;
using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Serving;

public sealed class SpansTests
{
    [Fact]
    public async Task A_run_is_a_span_with_its_parts_in_it_and_nothing_of_a_record()
    {
        var memory = new MemorySystem();
        using var hub = HubInFolder.WithMemory(new MemoryConnector(memory) { Sends = true });
        hub.Environment["Hub__Flows__traced__Connection"] = "memory";
        hub.Environment["Hub__Flows__traced__Direction"] = "Both";
        hub.Environment["Hub__Flows__traced__Mappings__0"] = "mappings";
        memory.Save("Клиент", "К-17", ("Имя", "Ромашка"), ("ИНН", "7707083893"));
        memory.Deliver();
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Spans.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        await hub.RunAsync("run", "traced");
        await hub.RunAsync("new", "counterparties", "Name=Лютик");
        await hub.RunAsync("run", "traced");

        var runs = spans.Where(span => (string?)span.GetTagItem("hub.flow") == "traced").ToList();
        Assert.Equal(["run", "run"], runs.Select(run => run.DisplayName));
        Assert.Equal(["check", "receive", "apply"], Parts(runs[0]));
        Assert.Equal(["check", "send"], Parts(runs[1]));
        Assert.All(spans.Where(span => runs.Any(run => run.TraceId == span.TraceId)).SelectMany(span => span.TagObjects), tag =>
            Assert.DoesNotMatch("Ромашка|Лютик|К-17|7707083893", tag.Value?.ToString()));

        List<string> Parts(Activity run) => [.. spans.Where(span => span.ParentSpanId == run.SpanId).OrderBy(span => span.StartTimeUtc).Select(span => span.DisplayName)];
    }
}
