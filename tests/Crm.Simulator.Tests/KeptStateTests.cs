using System.Text.Json.Nodes;
using Crm.Simulator.Tests.Kit;
using Crm.Testing.OData;
using static Crm.Simulator.Tests.Kit.Made;

namespace Crm.Simulator.Tests;

public sealed class KeptStateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("simulator-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_base_goes_on_where_it_stopped()
    {
        string before;
        DateTime stopped;
        await using (var client = await Client.OfAsync(Options(5)))
        {
            await client.SendAsync("DELETE", One(Parties, await client.PartyAsync()));
            client.Base.State.MoveClock(TimeSpan.FromDays(3));
            stopped = client.Base.State.Now;
            client.Base.State.Hide(Parties, (string)client.Base.State.All(Parties)[0]["Ref_Key"]!);
            before = Whole(client.Base);
        }

        await using var again = await Client.OfAsync(Options(0));
        Assert.Equal(before, Whole(again.Base));
        Assert.True(again.Base.State.Now >= stopped);
        Assert.Equal("20", (await again.GetAsync(Parties)).Code);
    }

    [Fact]
    public async Task A_crash_loses_no_write_and_a_line_that_was_cut_off_harms_nothing()
    {
        string party;
        string node;
        var copy = Directory.CreateTempSubdirectory("simulator-copy-");
        await using (var client = await Client.OfAsync(Options(0)))
        {
            node = client.Base.State.Put(Plan, new JsonObject { ["Code"] = "CRM" });
            await client.PartyAsync("Роза");
            party = await client.PartyAsync("Ромашка");
            foreach (var file in _folder.EnumerateFiles())
            {
                file.CopyTo(Path.Combine(copy.FullName, file.Name));
            }
        }

        await File.AppendAllTextAsync(Path.Combine(copy.FullName, "journal.jsonl"), "{\"set\":\"Catalog_Контра", TestContext.Current.CancellationToken);
        await using (var again = await Client.OfAsync(Options(0) with { DataFolder = copy.FullName }))
        {
            Assert.Equal("Ромашка", (string?)again.Base.State.Find(Parties, party)!["Description"]);
            Assert.Equal(2, again.Base.State.Registered(node));
            Assert.Equal("000000003", (string?)(await again.CreateAsync(Parties, new JsonObject()))["Code"]);
        }

        copy.Delete(recursive: true);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_understood_is_told_at_the_start()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "state.jsonl"), "{]}", TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<SimulatorException>(() => Client.OfAsync(Options(0)));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_at_the_start()
    {
        await using var first = await Client.OfAsync();

        var wrong = await Assert.ThrowsAsync<SimulatorException>(() => Client.OfAsync(new SimulatorOptions(Shapes.Bp) { Port = first.Base.Address.Port }));
        Assert.Contains("--port", wrong.Ru, StringComparison.Ordinal);
    }

    private SimulatorOptions Options(int clients) => new(Shapes.Bp) { DataFolder = _folder.FullName, Counterparties = clients };

    private static string Whole(OneCBase simulated) => string.Join(
        '\n', simulated.State.Sets.SelectMany(simulated.State.All).Select(item => item.ToJsonString()).Order(StringComparer.Ordinal));
}
