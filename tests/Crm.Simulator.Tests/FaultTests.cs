using System.Net;
using System.Text.Json.Nodes;
using Crm.Simulator.Habits;
using Crm.Simulator.Tests.Kit;
using static Crm.Simulator.Tests.Kit.Made;

namespace Crm.Simulator.Tests;

public sealed class FaultTests
{
    [Theory]
    [InlineData(FaultKind.DropBefore, 0)]
    [InlineData(FaultKind.DropAfter, 1)]
    [InlineData(FaultKind.Cut, 1)]
    public async Task A_broken_connection_loses_the_answer_and_only_after_the_commit_keeps_the_object(FaultKind kind, int kept)
    {
        await using var client = await Client.OfAsync();
        client.Base.Faults.Plan(new Fault(kind, "POST"));

        await Assert.ThrowsAnyAsync<Exception>(() => client.PartyAsync());

        Assert.Equal(kept, client.Base.State.Count(Parties));
        Assert.Equal(0, client.Base.Log.Entries[^1].Status);
        Assert.Equal(kind == FaultKind.Cut ? 64 : 0, client.Base.Log.Entries[^1].BytesOut);
        await client.PartyAsync();
    }

    [Theory]
    [InlineData(FaultKind.FailBefore, 0)]
    [InlineData(FaultKind.FailAfter, 1)]
    public async Task An_error_is_told_before_or_after_the_commit(FaultKind kind, int kept)
    {
        await using var client = await Client.OfAsync();
        client.Base.Faults.Plan(new Fault(kind, "POST") { Status = 503, Code = "-1", Message = "Перезапуск." });

        var answer = await client.SendAsync("POST", Parties, new JsonObject());

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "-1"), (answer.Status, answer.Code));
        Assert.Equal(kept, client.Base.State.Count(Parties));
    }

    [Fact]
    public async Task Only_the_planned_requests_are_struck()
    {
        await using var client = await Client.OfAsync();
        client.Base.Faults.Plan(new Fault(FaultKind.FailBefore, "GET", Parties, Nth: 2, Times: 2));
        var statuses = new List<HttpStatusCode>();

        foreach (var set in new[] { Parties, Invoices, Parties, Parties, Parties })
        {
            statuses.Add((await client.GetAsync(set)).Status);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.InternalServerError, HttpStatusCode.InternalServerError, HttpStatusCode.OK], statuses);
        Assert.Empty(client.Base.Faults.Waiting);
    }

    [Fact]
    public async Task A_delay_waits_for_the_clock_of_the_options()
    {
        var time = new WatchedTime();
        await using var client = await Client.OfAsync(new SimulatorOptions(Testing.OData.Shapes.Bp) { Time = time });
        client.Base.Faults.Plan(new Fault(FaultKind.Delay) { Wait = TimeSpan.FromHours(1) });

        var request = client.GetAsync(Parties);

        Assert.Equal(TimeSpan.FromHours(1), await time.PassAsync());
        Assert.Equal(HttpStatusCode.OK, (await request).Status);
    }

    [Fact]
    public async Task A_base_that_is_stopped_lets_nobody_wait()
    {
        var time = new WatchedTime();
        var client = await Client.OfAsync(new SimulatorOptions(Testing.OData.Shapes.Bp) { Time = time });
        client.Base.Faults.Plan(new Fault(FaultKind.Delay) { Wait = TimeSpan.FromHours(1) });
        var request = client.GetAsync(Parties);
        await time.WaitedAsync();

        await client.Base.DisposeAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => request);
    }

    [Fact]
    public async Task A_page_of_HTML_can_come_once()
    {
        await using var client = await Client.OfAsync();
        client.Base.Faults.Plan(new Fault(FaultKind.Html));

        Assert.StartsWith("text/html", (await client.GetAsync(Parties)).ContentType, StringComparison.Ordinal);
        Assert.StartsWith("application/json", (await client.GetAsync(Parties)).ContentType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_tells_method_set_status_and_bytes()
    {
        await using var client = await Client.OfAsync();
        await client.PartyAsync();
        var list = await client.GetAsync(Parties);

        Assert.Equal(["POST", "GET"], client.Base.Log.Entries.Select(entry => entry.Method));
        Assert.Equal([201, 200], client.Base.Log.Entries.Select(entry => entry.Status));
        Assert.All(client.Base.Log.Entries, entry => Assert.Equal(Parties, entry.Set));
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(list.Text), client.Base.Log.Entries[^1].BytesOut);
        Assert.True(client.Base.Log.Entries[0].BytesIn > 0);
        Assert.Equal(1, client.Base.Log.MostAtOnce);
    }
}
