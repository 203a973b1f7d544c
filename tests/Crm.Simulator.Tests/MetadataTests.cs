using System.Text;
using Crm.Simulator.Tests.Kit;

namespace Crm.Simulator.Tests;

public sealed class MetadataTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("simulator-metadata-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_name_with_underscores_is_no_section_unless_its_owner_has_such_rows()
    {
        await using var client = await Client.OfAsync(new SimulatorOptions(Written(
            Type("Catalog_см_Очередь", "<Property Name=\"Товары\" Type=\"Collection(StandardODATA.Catalog_см_Очередь_Товары_RowType)\"/>"),
            Type("Catalog_см", ""),
            Type("Catalog_см_Очередь_Товары", "<Property Name=\"LineNumber\" Type=\"Edm.Int64\"/>"),
            Type("Catalog_см_Очередь_Прочее", ""),
            "<ComplexType Name=\"Catalog_см_Очередь_Товары_RowType\"><Property Name=\"LineNumber\" Type=\"Edm.Int64\"/></ComplexType>")));

        Assert.Equal("13", (await client.SendAsync("POST", "Catalog_см_Очередь_Товары", new System.Text.Json.Nodes.JsonObject())).Code);
        await client.CreateAsync("Catalog_см_Очередь", []);
        await client.CreateAsync("Catalog_см_Очередь_Прочее", []);
        Assert.Empty(await client.ListAsync("Catalog_см_Очередь_Товары"));
    }

    [Fact]
    public async Task A_base_of_one_catalogue_is_seeded_too()
    {
        await using var simulated = await OneCBase.StartAsync(new SimulatorOptions(Written(Type("Catalog_Контрагенты", ""))) { Counterparties = 5 });

        Assert.Equal(6, simulated.State.Count("Catalog_Контрагенты"));
    }

    [Fact]
    public async Task An_enumeration_may_be_declared_twice()
    {
        const string Twice = "<EnumType Name=\"AllowedLength\"><Member Name=\"Variable\"/></EnumType>";
        await using var simulated = await OneCBase.StartAsync(new SimulatorOptions(Written(Twice, Twice, Type("Catalog_Валюты", ""))));

        Assert.Equal(["Catalog_Валюты"], simulated.State.Sets);
    }

    [Fact]
    public async Task What_leads_to_a_set_that_is_not_published_is_no_navigation()
    {
        await using var client = await Client.OfAsync(new SimulatorOptions(Written(Type("Catalog_Валюты", """
            <Property Name="Основная_Key" Type="Edm.Guid"/>
            <NavigationProperty Name="Основная" Relationship="StandardODATA.Нет" FromRole="Begin" ToRole="End"/>
            """))));

        Assert.Equal("6", (await client.GetAsync("Catalog_Валюты?$expand=Основная")).Code);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>")]
    [InlineData("<html><body>Вход</body></html>")]
    [InlineData("не XML")]
    [InlineData("")]
    public async Task What_is_no_metadata_of_1C_is_refused_in_both_languages(string text)
    {
        var file = Path.Combine(_folder.FullName, "metadata.xml");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

        var wrong = await Assert.ThrowsAsync<SimulatorException>(() => OneCBase.StartAsync(new SimulatorOptions(file)));

        Assert.Contains("етаданных", wrong.Ru, StringComparison.Ordinal);
        Assert.Contains("metadata", wrong.En, StringComparison.Ordinal);
    }

    private static string Type(string name, string properties) =>
        $"<EntityType Name=\"{name}\"><Key><PropertyRef Name=\"Ref_Key\"/></Key><Property Name=\"Ref_Key\" Type=\"Edm.Guid\"/>"
        + $"<Property Name=\"Code\" Type=\"Edm.String\"/>{properties}</EntityType>";

    private string Written(params string[] types)
    {
        var text = new StringBuilder("<edmx:Edmx xmlns:edmx=\"http://schemas.microsoft.com/ado/2007/06/edmx\"><edmx:DataServices>");
        text.Append("<Schema xmlns=\"http://schemas.microsoft.com/ado/2009/11/edm\" Namespace=\"StandardODATA\">").AppendJoin("", types).Append("<EntityContainer Name=\"EnterpriseV8\">");
        foreach (var name in types.Where(type => type.StartsWith("<EntityType", StringComparison.Ordinal)).Select(type => type.Split('"')[1]))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"<EntitySet Name=\"{name}\" EntityType=\"StandardODATA.{name}\"/>");
        }

        var file = Path.Combine(_folder.FullName, "metadata.xml");
        File.WriteAllText(file, text.Append("</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>").ToString());
        return file;
    }
}
