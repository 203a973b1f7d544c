using System.Text.Json.Nodes;
using Crm.Connect;
using Crm.Connectors.OneC.Tests.OData.Kit;
using Crm.Connectors.OneC.Tests.OData.Mappings;
using Crm.Core.Mappings;

namespace Crm.Connectors.OneC.Tests.OData;

/// <summary>What mappings take from beside an object: behind its references, and from catalogues that are subordinate to it.</summary>
public sealed class BehindTests
{
    private const string Accounts = "Catalog_БанковскиеСчета";

    public static TheoryData<string> Names => ShippedBook.Names;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_path_through_a_reference_brings_what_it_refers_to()
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Invoices, "Number", "ВалютаДокумента/Code");
        var currency = room.Put("Catalog_Валюты", ("Code", "643"), ("Description", "руб."));
        room.PutInvoice("2026-02-01T10:00:00", ("ВалютаДокумента_Key", currency));
        room.PutInvoice("2026-02-02T10:00:00");

        var told = (await room.NightAsync()).OfType<Change.Saved>().Select(change => change.Fields["ВалютаДокумента"]).ToList();

        Assert.Equal(2, told.Count);
        Assert.Equal("643", Assert.Single(told.OfType<Fields>()).Text("Code"));
    }

    [Fact]
    public async Task A_path_through_a_reference_of_a_section_brings_what_it_refers_to_once_for_all()
    {
        const string Orders = "Document_ЗаказКлиента", Rates = "Catalog_СтавкиНДС";
        await using var room = (await BaseRoom.OfAsync("ut")).Want(Orders, "Number", "Товары/Количество", "Товары/СтавкаНДС/ПеречислениеСтавкаНДС");
        var rate = room.Put(Rates, ("Description", "20%"), ("ПеречислениеСтавкаНДС", "НДС20"));
        foreach (var day in new[] { "2026-02-01T10:00:00", "2026-02-02T10:00:00" })
        {
            room.Put(Orders, ("Date", day), ("Товары", new JsonArray(Row(1, rate), Row(2, Guid.Empty.ToString()), Row(3, Guid.NewGuid().ToString()))));
        }

        var told = (await room.NightAsync()).OfType<Change.Saved>().Select(change => change.Fields.Rows("Товары")).ToList();

        Assert.Equal(2, told.Count);
        Assert.All(told, rows => Assert.Equal(["НДС20", null, null], rows.Select(row => (row["СтавкаНДС"] as Fields)?.Text("ПеречислениеСтавкаНДС"))));
        Assert.All(told, rows => Assert.Equal(["1.5", "1.5", "1.5"], rows.Select(row => row.Text("Количество"))));
        Assert.Equal(1, room.Asked("GET", Rates));

        static JsonObject Row(int line, string rate) => new() { ["LineNumber"] = $"{line}", ["Количество"] = 1.5, ["СтавкаНДС_Key"] = rate };
    }

    [Fact]
    public async Task What_stands_behind_sections_is_asked_for_at_once_for_many_objects()
    {
        const string Orders = "Document_ЗаказКлиента", Rates = "Catalog_СтавкиНДС";
        await using var room = (await BaseRoom.OfAsync("ut")).Want(Orders, "Number", "Товары/СтавкаНДС/ПеречислениеСтавкаНДС");
        foreach (var name in new[] { "НДС20", "НДС10", "НДС5" })
        {
            var rate = room.Put(Rates, ("ПеречислениеСтавкаНДС", name));
            room.Put(Orders, ("Date", "2026-02-01T10:00:00"), ("Товары", new JsonArray(new JsonObject { ["LineNumber"] = "1", ["СтавкаНДС_Key"] = rate })));
        }

        var told = (await room.NightAsync()).OfType<Change.Saved>().Select(change => ((Fields)change.Fields.Rows("Товары")[0]["СтавкаНДС"]!).Text("ПеречислениеСтавкаНДС"));

        Assert.Equal(["НДС10", "НДС20", "НДС5"], told.Order(StringComparer.Ordinal));
        Assert.Equal(1, room.Asked("GET", Rates));
    }

    [Fact]
    public async Task What_stands_behind_a_section_may_itself_refer_to_one_of_several_sets()
    {
        const string Payments = "Document_ПоступлениеБезналичныхДенежныхСредств", Subjects = "Catalog_ОбъектыРасчетов", Rows = "РасшифровкаПлатежа";
        await using var room = (await BaseRoom.OfAsync("ut")).Want(Payments, "Number", $"{Rows}/ОбъектРасчетов/Объект");
        var order = Guid.NewGuid().ToString();
        var subject = room.Put(Subjects, ("Объект", order), ("Объект_Type", "StandardODATA.Document_ЗаказКлиента"));
        room.Put(Payments, ("Date", "2026-02-01T10:00:00"), (Rows, new JsonArray(new JsonObject { ["LineNumber"] = "1", ["ОбъектРасчетов_Key"] = subject })));

        var row = Assert.Single(Assert.Single((await room.NightAsync()).OfType<Change.Saved>()).Fields.Rows(Rows));

        var behind = Assert.IsType<Fields>(row["ОбъектРасчетов"]);
        Assert.Equal((order, "Document_ЗаказКлиента"), (behind.Text("Объект"), behind.Text("Объект_Type")));
    }

    [Fact]
    public async Task A_long_list_of_fields_still_brings_what_lies_behind_a_reference()
    {
        await using var room = await BaseRoom.OfAsync();
        await using var channel = room.Open();
        var fields = (await channel.DescribeAsync(Ct)).Kinds.Single(kind => kind.Name == BaseRoom.Invoices).Types.Where(field => !field.Value.IsWhole).Select(field => field.Key);
        room.Want(BaseRoom.Invoices, [.. fields, "ВалютаДокумента/Code"]);
        room.PutInvoice("2026-02-01T10:00:00", ("ВалютаДокумента_Key", room.Put("Catalog_Валюты", ("Code", "643"))));

        var told = (await room.NightAsync()).OfType<Change.Saved>().Single(change => change.Fields.Says("Number"));

        Assert.Equal("643", ((Fields)told.Fields["ВалютаДокумента"]!).Text("Code"));
    }

    [Fact]
    public async Task Rows_of_a_subordinate_catalogue_are_told_of_their_owner_without_those_marked_as_deleted()
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Parties, "Description", $"{Accounts}/НомерСчета", $"{Accounts}/Банк/Code");
        var (party, bank) = (room.Put(BaseRoom.Parties, ("Description", "Ромашка")), room.Put(BaseRoom.Banks, ("Code", "044525974")));
        PutAccount(room, "1", party, BaseRoom.Parties, bank);
        PutAccount(room, "2", party, BaseRoom.Parties, bank, deleted: true);
        PutAccount(room, "3", party, "Catalog_Организации", bank);

        var about = (await room.NightAsync()).OfType<Change.Saved>().Single(change => change.Fields.Says(Accounts));

        Assert.Equal(new ExternalRef("bp", BaseRoom.Parties, party), about.Ref);
        var row = Assert.Single(about.Fields.Rows(Accounts));
        Assert.Equal(("1", "044525974"), (row.Text("НомерСчета"), ((Fields)row["Банк"]!).Text("Code")));
    }

    [Fact]
    public async Task A_key_that_is_not_unique_is_told_with_its_rows_and_with_the_key_that_is()
    {
        await using var room = await BaseRoom.OfAsync();
        room.Wants.Add(new WantedKind(BaseRoom.Parties, ["ИНН", "КПП"], [["ИНН", "КПП"], ["ИНН"]]));
        foreach (var (inn, kpp) in new[] { ("1", "a"), ("1", "b"), ("1", "c"), ("2", "a"), ("2", "b"), ("3", "a") })
        {
            room.Put(BaseRoom.Parties, ("ИНН", inn), ("КПП", kpp));
        }

        await using var channel = room.Open();

        var finding = Assert.Single(await channel.ExamineAsync(Ct));

        Assert.Equal("ИНН не уникально: строк 5, групп 2; ИНН+КПП — уникально. О таких объектах хаб спросит.", finding.Words.Ru);
        Assert.Equal("ИНН is not unique: 5 rows in 2 groups; ИНН+КПП is. The hub will ask about such objects.", finding.Words.En);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_base_of_every_configuration_brings_what_its_shipped_mappings_want(string name)
    {
        var shipped = new ShippedBook(name);
        var book = MappingBook.Load([shipped.Folder], ShippedBook.Root, shipped.Kinds, Direction.Both).Book!;
        await using var room = await BaseRoom.OfAsync(name);
        room.Wants.AddRange(book.Wants());
        room.Put(BaseRoom.Parties, ("Description", "Ромашка"), ("ИНН", "7708000018"));
        await room.PinnedAsync();
        await using var channel = room.Open();

        var findings = await channel.ExamineAsync(Ct);
        var told = await room.NightAsync();

        Assert.Empty(findings.Where(finding => finding.IsError).Select(finding => $"{finding.Kind} {finding.Words}"));
        Assert.Contains(told, change => change.Ref.Kind == BaseRoom.Parties);
    }

    private static void PutAccount(BaseRoom room, string number, string owner, string kind, string bank, bool deleted = false) => room.Put(
        Accounts, ("НомерСчета", number), ("Owner", owner), ("Owner_Type", "StandardODATA." + kind), ("Банк_Key", bank), ("DeletionMark", deleted));
}
