using System.Text.Json.Nodes;
using Crm.Simulator.State;
using Crm.Simulator.Tests.Kit;
using Crm.Testing.OData;
using Microsoft.Extensions.Time.Testing;

namespace Crm.Simulator.Tests;

public sealed class SeedingTests
{
    [Theory]
    [InlineData("bp")]
    [InlineData("ut")]
    [InlineData("unf")]
    public async Task The_same_seed_gives_the_same_base_and_another_another(string shape)
    {
        Assert.Equal(await TextAsync(shape, 1), await TextAsync(shape, 1));
        Assert.NotEqual(await TextAsync(shape, 1), await TextAsync(shape, 2));
    }

    [Theory]
    [InlineData("bp", "Document_СчетНаОплатуПокупателю", "Document_ПоступлениеНаРасчетныйСчет", "Document_РеализацияТоваровУслуг")]
    [InlineData("ut", "Document_СчетНаОплатуКлиенту", "Document_ПоступлениеБезналичныхДенежныхСредств", "Document_РеализацияТоваровУслуг")]
    [InlineData("unf", "Document_СчетНаОплату", "Document_ПоступлениеНаСчет", "Document_РасходнаяНакладная")]
    public async Task A_seeded_base_has_clients_with_right_numbers_and_sales_to_their_end(string shape, params string[] documents)
    {
        await using var simulated = await StartAsync(shape, 1);
        var clients = simulated.State.All("Catalog_Контрагенты").Where(client => (string?)client["ИНН"] is { Length: > 0 }).ToList();

        Assert.Equal(40, clients.Count);
        Assert.All(clients, client => Assert.True(IsRight((string)client["ИНН"]!)));
        Assert.Equal(40, clients.Select(client => (string)client["ИНН"]!).Distinct().Count());
        Assert.True(shape != "bp" || simulated.State.Count("InformationRegister_СрокиОплатыДокументов") == simulated.State.Count(documents[0]));
        Assert.All(documents, set => Assert.True(simulated.State.Count(set) > 10, set));
        Assert.All(documents.SelectMany(simulated.State.All), document => Assert.True((bool)document["Posted"]!));
    }

    [Fact]
    public async Task Payments_the_register_and_the_statuses_agree()
    {
        await using var simulated = await StartAsync("bp", 1);
        var paid = simulated.State.All("AccumulationRegister_ОплатаСчетов_RecordType")
            .GroupBy(record => (string)record["СчетНаОплату"]!).ToDictionary(rows => rows.Key, rows => rows.Sum(row => (decimal)row["Сумма"]!));
        var statuses = simulated.State.All("InformationRegister_СтатусыДокументов").ToDictionary(status => (string)status["Документ"]!, status => (string)status["Статус"]!);
        var invoices = simulated.State.All("Document_СчетНаОплатуПокупателю");

        Assert.Equal(simulated.State.All("Document_ПоступлениеНаРасчетныйСчет").Sum(payment => (decimal)payment["СуммаДокумента"]!), paid.Values.Sum());
        Assert.All(invoices, invoice => Assert.Equal(Expected((decimal)invoice["СуммаДокумента"]!, paid.GetValueOrDefault((string)invoice["Ref_Key"]!)), StatusOf(invoice)));
        Assert.All(invoices, invoice => Assert.Equal((decimal)invoice["СуммаДокумента"]!, invoice["Товары"]!.AsArray().Sum(row => (decimal)row!["Сумма"]!)));
        Assert.Equal(["НеОплачен", "Оплачен", "ОплаченЧастично"], invoices.Select(StatusOf).Distinct().Order());

        string StatusOf(JsonObject invoice) => statuses.GetValueOrDefault((string)invoice["Ref_Key"]!) ?? "НеОплачен";
    }

    [Fact]
    public async Task In_UT_the_state_of_an_order_agrees_with_what_was_paid_and_shipped()
    {
        await using var simulated = await StartAsync("ut", 1);
        var orders = simulated.State.All("Document_ЗаказКлиента").ToDictionary(order => (string)order["Ref_Key"]!, order => (decimal)order["СуммаДокумента"]!);
        var states = simulated.State.All("InformationRegister_СостоянияЗаказовКлиентов");

        Assert.NotEmpty(states);
        Assert.All(states, state => Assert.Equal(
            (decimal)state["СуммаОплаты"]! >= orders[(string)state["Заказ"]!],
            (string?)state["Состояние"] is "ГотовКОтгрузке" or "ГотовКЗакрытию"));
        Assert.Contains(states, state => (string?)state["Состояние"] == "ГотовКЗакрытию");
    }

    [Fact]
    public async Task In_UNF_the_register_has_what_is_to_pay_and_what_was_paid()
    {
        await using var client = await Client.OfAsync(Options("unf", 1));
        var turnovers = await client.ListAsync("AccumulationRegister_ОплатаСчетовИЗаказов/Turnovers(Dimensions='СчетНаОплату')");

        Assert.Equal(client.Base.State.Count("Document_СчетНаОплату"), turnovers.Count);
        Assert.All(turnovers, line => Assert.True((decimal)line["СуммаАвансаTurnover"]! <= (decimal)line["СуммаTurnover"]!));
    }

