using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Hub.Tests.Kit;
using Crm.Testing;

namespace Crm.Hub.Tests.Whole;

/// <summary>A hub that was given back from a backup, and a base that has gone on meanwhile.</summary>
public sealed class RestoredNightTests
{
    private const string Plan = "СинхронизацияДанныхЧерезУниверсальныйФормат", Clients = "Catalog_Контрагенты";

    [Theory]
    [InlineData("bp", "Versions")]
    [InlineData("bp", "Plan")]
    [InlineData("ut", "Versions")]
    [InlineData("unf", "Plan")]
    public async Task It_catches_up_with_the_base_and_nothing_is_there_twice(string shape, string changes)
    {
        await using var firm = await FirmOfOneC.OfAsync(shape);
        firm.Base.State.Put("ExchangePlan_" + Plan, new JsonObject { ["Code"] = "HUB", ["Description"] = "Хаб" });
        Set(firm, "Changes", changes);
        if (changes == "Plan")
        {
            Set(firm, "Plan", Plan);
            Set(firm, "Node", "HUB");
        }

        await firm.NightAsync();
        Assert.Equal(ExitCode.Done, (await firm.Hub.RunAsync("new", "counterparties", "Name=Ждёт отправки")).Exit);
        Assert.Equal(ExitCode.Done, (await firm.Hub.RunAsync("backup")).Exit);
        await GoOnAsync(firm, shape);
        var (now, there) = (await StateAsync(firm), firm.Base.State.Count(Clients));

        Assert.Equal(ExitCode.Done, (await firm.Hub.RestoreAsync("--replace")).Exit);
        await firm.NightAsync();
        await firm.NightAsync();

        Assert.Equal(now, await StateAsync(firm));
        Assert.Equal(there, firm.Base.State.Count(Clients));
    }

    // A client pays, another gets a new name, and two that are new here are told there, one of which the backup knows.
    private static async Task GoOnAsync(FirmOfOneC firm, string shape)
    {
        var unpaid = (await firm.ShowAsync("invoices", "Status=Unpaid")).First(row => row.GetProperty("kind").GetString() == (shape == "ut" ? "Order" : "Invoice"));
        new Cashier(firm.Base.State, shape).Pay(await firm.ThereAsync(Id(unpaid)));
        var renamed = firm.Base.State.All(Clients).First(one => (bool?)one["IsFolder"] != true);
        renamed["Description"] = "Ромашка и сыновья";
        firm.Base.State.Put(Clients, renamed);
        Assert.Equal(ExitCode.Done, (await firm.Hub.RunAsync("new", "counterparties", "Name=Создан после копии")).Exit);
        await firm.NightAsync();
        await firm.NightAsync();
    }

    private static async Task<IReadOnlyList<string>> StateAsync(FirmOfOneC firm) => HubState.Read(await firm.Hub.DatabaseAsync());

    private static void Set(FirmOfOneC firm, string setting, string value) => firm.Hub.Environment[$"Hub__Connections__1c__Settings__{setting}"] = value;

    private static string Id(JsonElement row) => row.GetProperty("id").GetString()!;
}
