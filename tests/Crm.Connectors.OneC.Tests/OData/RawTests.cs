using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Raw;
using Crm.Connectors.OneC.OData.Reading;
using CsCheck;

namespace Crm.Connectors.OneC.Tests.OData;

public sealed class RawTests
{
    private const string Id = "8b9660f6-6332-11ec-ad72-000c29b45b09";

    private const string Invoice = """
        {"odata.metadata": "http://h/$metadata#X", "Ref_Key": "8B9660F6-6332-11EC-AD72-000C29B45B09",
        "DataVersion": "AAAACgAAAAA=", "DeletionMark": false, "Number": "0000-000001     ", "Комментарий": "",
        "Date": "2021-12-22T17:22:08", "ДоверенностьДата": "0001-01-01T00:00:00",
        "Организация_Key": "87fa6cc2-e901-11ea-8591-000c29b45b09", "Склад_Key": "00000000-0000-0000-0000-000000000000",
        "Контрагент@navigationLinkUrl": "X", "СуммаДокумента": 150129.10, "Курс": 1.5E-7, "Кратность": "1", "Проведен": true,
        "Субконто": "f402359a-d84c-11ea-8133-0050569f62a1", "Субконто_Type": "StandardODATA.Catalog_ПрочиеДоходыИРасходы",
        "Основание": "", "Основание_Type": "StandardODATA.Undefined",
        "Товары": [{"Ref_Key": "8b9660f6-6332-11ec-ad72-000c29b45b09", "LineNumber": "10", "Цена": 2},
                   {"Ref_Key": "8b9660f6-6332-11ec-ad72-000c29b45b09", "LineNumber": "9", "Цена": 79228162514264337593543950335.5}],
        "Услуги": []}
        """;

    [Fact]
    public void An_object_is_told_with_what_it_says_and_without_what_1C_says_of_its_wire()
    {
        var saved = Assert.IsType<Change.Saved>(Assert.Single(Changes(Written(raw => raw.Object("Document_X", Bytes(Invoice))))));

        Assert.Equal((new ExternalRef("bp", "Document_X", Id), "AAAACgAAAAA="), (saved.Ref, saved.Version));
        Assert.Equal(
            Fields.Of(
                ("Ref_Key", Id), ("DeletionMark", "false"), ("Number", "0000-000001"), ("Комментарий", null), ("Date", "2021-12-22T17:22:08"), ("ДоверенностьДата", null),
                ("Организация_Key", "87fa6cc2-e901-11ea-8591-000c29b45b09"), ("Склад_Key", null), ("СуммаДокумента", "150129.10"), ("Курс", "0.00000015"), ("Кратность", "1"),
                ("Проведен", "true"), ("Субконто", "f402359a-d84c-11ea-8133-0050569f62a1"), ("Субконто_Type", "Catalog_ПрочиеДоходыИРасходы"), ("Основание", null),
                ("Основание_Type", null), ("Услуги", Many.None),
                ("Товары", new Many([Fields.Of(("Цена", "79228162514264337593543950335.5")), Fields.Of(("Цена", "2"))]))),
            saved.Fields);
    }

    [Fact]
    public void A_mark_is_a_deletion_and_so_is_a_tombstone()
    {
        var marked = """{"Ref_Key":"8b9660f6-6332-11ec-ad72-000c29b45b09","DataVersion":"AAAB","DeletionMark":true}""";

        var changes = Changes(Written(raw =>
        {
            raw.Object("Catalog_X", Bytes(marked));
            raw.Deleted("Catalog_X", Id);
        }));

        Assert.All(changes, change => Assert.Equal(new ExternalRef("bp", "Catalog_X", Id), Assert.IsType<Change.Deleted>(change).Ref));
        Assert.Equal("AAAB", ((Change.Deleted)changes[0]).Version);
    }

    [Fact]
    public void Records_of_a_register_are_words_about_the_object_one_nested_and_several_as_rows()
    {
        var row = Encoding.UTF8.GetBytes("""{"Статус":"Оплачен"}""");

        var changes = Changes(Written(raw =>
        {
            raw.About("InformationRegister_X", "Document_X", Id, [row]);
            raw.About("InformationRegister_X", "Document_X", Id, [row, row]);
        })).Cast<Change.Saved>().ToList();

        var said = Fields.Of(("Статус", "Оплачен"));
        Assert.Equal([said, new Many([said, said])], changes.Select(change => change.Fields["InformationRegister_X"]));
        Assert.All(changes, change => Assert.Equal(new ExternalRef("bp", "Document_X", Id), change.Ref));
    }

