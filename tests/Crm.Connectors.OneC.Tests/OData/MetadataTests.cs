using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;

namespace Crm.Connectors.OneC.Tests.OData;

public sealed class MetadataTests
{
    private const string Text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <edmx:Edmx xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx" Version="1.0">
         <edmx:DataServices xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata" m:DataServiceVersion="3.0">
          <Schema xmlns="http://schemas.microsoft.com/ado/2009/11/edm" Namespace="StandardODATA">
           <EntityType Name="Document_см_Наряд" OpenType="true">
            <Key><PropertyRef Name="Ref_Key"/></Key>
            <Property Name="Ref_Key" Type="Edm.Guid" Nullable="false"/>
            <Property Name="DataVersion" Type="Edm.String" Nullable="true"/>
            <Property Name="Date" Type="Edm.DateTime" Nullable="true"/>
            <Property Name="Бригада_Key" Type="Edm.Guid" Nullable="true"/>
            <Property Name="Склад_Key" Type="Edm.Guid" Nullable="true"/>
            <Property Name="Идентификатор" Type="Edm.Guid" Nullable="true"/>
            <Property Name="Основание" Type="Edm.String" Nullable="true"/>
            <Property Name="Основание_Type" Type="Edm.String" Nullable="true"/>
            <Property Name="ВидНаряда" Type="Edm.String" Nullable="true"/>
            <Property Name="Часы" Type="Edm.Int64" Nullable="true"/>
            <Property Name="Сумма" Type="Edm.Double" Nullable="true"/>
            <Property Name="Файл" Type="Edm.Stream" Nullable="true"/>
            <Property Name="Работы_Факт" Type="Collection(StandardODATA.Document_см_Наряд_Работы_Факт_RowType)" Nullable="true"/>
            <NavigationProperty Name="Бригада" Relationship="StandardODATA.Document_см_Наряд_Бригада" FromRole="Begin" ToRole="End"/>
           </EntityType>
           <EntityType Name="Document_см_Наряд_Работы_Факт">
            <Key><PropertyRef Name="Ref_Key"/><PropertyRef Name="LineNumber"/></Key>
            <Property Name="Ref_Key" Type="Edm.Guid" Nullable="false"/>
            <Property Name="LineNumber" Type="Edm.Int64" Nullable="false"/>
           </EntityType>
           <ComplexType Name="Document_см_Наряд_Работы_Факт_RowType">
            <Property Name="LineNumber" Type="Edm.Int64" Nullable="false"/>
            <Property Name="Работа" Type="Edm.String" Nullable="true"/>
           </ComplexType>
           <ComplexType Name="AccumulationRegister_Часы_Turnover">
            <Property Name="Бригада_Key" Type="Edm.Guid" Nullable="true"/>
            <Property Name="ЧасыTurnover" Type="Edm.Double" Nullable="true"/>
           </ComplexType>
           <EnumType Name="AllowedLength"><Member Name="Variable"/></EnumType>
           <EnumType Name="AllowedLength"><Member Name="Variable"/><Member Name="Fixed"/></EnumType>
           <EnumType Name="ВидНаряда"><Member Name="Обычный"/><Member Name="Срочный"/></EnumType>
           <Association Name="Document_см_Наряд_Бригада">
            <End Role="Begin" Type="StandardODATA.Document_см_Наряд" Multiplicity="*"/>
            <End Role="End" Type="StandardODATA.Catalog_Бригады" Multiplicity="0..1"/>
           </Association>
           <EntityContainer Name="EnterpriseV8">
            <EntitySet Name="Document_см_Наряд" EntityType="StandardODATA.Document_см_Наряд"/>
            <EntitySet Name="Document_см_Наряд_Работы_Факт" EntityType="StandardODATA.Document_см_Наряд_Работы_Факт"/>
            <EntitySet Name="AccumulationRegister_Часы" EntityType="StandardODATA.AccumulationRegister_Часы"/>
            <FunctionImport Name="Post" IsBindable="true"><Parameter Name="bindingParameter" Type="StandardODATA.Document_см_Наряд"/></FunctionImport>
            <FunctionImport Name="Turnovers" IsBindable="true" ReturnType="Collection(StandardODATA.AccumulationRegister_Часы_Turnover)">
             <Parameter Name="bindingParameter" Type="StandardODATA.AccumulationRegister_Часы"/>
            </FunctionImport>
            <FunctionImport Name="SelectChanges"><Parameter Name="MessageNo" Type="Edm.Int64"/></FunctionImport>
           </EntityContainer>
          </Schema>
         </edmx:DataServices>
        </edmx:Edmx>
        """;

    private static readonly BaseIndex Index = Read(Text);

    private static EntitySet Order => Index.Find("Document_см_Наряд")!;

    [Fact]
    public void A_section_is_known_by_the_type_of_its_rows_however_it_is_called()
    {
        var section = Order.Find("Работы_Факт")!;

        Assert.Equal(EdmType.Rows, section.Type);
        Assert.Equal(["LineNumber", "Работа"], section.Rows.Select(row => row.Name));
        Assert.False(Index.Find("Document_см_Наряд_Работы_Факт")!.HasRef);
        Assert.True(Order.HasRef && Order.HasVersions && Order.DateField == "Date");
    }

    [Fact]
    public void A_reference_leads_to_its_set_when_that_is_published_and_a_bare_guid_leads_nowhere()
    {
        Assert.Equal("Catalog_Бригады", Order.Find("Бригада_Key")!.Target);
        Assert.True(Order.Find("Склад_Key") is { Target: null, IsReference: true });
        Assert.False(Order.Find("Идентификатор")!.IsReference);
        Assert.True(Order.IsComposite(Order.Find("Основание")!));
        Assert.False(Order.IsComposite(Order.Find("ВидНаряда")!));
    }

    [Fact]
    public void An_enumeration_declared_twice_is_one_and_a_property_of_its_name_is_of_it()
    {
        Assert.Equal(["Variable", "Fixed"], Index.Choices["AllowedLength"]);
        Assert.Equal("ВидНаряда", Order.Find("ВидНаряда")!.Choice);
    }

    [Fact]
    public void Functions_hang_on_the_set_of_their_parameter_and_those_without_one_on_the_base()
    {
        Assert.NotNull(Order.Function("Post"));
        Assert.Equal(["Бригада_Key", "ЧасыTurnover"], Index.Find("AccumulationRegister_Часы")!.Function("Turnovers")!.Result.Select(one => one.Name));
        Assert.Equal(["SelectChanges"], Index.Functions);
    }

    [Fact]
    public void What_was_kept_is_what_was_read()
    {
        using var folder = new TemporaryFile();
        IndexFile.Write(Index.With("list"), folder.Path);

        var kept = IndexFile.Read(folder.Path)!;

        Assert.Equal("list", kept.Fingerprint);
        Assert.Equal(IndexFile.Hash(Index), IndexFile.Hash(kept));
        Assert.Equal(Describe(Index), Describe(kept));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(60)]
    public void A_file_that_is_not_whole_is_none(int lost)
    {
        using var folder = new TemporaryFile();
        IndexFile.Write(Index, folder.Path);
        var bytes = File.ReadAllBytes(folder.Path);
        bytes[^40] ^= 1;
        File.WriteAllBytes(folder.Path, bytes[..^lost]);

        Assert.Null(IndexFile.Read(folder.Path));
    }

    [Fact]
    public void The_shape_says_what_a_mapping_may_take_and_send()
    {
        var kind = ShapeKinds.Of(Index).Single(one => one.Name == "Document_см_Наряд");

        Assert.True(kind.Accepted);
        Assert.Equal((ExternalType.Link, "Catalog_Бригады"), (kind.Types["Бригада_Key"].Type, kind.Types["Бригада_Key"].Targets.Single()));
        Assert.Equal(["Обычный", "Срочный"], kind.Types["ВидНаряда"].Words);
        Assert.Equal(ExternalType.Unknown, kind.Types["Основание"].Type);
        Assert.Equal(ExternalType.Text, kind.Types["Работы_Факт/Работа"].Type);
        Assert.True(kind.Types["Ref_Key"].IsReadOnly);
        Assert.DoesNotContain("DataVersion", kind.Fields);
        Assert.DoesNotContain("Работы_Факт/LineNumber", kind.Fields);
    }

    [Theory]
    [InlineData("<html><body>Недостаточно прав</body></html>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><edmx>&b;</edmx>")]
    [InlineData("<edmx:Edmx")]
    [InlineData("")]
    public void What_is_no_metadata_is_malformed(string text)
    {
        var wrong = Assert.Throws<ConnectorException>(() => Read(text));

        Assert.Equal(Trouble.Malformed, wrong.Trouble);
    }

    private static BaseIndex Read(string text) => MetadataReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);

    private static List<string> Describe(BaseIndex index) =>
        [.. index.Sets.SelectMany(set => set.Properties.Select(property => $"{set.Name} {property with { Rows = [] }} {string.Join(',', property.Rows.Select(row => row.Name))}"))];

    private sealed class TemporaryFile : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-index-");

        public string Path => System.IO.Path.Combine(_folder.FullName, "metadata.index");

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
