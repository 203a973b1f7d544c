using System.Net;
using System.Text.Json.Nodes;
using Crm.Simulator.Tests.Kit;
using static Crm.Simulator.Tests.Kit.Made;

namespace Crm.Simulator.Tests;

public sealed class FilterTests : IAsyncLifetime
{
    private Client _client = null!;
    private string _parent = "";
    private string _rose = "";

    public async ValueTask InitializeAsync()
    {
        _client = await Client.OfAsync();
        _parent = await _client.PartyAsync("Покупатели");
        _rose = (string)(await _client.CreateAsync(Parties, new JsonObject
        {
            ["Description"] = "Роза O'Нил",
            ["ИНН"] = "7708000018",
            ["Parent_Key"] = _parent,
            ["ДатаРегистрации"] = "2025-12-31T23:59:59",
        }))["Ref_Key"]!;
        await _client.CreateAsync(Parties, new JsonObject { ["Description"] = "Ромашка", ["ИНН"] = "7708000025", ["Самозанятый"] = true });
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Theory]
    [InlineData("Description eq 'Роза O''Нил'", 1)]
    [InlineData("Description eq 'РОЗА O''НИЛ'", 1)]
    [InlineData("ИНН eq '7708000018   '", 1)]
    [InlineData("ИНН eq '7708000018' or ИНН eq '7708000025'", 2)]
    [InlineData("ИНН eq '7708000018' or ИНН eq '7708000025' and Самозанятый eq true", 2)]
    [InlineData("not (ИНН eq '7708000018')", 2)]
    [InlineData("not ИНН eq '7708000018' and ИНН ne ''", 1)]
    [InlineData("startswith(Description,'Ро') and Самозанятый eq true", 1)]
    [InlineData("startswith(Description,'Ро') eq true and Самозанятый eq false", 1)]
    [InlineData("substringof('маш',Description)", 1)]
    [InlineData("like(Description,'Р%а')", 1)]
    [InlineData("like(Description,'_о_а%')", 2)]
    [InlineData("endswith(Description,'ка')", 1)]
    [InlineData("substring(ИНН,1,4) eq '7708'", 2)]
    [InlineData("concat(ИНН,'!') eq '7708000018!'", 1)]
    [InlineData("ДатаРегистрации ge datetime'2025-12-31T00:00:00' and ДатаРегистрации lt datetime'2026-01-01T00:00:00'", 1)]
    [InlineData("year(ДатаРегистрации) eq 2025 and month(ДатаРегистрации) eq 12 and quarter(ДатаРегистрации) eq 4", 1)]
    [InlineData("dateadd(ДатаРегистрации,'second',1) eq datetime'2026-01-01T00:00:00'", 1)]
    [InlineData("Parent/Description eq 'Покупатели'", 1)]
    [InlineData("1 add 2 mul 3 eq 7", 3)]
    [InlineData("(1 add 2) mul 3 eq 9 and -1 lt 0", 3)]
    [InlineData("Code gt '000000001' and Code le '000000002'", 1)]
    public async Task Conditions_mean_what_they_mean_in_1C(string filter, int found)
    {
        Assert.Equal(found, (await _client.ListAsync($"{Parties}?$filter={filter}")).Count);
        Assert.Equal($"{found}", (await _client.GetAsync($"{Parties}/$count?$filter={filter}")).Text);
    }

    [Fact]
    public async Task Keys_are_found_in_packs_and_with_conditions()
    {
        var pack = $"(Ref_Key eq guid'{_rose}' or Ref_Key eq guid'{_parent}' or Ref_Key eq guid'{Guid.NewGuid()}')";

        Assert.Equal(2, (await _client.ListAsync($"{Parties}?$filter={pack}")).Count);
        Assert.Single(await _client.ListAsync($"{Parties}?$filter={pack} and ИНН ne ''"));
        Assert.Single(await _client.ListAsync($"{Parties}?$filter=Parent_Key eq guid'{_parent}'"));
    }

    [Fact]
    public async Task A_value_of_several_types_is_found_by_a_cast_key_and_not_by_a_plain_one()
    {
        const string Accounts = "Catalog_БанковскиеСчета";
        await _client.CreateAsync(Accounts, new JsonObject { ["Owner"] = _rose, ["Owner_Type"] = "StandardODATA.Catalog_Контрагенты" });

        Assert.Single(await _client.ListAsync($"{Accounts}?$filter=Owner eq cast(guid'{_rose}','Catalog_Контрагенты')"));
        Assert.Empty(await _client.ListAsync($"{Accounts}?$filter=Owner eq cast(guid'{_rose}','Catalog_Организации')"));
        Assert.Empty(await _client.ListAsync($"{Accounts}?$filter=Owner eq guid'{_rose}'"));
        Assert.Single(await _client.ListAsync($"{Accounts}?$filter=Owner_Type eq 'StandardODATA.Catalog_Контрагенты'"));
        Assert.Single(await _client.ListAsync($"{Accounts}?$filter=isof(Owner,'Catalog_Контрагенты')"));

        _client.Base.Habits.Set("composite-fails");
        Assert.Equal(HttpStatusCode.InternalServerError, (await _client.GetAsync($"{Accounts}?$filter=Owner eq guid'{_rose}'")).Status);
    }

    [Fact]
    public async Task Rows_of_a_section_are_asked_by_any_and_all()
    {
        await _client.InvoiceAsync(50);
        await _client.InvoiceAsync(5000);

        Assert.Single(await _client.ListAsync($"{Invoices}?$filter=Товары/any(row: row/Цена gt 100)"));
        Assert.Single(await _client.ListAsync($"{Invoices}?$filter=Товары/all(row: row/Цена le 100 and row/Количество eq 1)"));
    }

    [Fact]
    public async Task A_plus_for_a_space_is_refused()
    {
        var address = new Uri(_client.Base.Address, Uri.EscapeDataString(Parties) + "?$format=json&$filter=Code+eq+%27000000001%27");

        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync());
        _client.Base.Habits.Set("no-refuses-plus");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());

        async Task<HttpStatusCode> StatusAsync()
        {
            using var response = await _client.Http.GetAsync(address, TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }

    [Theory]
    [InlineData("79228162514264337593543950335 mul 10 gt 1")]
    [InlineData("dateadd(ДатаРегистрации,'year',99999) gt ДатаРегистрации")]
    public async Task What_cannot_be_calculated_is_an_error_of_1C(string filter)
    {
        var answer = await _client.GetAsync($"{Parties}?$filter={filter}");

        Assert.Equal((HttpStatusCode.InternalServerError, "-1"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_condition_as_deep_as_a_well_is_refused()
    {
        var deep = new string('(', 1000) + "1 eq 1" + new string(')', 1000);

        Assert.Equal("14", (await _client.GetAsync($"{Parties}?$filter={deep}")).Code);
    }
}