    [Fact]
    public void The_same_object_has_the_same_fingerprint_wherever_it_stands()
    {
        var first = Fingerprints(Written(raw => raw.Object("Catalog_X", Bytes(Invoice))));
        var second = Fingerprints(Written(raw =>
        {
            raw.Object("Catalog_Y", Bytes(Invoice));
            raw.Object("Catalog_X", Bytes(Invoice));
        }));

        Assert.Equal(first[0], second[1]);
        Assert.NotEqual(first[0], second[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"onec-odata\":2}\n{\"end\":0}\n")]
    [InlineData("{\"onec-odata\":1}\n{\"end\":1}\n")]
    [InlineData("{\"onec-odata\":1}\n{\"object\":{}}\n{\"end\":1}\n")]
    [InlineData("{\"onec-odata\":1}\n{\"set\":\"X\",\"object\":{}}\n{\"end\":1}\n")]
    [InlineData("{\"onec-odata\":1}\n{\"set\":\"X\",\"object\":{\"Ref_Key\":\"\\ud800\"}}\n{\"end\":1}\n")]
    [InlineData("{\"onec-odata\":1}\n{\"end\":0}\n{\"end\":0}\n")]
    [InlineData("{\"set\":\"X\",\"deleted\":\"1\"}\n{\"end\":1}\n")]
    [InlineData("<html></html>")]
    public void What_is_not_whole_or_not_ours_is_malformed(string text)
    {
        var wrong = Assert.Throws<ConnectorException>(() => Changes(Encoding.UTF8.GetBytes(text)));

        Assert.Equal(Trouble.Malformed, wrong.Trouble);
    }

    [Fact]
    public void A_list_gives_its_objects_however_it_is_cut_into_packets() =>
        Gen.Select(Gen.String[0, 300].List[0, 40], Gen.Int[1, 97]).Sample((texts, packet) =>
        {
            var objects = texts.Select((text, at) => $"{{ \"n\":{at},\n \"t\":{System.Text.Json.JsonSerializer.Serialize(text)} }}").ToList();
            var list = Encoding.UTF8.GetBytes($"\uFEFF{{\"odata.metadata\":\"m\",\"value\":[{string.Join(",\r\n", objects)}],\"odata.count\":\"3\"}}");

            var read = new JsonRows(new Dripping(list, packet)).Read().Select(row => Encoding.UTF8.GetString(row.Span)).ToList();
            var kept = new JsonRows(list).Read().ToList();

            Assert.Equal(objects, read);
            Assert.Equal(objects, kept.Select(row => Encoding.UTF8.GetString(row.Span)));
        });

    [Fact]
    public void A_list_that_breaks_off_anywhere_is_no_list()
    {
        var list = Encoding.UTF8.GetBytes("""{"value":[{"a":1},{"b":[1,2]}]}""");

        for (var length = 0; length < list.Length; length++)
        {
            Assert.ThrowsAny<System.Text.Json.JsonException>(() => new JsonRows(new MemoryStream(list, 0, length)).Read().Count());
            Assert.ThrowsAny<System.Text.Json.JsonException>(() => new JsonRows(list.AsMemory(0, length)).Read().Count());
        }
    }

    private static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json);

    private static byte[] Written(Action<RawWriter> write)
    {
        using var stream = new MemoryStream();
        using var raw = new RawWriter(stream);
        write(raw);

        // A stream in memory lets nobody wait.
        raw.EndAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    private static List<Change> Changes(byte[] bytes) => [.. RawDelivery.Read("bp", new MemoryStream(bytes), TestContext.Current.CancellationToken).SelectMany(piece => piece.Read())];

    private static List<UInt128> Fingerprints(byte[] bytes) => [.. RawDelivery.Read("bp", new MemoryStream(bytes), TestContext.Current.CancellationToken).Select(piece => piece.Fingerprint)];

    /// <summary>A stream that gives a few bytes at a time.</summary>
    private sealed class Dripping(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, most));
    }
}
