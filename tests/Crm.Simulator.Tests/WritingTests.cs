using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Simulator.Tests.Kit;
using static Crm.Simulator.Tests.Kit.Made;

namespace Crm.Simulator.Tests;

public sealed class WritingTests
{
    [Fact]
    public async Task A_created_object_comes_back_whole_with_its_address_in_Cyrillic()
    {
        await using var client = await Client.OfAsync();
        var answer = await client.SendAsync("POST", Parties, new JsonObject { ["Description"] = "Ромашка" });

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal($"{client.Base.Address}{Parties}(guid'{answer.Json["Ref_Key"]}')", Uri.UnescapeDataString(answer.Headers.GetValues("Location").Single()));
    }

    [Fact]
    public async Task A_key_chosen_by_the_client_holds_and_the_second_time_is_refused()
    {
        await using var client = await Client.OfAsync();
        var body = new JsonObject { ["Ref_Key"] = Guid.NewGuid().ToString(), ["Description"] = "Ромашка" };

        await client.CreateAsync(Parties, body);
        var again = await client.SendAsync("POST", Parties, body);

        Assert.Equal((HttpStatusCode.BadRequest, "15"), (again.Status, again.Code));
        Assert.Equal(1, client.Base.State.Count(Parties));
    }

    [Fact]
    public async Task A_change_touches_what_it_names_and_answers_with_the_whole()
    {
        await using var client = await Client.OfAsync();
        var party = await client.CreateAsync(Parties, new JsonObject { ["Description"] = "Ромашка", ["ИНН"] = "7708000018" });
        var path = One(Parties, (string)party["Ref_Key"]!);

        var answer = await client.SendAsync("PATCH", path, new JsonObject { ["Description"] = "Роза", ["Ref_Key"] = Guid.NewGuid().ToString() });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(("Роза", "7708000018", (string?)party["Ref_Key"]), ((string?)answer.Json["Description"], (string?)answer.Json["ИНН"], (string?)answer.Json["Ref_Key"]));
        Assert.NotEqual((string?)party["DataVersion"], (string?)answer.Json["DataVersion"]);
    }

    [Fact]
    public async Task A_version_grows_even_when_nothing_changes()
    {
        await using var client = await Client.OfAsync();
        var party = One(Parties, await client.PartyAsync());

        var first = (await client.SendAsync("PATCH", party, new JsonObject())).Json;
        var second = (await client.SendAsync("PATCH", party, new JsonObject())).Json;

        Assert.NotEqual((string?)first["DataVersion"], (string?)second["DataVersion"]);
    }

    [Fact]
    public async Task A_section_is_replaced_whole()
    {
        await using var client = await Client.OfAsync();
        var invoice = One(Invoices, await client.InvoiceAsync(100));

        var answer = await client.SendAsync("PATCH", invoice, new JsonObject { ["Товары"] = Rows(("Цена", 5)) });

        Assert.Equal("", (string?)answer.Json["Товары"]![0]!["Содержание"]);
        Assert.Single(answer.Json["Товары"]!.AsArray());
    }

    [Theory]
    [InlineData("""{ "Товары": [ { "LineNumber": 2 } ] }""", 400, "4")]
    [InlineData("""{ "Товары": [ { "Цена": 2 } ] }""", 500, "-1")]
    [InlineData("""{ "Контрагент_Key": "не гуид" }""", 400, "1")]
    [InlineData("""{ "DeletionMark": "да" }""", 400, "1")]
    [InlineData("""{ "Date": "2026-01-01T00:00:00Z" }""", 400, "1")]
    [InlineData("""{ "Number": """, 500, "-1")]
    [InlineData("""{ "Контрагент@odata.bind": 5 }""", 400, "1")]
    [InlineData("""{ "СуммаДокумента": 1e400 }""", 400, "1")]
    [InlineData("""{ "Товары": 5 }""", 400, "4")]
    [InlineData("""{ "Number": {} }""", 400, "4")]
    [InlineData("""[]""", 400, "2")]
    public async Task A_wrong_body_is_refused_with_the_code_of_1C_and_nothing_is_written(string body, int status, string code)
    {
        await using var client = await Client.OfAsync();
        using var request = client.Request("POST", Invoices);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        Assert.Equal((status, code), ((int)response.StatusCode, (string?)text["odata.error"]!["code"]));
        Assert.Equal(0, client.Base.State.Count(Invoices));
    }

    [Fact]
    public async Task Success_means_little_unknown_is_ignored_long_is_cut_and_a_bad_number_left_out()
    {
        await using var client = await Client.OfAsync();
        var made = await client.CreateAsync("Document_СчетНаОплатуПокупателю", new JsonObject
        {
            ["НетТакого"] = 1,
            ["Number"] = "0123456789ABCDEF",
            ["КратностьВзаиморасчетов"] = "много",
            ["Контрагент_Key"] = "11111111-1111-1111-1111-111111111111",
        });

        Assert.Equal("0123456789A", (string?)made["Number"]);
        Assert.Equal("0", (string?)made["КратностьВзаиморасчетов"]);
        Assert.Equal("11111111-1111-1111-1111-111111111111", (string?)made["Контрагент_Key"]);
        Assert.False(made.ContainsKey("НетТакого"));
    }

