using System.Text.Json;
using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Whole;

/// <summary>Nights with a base of each configuration whose mappings are shipped: what an accountant does there is seen in the CRM.</summary>
public sealed class ODataNightTests
{
    public static TheoryData<string> Shapes => FirmOfOneC.All;

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_client_has_paid_and_in_the_morning_the_invoice_is_paid(string shape)
    {
        await using var firm = await FirmOfOneC.OfAsync(shape);
        await firm.NightAsync();
        var unpaid = (await firm.ShowAsync("invoices", "Status=Unpaid")).First(row => row.GetProperty("kind").GetString() == (shape == "ut" ? "Order" : "Invoice"));
        new Cashier(firm.Base.State, shape).Pay(await firm.ThereAsync(Id(unpaid)));

        await firm.NightAsync();

        var paid = await firm.RowAsync("invoices", Id(unpaid));
        Assert.Equal("Paid", paid.GetProperty("status").GetString());
        Assert.Equal(unpaid.GetProperty("total").GetDecimal(), paid.GetProperty("paid").GetDecimal());
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Stock_follows_what_is_taken_out_and_what_is_sold_out_has_none(string shape)
    {
        await using var firm = await FirmOfOneC.OfAsync(shape);
        await firm.NightAsync();
        var stocks = await firm.ShowAsync("stocks");
        var (first, warehouse) = (stocks[0].GetProperty("item"), stocks[0].GetProperty("warehouse"));
        var storeman = new Storeman(firm.Base.State, shape);
        var (item, place) = (await firm.ThereAsync(Id(first)), shape == "bp" ? null : await firm.ThereAsync(Id(warehouse)));

        storeman.Take(item, place, 5);
        await firm.NightAsync();
        var less = await QuantityAsync(firm, Id(first));
        storeman.Take(item, place, less!.Value);
        await firm.NightAsync();

        Assert.Equal(stocks[0].GetProperty("quantity").GetDecimal() - 5, less);
        Assert.All(stocks, stock => Assert.True(stock.GetProperty("quantity").GetDecimal() > 0));
        Assert.Null(await QuantityAsync(firm, Id(first)));
        Assert.Equal(stocks.Count - 1, (await firm.ShowAsync("stocks")).Count);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Goods_come_with_units_and_prices_in_their_currency(string shape)
    {
        await using var firm = await FirmOfOneC.OfAsync(shape);

        await firm.NightAsync();

        var items = await firm.ShowAsync("items");
        var prices = await firm.ShowAsync("prices");
        Assert.All(items, item => Assert.Equal("шт", item.GetProperty("unit").GetProperty("name").GetString()));
        Assert.Equal(items.Select(Id).Order(), prices.Select(price => Id(price.GetProperty("item"))).Order());
        Assert.All(prices, price => Assert.True(price.GetProperty("value").GetDecimal() > 0));
        Assert.Equal("RUB", Assert.Single(await firm.ShowAsync("pricetypes")).GetProperty("currency").GetString());
    }

    [Theory]
    [InlineData("bp")]
    [InlineData("unf")]
    public async Task Contacts_come_with_their_position_at_a_counterparty(string shape)
    {
        await using var firm = await FirmOfOneC.OfAsync(shape);

        await firm.NightAsync();

        var contacts = await firm.ShowAsync("contacts");
        Assert.Equal(6, contacts.Select(contact => Id(contact.GetProperty("counterparty"))).Distinct().Count());
        Assert.All(contacts, contact => Assert.Equal("Менеджер по закупкам", contact.GetProperty("position").GetString()));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task An_invoice_of_the_CRM_is_written_in_its_currency(string shape)
    {
        await using var firm = await FirmOfOneC.OfAsync(shape);
        await firm.NightAsync();
        var (kind, set, field) = shape switch
        {
            "bp" => ("Invoice", "Document_СчетНаОплатуПокупателю", "ВалютаДокумента_Key"),
            "ut" => ("Order", "Document_ЗаказКлиента", "Валюта_Key"),
            _ => ("Invoice", "Document_СчетНаОплату", "ВалютаДокумента_Key"),
        };
        var client = Id((await firm.ShowAsync("counterparties"))[0]);
        var made = await firm.Hub.RunAsync("new", "invoices", $"Kind={kind}", $"Counterparty={client}", "Date=2026-03-01", "Total=100", "Currency=RUB", "--json");

        await firm.NightAsync();

        var written = firm.Base.State.Find(set, await firm.ThereAsync(Id(made.Json)))!;
        Assert.Equal((string?)firm.Base.State.All("Catalog_Валюты").Single(one => ((string?)one["Code"])!.Trim() == "643")["Ref_Key"], (string?)written[field]);
    }

    private static async Task<decimal?> QuantityAsync(FirmOfOneC firm, string item) => (await firm.ShowAsync("stocks"))
        .Where(row => Id(row.GetProperty("item")) == item).Select(row => (decimal?)row.GetProperty("quantity").GetDecimal()).SingleOrDefault();

    private static string Id(JsonElement row) => row.GetProperty("id").GetString()!;
}
