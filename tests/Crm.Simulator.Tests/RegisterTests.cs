using System.Net;
using System.Text.Json.Nodes;
using Crm.Simulator.Tests.Kit;
using static Crm.Simulator.Tests.Kit.Made;

namespace Crm.Simulator.Tests;

public sealed class RegisterTests
{
    private const string Rates = "InformationRegister_КурсыВалют";
    private const string Paid = "AccumulationRegister_ОплатаСчетов";
    private const string Debt = "AccumulationRegister_РасчетыСПокупателями";
    private const string Euro = "11111111-1111-1111-1111-111111111111";
    private const string Dollar = "22222222-2222-2222-2222-222222222222";

    private static readonly string[] Endings = ["OpeningBalance", "Receipt", "Expense", "Turnover", "ClosingBalance"];

    [Fact]
    public async Task A_record_is_written_once_changed_by_its_key_and_deleted()
    {
        await using var client = await Client.OfAsync();
        var record = Rate("2026-01-01T00:00:00", Euro, 100);
        var path = $"{Rates}(Period=datetime'2026-01-01T00:00:00',Валюта_Key=guid'{Euro}')";

        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync("POST", Rates, record)).Status);
        var again = await client.SendAsync("POST", Rates, record);
        Assert.Equal((HttpStatusCode.BadRequest, "15"), (again.Status, again.Code));
        Assert.Equal(101m, (decimal)(await client.SendAsync("PATCH", path, new JsonObject { ["Курс"] = 101 })).Json["Курс"]!);
        Assert.Equal(101m, (decimal)(await client.GetAsync(path)).Json["Курс"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync("DELETE", path)).Status);
        Assert.Equal(0, client.Base.State.Count(Rates));
    }

    [Fact]
    public async Task A_slice_gives_the_last_record_of_each_until_that_moment()
    {
        await using var client = await Client.OfAsync();
        foreach (var record in new[] { Rate("2026-01-01T00:00:00", Euro, 100), Rate("2026-01-10T00:00:00", Euro, 110), Rate("2026-01-05T00:00:00", Dollar, 80) })
        {
            await client.SendAsync("POST", Rates, record);
        }

        Assert.Equal([80m, 110m], await RatesAsync(client, "SliceLast()"));
        Assert.Equal([80m, 100m], await RatesAsync(client, "SliceLast(Period=datetime'2026-01-09T00:00:00')"));
        Assert.Equal([80m, 110m], await RatesAsync(client, "SliceLast(Period=datetime'2026-01-10T00:00:00')"));
        Assert.Equal([110m], await RatesAsync(client, $"SliceLast(Condition='Валюта_Key eq guid''{Euro}''')"));
        Assert.Equal([110m], await RatesAsync(client, $"SliceLast()?Period=datetime'2026-02-01T00:00:00'&Condition=Валюта_Key eq guid'{Euro}'"));
        Assert.Equal([80m, 100m], await RatesAsync(client, "SliceFirst()"));
    }

    [Fact]
    public async Task Records_of_a_recorder_are_one_set_and_are_seen_one_by_one()
    {
        await using var client = await Client.OfAsync();
        var recorder = Guid.NewGuid().ToString();
        JsonObject Record(int line, decimal sum) => new() { ["LineNumber"] = line, ["Period"] = "2026-01-01T10:00:00", ["Active"] = true, ["Сумма"] = sum };
        var set = new JsonObject { ["Recorder"] = recorder, ["Recorder_Type"] = "StandardODATA." + Payments, ["RecordSet"] = new JsonArray(Record(1, 10), Record(2, 32)) };

        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync("POST", Paid, set)).Status);
        var rows = await client.ListAsync(Paid + "_RecordType?$orderby=LineNumber");
        var whole = (await client.GetAsync($"{Paid}(Recorder='{recorder}', Recorder_Type='StandardODATA.{Payments}')")).Json;

        Assert.Equal(["1", "2"], rows.Select(row => (string?)row["LineNumber"]));
        Assert.All(rows, row => Assert.Equal(recorder, (string?)row["Recorder"]));
        Assert.Equal(2, whole["RecordSet"]!.AsArray().Count);
        Assert.False(whole.ContainsKey("DataVersion"));
        Assert.Equal(42m, (decimal)(await client.ListAsync(Paid + "/Turnovers()"))[0]["СуммаTurnover"]!);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{Paid}_RecordType(Recorder='{recorder}',Recorder_Type='StandardODATA.{Payments}',LineNumber=2)")).Status);
    }

    [Fact]
    public async Task A_balance_is_that_of_the_beginning_of_the_moment()
    {
        await using var client = await Client.OfAsync("unf");
        client.Base.State.Put(Debt, Debts("2026-01-31T23:59:59", ("Receipt", 100), ("Expense", 30)));

        Assert.Empty(await client.ListAsync(Debt + "/Balance(Period=datetime'2026-01-31T23:59:59')"));
        Assert.Equal(70m, (decimal)(await client.ListAsync(Debt + "/Balance(Period=datetime'2026-02-01T00:00:00')")).Single()["СуммаBalance"]!);
        Assert.Equal(70m, (decimal)(await client.ListAsync(Debt + "/Balance()")).Single()["СуммаBalance"]!);
    }

    [Fact]
    public async Task Balance_and_turnovers_agree_with_each_other()
    {
        await using var client = await Client.OfAsync("unf");
        client.Base.State.Put(Debt, Debts("2026-01-10T00:00:00", ("Receipt", 100)));
        client.Base.State.Put(Debt, Debts("2026-02-10T00:00:00", ("Receipt", 50), ("Expense", 20)));

        var line = (await client.ListAsync(Debt + "/BalanceAndTurnovers(StartPeriod=datetime'2026-02-01T00:00:00')")).Single();

        Assert.Equal([100m, 50m, 20m, 30m, 130m], Endings.Select(name => (decimal)line["Сумма" + name]!));
    }

    [Fact]
    public async Task Totals_are_taken_by_the_dimensions_that_are_asked_for()
    {
        await using var client = await Client.OfAsync("unf");
        client.Base.State.Put(Debt, Debts("2026-01-10T00:00:00", ("Receipt", 100)));
        client.Base.State.Put(Debt, Debts("2026-01-11T00:00:00", ("Receipt", 50)));

        client.Base.State.Put(Debt, Debts("2026-01-12T00:00:00", Dollar, ("Receipt", 7)));

        Assert.Equal([7m, 150m], (await client.ListAsync(Debt + "/Balance(Dimensions='Контрагент')")).Select(line => (decimal)line["СуммаBalance"]!).Order());
        Assert.Equal(157m, (decimal)(await client.ListAsync(Debt + "/Balance(Dimensions='Организация')")).Single()["СуммаBalance"]!);
        Assert.Equal("6", (await client.GetAsync(Debt + "/Balance(Dimensions='Нет')")).Code);
    }

    [Fact]
    public async Task Balances_of_accounts_have_a_row_for_each_account_and_set_of_dimensions()
    {
        const string Ledger = "AccountingRegister_Хозрасчетный", Goods = "33333333-3333-3333-3333-333333333333", Debts = "44444444-4444-4444-4444-444444444444";
        await using var client = await Client.OfAsync();
        JsonObject Entry(int line, string item, decimal pieces, decimal sum) => new()
        {
            ["LineNumber"] = line,
            ["Period"] = "2026-01-01T10:00:00",
            ["Active"] = true,
            ["AccountDr_Key"] = Goods,
            ["AccountCr_Key"] = Debts,
            ["ExtDimensionDr1"] = item,
            ["ExtDimensionDr1_Type"] = "StandardODATA.Catalog_Номенклатура",
            ["КоличествоDr"] = pieces,
            ["Сумма"] = sum,
        };
        client.Base.State.Put(Ledger, new JsonObject
        {
            ["Recorder"] = Guid.NewGuid().ToString(),
            ["Recorder_Type"] = "StandardODATA.Document_ОперацияБух",
            ["RecordSet"] = new JsonArray(Entry(1, Euro, 2, 20), Entry(2, Euro, 3, 30), Entry(3, Dollar, 1, 7)),
        });

        var lines = await client.ListAsync(Ledger + "/Balance()");
        var row = lines.Single(line => (string?)line["ExtDimension1"] == Euro);
        var debt = lines.Single(line => (string?)line["Account_Key"] == Debts);

        Assert.Equal(3, lines.Count);
        Assert.Equal((Goods, "StandardODATA.Catalog_Номенклатура", 5m), ((string?)row["Account_Key"], (string?)row["ExtDimension1_Type"], (decimal)row["КоличествоBalance"]!));
        Assert.Equal((-57m, 0m, 57m), ((decimal)debt["СуммаBalance"]!, (decimal)debt["СуммаBalanceDr"]!, (decimal)debt["СуммаBalanceCr"]!));
        Assert.Empty(await client.ListAsync(Ledger + "/Balance(Period=datetime'2026-01-01T10:00:00')"));
    }

    private static JsonObject Rate(string period, string currency, decimal rate) =>
        new() { ["Period"] = period, ["Валюта_Key"] = currency, ["Курс"] = rate, ["Кратность"] = "1" };

    private static JsonObject Debts(string period, params (string Type, decimal Sum)[] records) => Debts(period, Euro, records);

    private static JsonObject Debts(string period, string party, params (string Type, decimal Sum)[] records)
    {
        return new JsonObject
        {
            ["Recorder"] = Guid.NewGuid().ToString(),
            ["Recorder_Type"] = "StandardODATA.Document_РасходнаяНакладная",
            ["RecordSet"] = new JsonArray([.. records.Select(record => new JsonObject
            {
                ["Period"] = period, ["Active"] = true, ["RecordType"] = record.Type, ["Контрагент_Key"] = party, ["Сумма"] = record.Sum,
            })]),
        };
    }

    private static async Task<List<decimal>> RatesAsync(Client client, string function) =>
        [.. (await client.ListAsync($"{Rates}/{function}")).Select(rate => (decimal)rate["Курс"]!).Order()];
}