    [Theory]
    [InlineData("no-ignores-unknown", """{ "НетТакого": 1 }""", "10")]
    [InlineData("no-cuts-strings", """{ "Number": "0123456789ABCDEF" }""", "4")]
    [InlineData("no-drops-bad-numbers", """{ "КратностьВзаиморасчетов": "много" }""", "1")]
    public async Task A_base_can_be_stricter(string habit, string body, string code)
    {
        await using var client = await Client.OfAsync(habits: habit);

        Assert.Equal(code, (await client.SendAsync("POST", Invoices, JsonNode.Parse(body))).Code);
    }

    [Fact]
    public async Task Lengths_of_strings_are_taken_from_the_options()
    {
        await using var client = await Client.OfAsync(new SimulatorOptions(Testing.OData.Shapes.Bp) { Lengths = "Catalog_Контрагенты.Комментарий 3" });

        Assert.Equal("абв", (string?)(await client.CreateAsync(Parties, new JsonObject { ["Комментарий"] = "абвгд" }))["Комментарий"]);
    }

    [Fact]
    public async Task A_reference_is_bound_by_its_address()
    {
        await using var client = await Client.OfAsync();
        var parent = await client.PartyAsync();

        var child = await client.CreateAsync(Parties, new JsonObject { ["Parent@odata.bind"] = One(Parties, parent) });

        Assert.Equal(parent, (string?)child["Parent_Key"]);
    }

    [Fact]
    public async Task A_put_without_a_property_is_refused()
    {
        await using var client = await Client.OfAsync();
        var path = One(Parties, await client.PartyAsync());

        Assert.Equal("5", (await client.SendAsync("PUT", path, new JsonObject { ["Description"] = "Роза" })).Code);
        var whole = (await client.GetAsync(path)).Json;
        whole["Description"] = "Роза";
        Assert.Equal("Роза", (string?)(await client.SendAsync("PUT", path, whole)).Json["Description"]);
    }

    [Fact]
    public async Task Deleting_removes_for_good()
    {
        await using var client = await Client.OfAsync();
        var path = One(Parties, await client.PartyAsync());

        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync("DELETE", path)).Status);
        Assert.Equal("9", (await client.GetAsync(path)).Code);
        Assert.Equal("9", (await client.SendAsync("DELETE", path)).Code);
    }

    [Fact]
    public async Task If_Match_is_ignored_until_the_base_honours_it()
    {
        await using var client = await Client.OfAsync();
        var path = One(Parties, await client.PartyAsync());
        var stale = (string)(await client.GetAsync(path)).Json["DataVersion"]!;
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync("PATCH", path, new JsonObject(), ("If-Match", stale))).Status);

        client.Base.Habits.Set("no-ignores-if-match");

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.SendAsync("PATCH", path, new JsonObject(), ("If-Match", stale))).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.SendAsync("DELETE", path, null, ("If-Match", $"W/\"{stale}\""))).Status);
        var fresh = (string)(await client.GetAsync(path)).Json["DataVersion"]!;
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync("PATCH", path, new JsonObject(), ("If-Match", $"\"{fresh}\""))).Status);
    }

    [Fact]
    public async Task An_Atom_entry_is_understood_as_well()
    {
        await using var client = await Client.OfAsync();
        using var request = client.Request("POST", Invoices);
        request.Content = new StringContent("""
            <entry><content type="application/xml"><m:properties
              xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">
            <d:Комментарий>из Atom</d:Комментарий><d:СуммаДокумента>2500.5</d:СуммаДокумента><d:АдресДоставки/>
            <d:Товары m:type="Collection(StandardODATA.Document_СчетНаОплатуПокупателю_Товары_RowType)">
              <d:element m:type="x"><d:LineNumber>1</d:LineNumber><d:Цена>2500.5</d:Цена></d:element>
            </d:Товары>
            <d:ДокументБезНДС>true</d:ДокументБезНДС></m:properties></content></entry>
            """, Encoding.UTF8, "application/atom+xml");
        using var response = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var invoice = (await client.ListAsync(Invoices))[0];

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(("из Atom", true), ((string?)invoice["Комментарий"], (bool)invoice["ДокументБезНДС"]!));
        Assert.Equal((2500.5m, 2500.5m), ((decimal)invoice["СуммаДокумента"]!, (decimal)invoice["Товары"]![0]!["Цена"]!));
    }

    [Fact]
    public async Task Numbers_go_on_from_the_greatest()
    {
        await using var client = await Client.OfAsync();
        foreach (var code in new[] { "000000003", "БП-000041", "000000007" })
        {
            await client.CreateAsync(Parties, new JsonObject { ["Code"] = code });
        }

        Assert.Equal("000000042", (string?)(await client.CreateAsync(Parties, []))["Code"]);
        await client.CreateAsync(Parties, new JsonObject { ["Code"] = "000000050" });
        Assert.Equal("000000051", (string?)(await client.CreateAsync(Parties, []))["Code"]);
    }

    [Fact]
    public async Task Load_mode_numbers_nothing_and_may_be_refused()
    {
        await using var client = await Client.OfAsync();

        Assert.Equal("", (string?)(await client.SendAsync("POST", Parties, new JsonObject(), ("1C_OData-DataLoadMode", "true"))).Json["Code"]);
        client.Base.Habits.Set("refuses-load-mode");
        Assert.Equal("17", (await client.SendAsync("POST", Parties, new JsonObject(), ("1C_OData-DataLoadMode", "true"))).Code);
    }
}