    [Theory]
    [InlineData("ut", "AccumulationRegister_СвободныеОстатки", "ВНаличии", "Document_РеализацияТоваровУслуг", "Товары")]
    [InlineData("unf", "AccumulationRegister_ЗапасыНаСкладах", "Количество", "Document_РасходнаяНакладная", "Запасы")]
    public async Task What_lies_in_the_warehouse_is_less_by_the_goods_that_were_shipped_and_no_work_lies_there(
        string shape, string register, string quantity, string shipments, string rows)
    {
        await using var client = await Client.OfAsync(Options(shape, 1));
        var state = client.Base.State;
        var works = state.All("Catalog_Номенклатура").Where(item => (string?)item["ТипНоменклатуры"] == "Услуга").Select(item => (string)item["Ref_Key"]!).ToHashSet();
        var shipped = state.All(shipments).SelectMany(shipment => shipment[rows]!.AsArray()).Where(row => !works.Contains((string)row!["Номенклатура_Key"]!)).Sum(row => (decimal)row!["Количество"]!);
        var received = state.All(register + "_RecordType").Where(record => (string?)record["RecordType"] == "Receipt").Sum(record => (decimal)record[quantity]!);

        var balance = await client.ListAsync(register + "/Balance(Dimensions='Номенклатура')");

        Assert.True(shipped > 0);
        Assert.Equal(received - shipped, balance.Sum(line => (decimal)line[quantity + "Balance"]!));
        Assert.DoesNotContain(balance, line => works.Contains((string)line["Номенклатура_Key"]!));
    }

    [Fact]
    public async Task In_BP_goods_lie_on_accounts_less_what_was_shipped_from_them_and_works_on_none()
    {
        const string Ledger = "AccountingRegister_Хозрасчетный";
        await using var client = await Client.OfAsync(Options("bp", 1));
        var state = client.Base.State;
        var works = state.All("Catalog_Номенклатура").Where(item => (bool)item["Услуга"]!).Select(item => (string)item["Ref_Key"]!).ToHashSet();
        var shipped = state.All("Document_РеализацияТоваровУслуг").SelectMany(shipment => shipment["Товары"]!.AsArray())
            .Where(row => !works.Contains((string)row!["Номенклатура_Key"]!)).Sum(row => (decimal)row!["Количество"]!);
        var received = state.All(Ledger + "_RecordType").Sum(record => (decimal)record["КоличествоDr"]!);

        var balance = await client.ListAsync(Ledger + "/Balance()");

        Assert.True(shipped > 0);
        Assert.Equal(received - shipped, balance.Sum(line => (decimal)line["КоличествоBalance"]!));
        Assert.DoesNotContain(balance, line => works.Contains((string)line["ExtDimension1"]!));
        Assert.Equal(["10.09", "10.11", "41.01", "43"], balance.Select(line => Code(state, (string)line["Account_Key"]!)).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("bp", "InformationRegister_ЦеныНоменклатуры_RecordType", "ТипЦен_Key", "Catalog_ТипыЦенНоменклатуры")]
    [InlineData("ut", "InformationRegister_ЦеныНоменклатуры25_RecordType", "ВидЦены_Key", "Catalog_ВидыЦен")]
    [InlineData("unf", "InformationRegister_ЦеныНоменклатуры", "ВидЦен_Key", "Catalog_ВидыЦен")]
    public async Task Everything_that_is_sold_has_one_price_of_the_type_there_is(string shape, string register, string type, string types)
    {
        await using var client = await Client.OfAsync(Options(shape, 1));
        var items = client.Base.State.All("Catalog_Номенклатура").Where(item => !(bool)item["IsFolder"]!).Select(item => (string)item["Ref_Key"]!);

        var prices = await client.ListAsync(register + "/SliceLast()");

        Assert.Equal(items.Order(), prices.Select(price => (string)price["Номенклатура_Key"]!).Order());
        Assert.All(prices, price => Assert.Equal((string?)client.Base.State.All(types).Single()["Ref_Key"], (string?)price[type]));
        Assert.All(prices, price => Assert.True((decimal)price["Цена"]! > 0));
    }

    private static string Code(BaseState state, string account) => ((string)state.Find("ChartOfAccounts_Хозрасчетный", account)!["Code"]!).Trim();

    private static string Expected(decimal total, decimal paid) => paid == 0 ? "НеОплачен" : paid < total ? "ОплаченЧастично" : "Оплачен";

    private static SimulatorOptions Options(string shape, int seed) =>
        new(Shapes.Of(shape)) { Counterparties = 40, Seed = seed, Time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 1, 30, 0, TimeSpan.Zero)) };

    private static Task<OneCBase> StartAsync(string shape, int seed) => OneCBase.StartAsync(Options(shape, seed), TestContext.Current.CancellationToken);

    private static async Task<string> TextAsync(string shape, int seed)
    {
        await using var simulated = await StartAsync(shape, seed);
        return string.Join('\n', simulated.State.Sets.SelectMany(simulated.State.All).Select(item => item.ToJsonString()));
    }

    private static bool IsRight(string inn)
    {
        int Digit(params int[] weights) => weights.Select((weight, at) => weight * (inn[at] - '0')).Sum() % 11 % 10;
        return inn.Length == 10
            ? Digit(2, 4, 10, 3, 5, 9, 4, 6, 8) == inn[9] - '0'
            : Digit(7, 2, 4, 10, 3, 5, 9, 4, 6, 8) == inn[10] - '0' && Digit(3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) == inn[11] - '0';
    }
}
