using System.Text.Json;
using Crm.Simulator;
using Crm.Testing.OData;
using Microsoft.Extensions.Time.Testing;

namespace Crm.Hub.Tests.Kit;

/// <summary>An invented firm in a simulated base of one configuration, and the hub with the mappings that are shipped for it.</summary>
internal sealed class FirmOfOneC : IAsyncDisposable
{
    private const int Clients = 6;

    private static readonly DateTimeOffset Today = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private FirmOfOneC(OneCBase there, HubInFolder hub)
    {
        Base = there;
        Hub = hub;
    }

    public static TheoryData<string> All => ["bp", "ut", "unf"];

    public OneCBase Base { get; }

    public HubInFolder Hub { get; }

    public static async Task<FirmOfOneC> OfAsync(string shape)
    {
        var options = new SimulatorOptions(Shapes.Of(shape)) { Counterparties = Clients, Time = new FakeTimeProvider(Today) };
        var there = await OneCBase.StartAsync(options, TestContext.Current.CancellationToken);
        return new FirmOfOneC(there, HubInFolder.WithOneC(shape, there.Address));
    }

    public async Task NightAsync()
    {
        var answer = await Hub.RunAsync("run", "--json");
        Assert.True(answer.Exit is ExitCode.Done, answer.Out + answer.Err);
    }

    /// <summary>Rows of the CRM as hub show tells them.</summary>
    public async Task<IReadOnlyList<JsonElement>> ShowAsync(string kind, params string[] where) =>
        [.. (await Hub.RunAsync(["show", kind, "--limit", "1000", "--json", .. where.SelectMany(one => new[] { "--where", one })])).Json.GetProperty("rows").EnumerateArray()];

    public async Task<JsonElement> RowAsync(string kind, string id) =>
        (await ShowAsync(kind)).Single(row => row.GetProperty("id").GetString() == id);

    /// <summary>The id over there of a row of the CRM.</summary>
    public async Task<string> ThereAsync(string row) =>
        (await ShowAsync("links")).First(link => link.GetProperty("row").GetProperty("id").GetString() == row).GetProperty("externalId").GetString()!;

    public async ValueTask DisposeAsync()
    {
        await Base.DisposeAsync();
        Hub.Dispose();
    }
}
