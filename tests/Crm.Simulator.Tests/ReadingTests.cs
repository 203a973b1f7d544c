using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Crm.Simulator.Tests.Kit;
using static Crm.Simulator.Tests.Kit.Made;

namespace Crm.Simulator.Tests;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("bp")]
    [InlineData("ut")]
    [InlineData("unf")]
    public async Task Every_published_set_can_be_listed_and_counted(string shape)
    {
        await using var client = await Client.OfAsync(new SimulatorOptions(Testing.OData.Shapes.Of(shape)) { Counterparties = 3 });
        var sets = (await client.ListAsync("")).Select(set => set["name"]!.GetValue<string>()).ToList();

        Assert.True(sets.Count > 30);
        foreach (var set in sets)
        {
            var count = (await client.ListAsync(set)).Count;
            Assert.Equal(count.ToString(CultureInfo.InvariantCulture), (await client.GetAsync(set + "/$count")).Text);
        }
    }

    [Fact]
    public async Task What_was_created_is_read_back_as_1C_writes_it()
    {
        await using var client = await Client.OfAsync();

        var made = await client.CreateAsync(Parties, new JsonObject { ["Description"] = "Ромашка", ["ИНН"] = "7708000018", ["IsFolder"] = false });
        var read = (await client.GetAsync(One(Parties, (string)made["Ref_Key"]!))).Json;

        Assert.True(JsonNode.DeepEquals(made, read));
        Assert.Equal("000000001", (string?)read["Code"]);
        Assert.Equal("0001-01-01T00:00:00", (string?)read["ДатаСоздания"]);
        Assert.Equal(Guid.Empty.ToString(), (string?)read["Parent_Key"]);
        Assert.Equal("", (string?)read["ЮридическоеФизическоеЛицо"]);
        Assert.Empty(read["КонтактнаяИнформация"]!.AsArray());
        Assert.Equal(8, Convert.FromBase64String((string)read["DataVersion"]!).Length);
    }

    [Fact]
    public async Task Long_numbers_are_texts_short_ones_and_sums_are_numbers()
    {
        await using var client = await Client.OfAsync();
        var invoice = (await client.GetAsync(One(Invoices, await client.InvoiceAsync(22729.10m)))).Json;

        Assert.Contains("\"СуммаДокумента\":22729.1,", (await client.GetAsync(Invoices)).Text, StringComparison.Ordinal);
        Assert.Equal("0", (string?)invoice["КратностьВзаиморасчетов"]);
        Assert.Equal("1", (string?)invoice["Товары"]![0]!["LineNumber"]);
        Assert.Equal((string?)invoice["Ref_Key"], (string?)invoice["Товары"]![0]!["Ref_Key"]);
        Assert.Equal(0, (int)(await VatInvoiceAsync(client))["КодСпособаВыставления"]!);
    }

    [Fact]
    public async Task A_value_of_several_types_comes_with_its_type_and_undefined_when_empty()
    {
        await using var client = await Client.OfAsync();
        var party = await client.PartyAsync();
        var account = await client.CreateAsync("Catalog_БанковскиеСчета", new JsonObject { ["Owner"] = party, ["Owner_Type"] = "StandardODATA.Catalog_Контрагенты" });
        var empty = await client.CreateAsync("Catalog_БанковскиеСчета", []);

        Assert.Equal((party, "StandardODATA.Catalog_Контрагенты"), ((string?)account["Owner"], (string?)account["Owner_Type"]));
        Assert.Equal(("", "StandardODATA.Undefined"), ((string?)empty["Owner"], (string?)empty["Owner_Type"]));
    }

    [Fact]
    public async Task Strings_of_fixed_length_come_padded_until_that_is_switched_off()
    {
        await using var client = await Client.OfAsync();
        await client.CreateAsync("Catalog_КлассификаторЕдиницИзмерения", new JsonObject { ["Code"] = "796", ["Description"] = "шт" });

        Assert.Equal("796 ", (string?)(await client.ListAsync("Catalog_КлассификаторЕдиницИзмерения"))[0]["Code"]);
        client.Base.Habits.Set("no-pads-codes");
        Assert.Equal("796", (string?)(await client.ListAsync("Catalog_КлассификаторЕдиницИзмерения"))[0]["Code"]);
    }

    [Fact]
    public async Task Metadata_comes_as_it_lies_in_the_file_and_has_no_head()
    {
        await using var client = await Client.OfAsync();

        Assert.Equal(await File.ReadAllTextAsync(Testing.OData.Shapes.Bp), (await client.GetAsync("$metadata")).Text);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.SendAsync("HEAD", "$metadata")).Status);
    }

    [Fact]
    public async Task Without_a_format_the_answer_is_Atom()
    {
        await using var client = await Client.OfAsync();
        await client.PartyAsync("Ромашка");

        var list = await client.GetAsync(Parties + "?$format=atom");
        var fault = await client.GetAsync("Catalog_Нет?$format=atom");

        Assert.Contains("<d:Description>Ромашка</d:Description>", list.Text, StringComparison.Ordinal);
        Assert.StartsWith("application/atom+xml", list.ContentType, StringComparison.Ordinal);
        Assert.Contains("<m:code>3</m:code>", (await client.GetAsync(Parties + "?$format=csv")).Text, StringComparison.Ordinal);
        Assert.Contains("<m:code>8</m:code>", fault.Text, StringComparison.Ordinal);
        Assert.StartsWith("application/xml", fault.ContentType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Minimal_metadata_names_the_set_and_links_filled_references_only()
    {
        await using var client = await Client.OfAsync();
        var parent = await client.PartyAsync("Покупатели");
        await client.CreateAsync(Parties, new JsonObject { ["Description"] = "Ромашка", ["Parent_Key"] = parent });

        var list = (await client.GetAsync(Parties + "?$format=json&$filter=Description eq 'Ромашка'")).Json;
        var single = (await client.GetAsync(One(Parties, parent) + "?$format=json")).Json;

        Assert.EndsWith("$metadata#" + Parties, (string?)list["odata.metadata"], StringComparison.Ordinal);
        Assert.EndsWith(")/Parent", (string?)list["value"]![0]!["Parent@navigationLinkUrl"], StringComparison.Ordinal);
        Assert.EndsWith("$metadata#" + Parties + "/@Element", (string?)single["odata.metadata"], StringComparison.Ordinal);
        Assert.DoesNotContain(single, pair => pair.Key.Contains('@', StringComparison.Ordinal) && pair.Key.StartsWith("Parent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reference_is_walked_to_its_object_and_its_property()
    {
        await using var client = await Client.OfAsync();
        var parent = await client.PartyAsync("Покупатели", "7708000018");
        var child = (string)(await client.CreateAsync(Parties, new JsonObject { ["Parent_Key"] = parent }))["Ref_Key"]!;

        Assert.Equal("Покупатели", (string?)(await client.GetAsync(One(Parties, child) + "/Parent")).Json["Description"]);
        Assert.Equal("7708000018", (string?)(await client.GetAsync(One(Parties, child) + "/Parent/ИНН")).Json["value"]);
    }

    [Fact]
    public async Task Rows_of_a_section_are_a_set_that_can_only_be_read()
    {
        await using var client = await Client.OfAsync();
        var invoice = await client.InvoiceAsync(100);

        Assert.Equal("Отвёртка", (string?)(await client.ListAsync(Invoices + "_Товары"))[0]["Содержание"]);
        Assert.Equal("Отвёртка", (string?)(await client.GetAsync($"{Invoices}_Товары(Ref_Key=guid'{invoice}',LineNumber=1)")).Json["Содержание"]);
        Assert.Equal("13", (await client.SendAsync("POST", Invoices + "_Товары", new JsonObject())).Code);
    }

    [Fact]
    public async Task The_count_is_a_number_in_text_with_a_mark_before_it_by_habit()
    {
        await using var client = await Client.OfAsync(habits: "count-mark");
        await client.PartyAsync();
        using var request = client.Request("GET", Parties + "/$count");
        using var response = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'1'], await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("Catalog_Нет", 404, "8")]
    [InlineData("Catalog_Контрагенты(guid'11111111-1111-1111-1111-111111111111')", 404, "9")]
    [InlineData("Catalog_Контрагенты(guid'нет')", 400, "1")]
    [InlineData("Catalog_Контрагенты?$select=Нет", 400, "6")]
    [InlineData("Catalog_Контрагенты?$expan=Parent", 400, "0")]
    [InlineData("Catalog_Контрагенты?$filter=ИНН eq", 400, "14")]
    [InlineData("Catalog_Контрагенты?$filter=length(ИНН) eq 1", 400, "14")]
    [InlineData("Catalog_Контрагенты?$filter=Нет eq 1", 400, "6")]
    [InlineData("Catalog_Контрагенты?$top=много", 400, "14")]
    [InlineData("Catalog_Контрагенты?$filter=Ref_Key gt guid'11111111-1111-1111-1111-111111111111'", 500, "-1")]
    [InlineData("InformationRegister_КурсыВалют(Period=datetime'2026-01-01T00:00:00')", 400, "7")]
    [InlineData("AccumulationRegister_ОплатаСчетов/Balance()", 400, "6")]
    public async Task What_is_wrong_is_told_with_the_status_and_the_code_of_1C(string path, int status, string code)
    {
        await using var client = await Client.OfAsync();

        var answer = await client.GetAsync(path);

        Assert.Equal((status, code), ((int)answer.Status, answer.Json["odata.error"] is null ? "" : answer.Code));
        Assert.Equal("ru", (string?)answer.Json["odata.error"]!["message"]!["lang"]);
    }

    private static async Task<JsonObject> VatInvoiceAsync(Client client) => await client.CreateAsync("Document_СчетФактураВыданный", new JsonObject());
}
