using System.Net;
using System.Text.Json.Nodes;
using Crm.Simulator.Tests.Kit;

namespace Crm.Simulator.Tests;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("bp")]
    [InlineData("ut")]
    [InlineData("unf")]
    public async Task Every_published_set_can_be_listed_and_counted(string shape)
    {
        await using var client = await Client.OfAsync(shape);
        var sets = (await client.ListAsync("")).Select(set => set["name"]!.GetValue<string>()).ToList();

        Assert.True(sets.Count > 30);
        foreach (var set in sets)
        {
            Assert.Empty(await client.ListAsync(set));
            Assert.Equal("0", (await client.GetAsync(set + "/$count")).Text);
        }
    }

    [Fact]
    public async Task What_was_created_is_read_back_as_1C_writes_it()
    {
        await using var client = await Client.OfAsync();

        var made = await client.CreateAsync("Catalog_Контрагенты", new JsonObject { ["Description"] = "Ромашка", ["ИНН"] = "7708000018", ["IsFolder"] = false });
        var read = (await client.GetAsync($"Catalog_Контрагенты(guid'{made["Ref_Key"]}')")).Json;

        Assert.True(JsonNode.DeepEquals(made, read));
        Assert.Equal("000000001", (string?)read["Code"]);
        Assert.Equal("0001-01-01T00:00:00", (string?)read["ДатаСоздания"]);
        Assert.Equal(Guid.Empty.ToString(), (string?)read["Parent_Key"]);
        Assert.Equal("", (string?)read["ЮридическоеФизическоеЛицо"]);
        Assert.Empty(read["КонтактнаяИнформация"]!.AsArray());
    }

    [Fact]
    public async Task Metadata_comes_as_it_lies_in_the_file_and_has_no_head()
    {
        await using var client = await Client.OfAsync();

        Assert.Equal(await File.ReadAllTextAsync(Testing.OData.Shapes.Bp), (await client.GetAsync("$metadata")).Text);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.SendAsync("HEAD", "$metadata")).Status);
    }
}
