using System.Text.Json.Nodes;
using Crm.Connect;
using Crm.Connectors.OneC.Tests.OData.Kit;

namespace Crm.Connectors.OneC.Tests.OData;

public sealed class RegistersTests
{
    private const string Stock = "AccumulationRegister_СвободныеОстатки";
    private const string Identifiers = "InformationRegister_ПубличныеИдентификаторыСинхронизируемыхОбъектов";

    [Fact]
    public async Task What_a_register_says_of_a_document_is_told_of_that_document()
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Invoices, "Number", "InformationRegister_СтатусыДокументов/Статус");
        var (invoice, other) = (room.PutInvoice("2026-02-01T10:00:00"), Guid.NewGuid().ToString());
        PutStatus(room, invoice, BaseRoom.Invoices, "Оплачен");
        PutStatus(room, other, "Document_РеализацияТоваровУслуг", "Отгружен");

        var about = (await room.NightAsync()).OfType<Change.Saved>().Single(change => change.Fields.Says(BaseRoom.Statuses));

        Assert.Equal(new ExternalRef("bp", BaseRoom.Invoices, invoice), about.Ref);
        Assert.Equal("Оплачен", ((Fields)about.Fields[BaseRoom.Statuses]!).Text("Статус"));
        Assert.Single(about.Fields);
    }

    [Fact]
    public async Task Turnovers_are_told_of_the_document_they_are_of()
    {
        const string Register = "AccumulationRegister_ОплатаСчетов";
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Invoices, "Number", $"{Register}/СуммаTurnover");
        var invoice = room.PutInvoice("2026-02-01T10:00:00");
        var payment = room.Put("Document_ПоступлениеНаРасчетныйСчет", ("Date", "2026-02-02T00:00:00"));
        room.Put(
            Register,
            ("Recorder", payment),
            ("Recorder_Type", "StandardODATA.Document_ПоступлениеНаРасчетныйСчет"),
            ("RecordSet", new JsonArray(Paid(invoice, 1, 100.5), Paid(invoice, 2, 49.5), Paid(Guid.NewGuid().ToString(), 3, 7, "Document_РеализацияТоваровУслуг"))));

        var about = (await room.NightAsync()).OfType<Change.Saved>().Single(change => change.Fields.Says(Register));

        Assert.Equal(invoice, about.Ref.Id);
        Assert.Equal(150m, decimal.Parse(((Fields)about.Fields[Register]!).Text("СуммаTurnover")!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_balance_is_asked_by_the_dimensions_that_mappings_take()
    {
        await using var room = (await BaseRoom.OfAsync("ut")).Want(BaseRoom.Items, "Description", $"{Stock}/Склад_Key", $"{Stock}/ВНаличииBalance");
        var (item, near, far) = (room.Put(BaseRoom.Items, ("Description", "Отвёртка")), Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        PutStock(room, (item, near, 5), (item, far, 2), (item, near, 1));

        var about = (await room.NightAsync()).OfType<Change.Saved>().Single(change => change.Fields.Says(Stock));

        Assert.Equal([(far, "2"), (near, "6")], about.Fields.Rows(Stock).Select(row => (row.Text("Склад_Key"), row.Text("ВНаличииBalance"))).OrderBy(row => row.Item2));
    }

    [Fact]
    public async Task What_a_register_speaks_of_no_more_is_told_once_to_have_no_rows()
    {
        await using var room = (await BaseRoom.OfAsync("ut")).Want(BaseRoom.Items, "Description", $"{Stock}/ВНаличииBalance");
        var item = room.Put(BaseRoom.Items, ("Description", "Отвёртка"));
        PutStock(room, (item, Guid.NewGuid().ToString(), 5));
        await room.NightAsync();
        PutStock(room);

        var unheard = await room.NightAsync(acknowledge: false);
        var told = await room.NightAsync();
        var after = await room.NightAsync();

        Assert.All([unheard, told], night => Assert.Equal(Many.None, Assert.Single(night.OfType<Change.Saved>()).Fields[Stock]));
        Assert.Empty(after);
    }

    [Fact]
    public async Task All_that_a_register_says_is_promised_so_that_far_less_stops_for_a_person()
    {
        await using var room = (await BaseRoom.OfAsync("ut")).Want(BaseRoom.Items, "Description", $"{Stock}/ВНаличииBalance");
        var warehouse = Guid.NewGuid().ToString();
        PutStock(room, (Guid.NewGuid().ToString(), warehouse, 5), (Guid.NewGuid().ToString(), warehouse, 5));
        await using var channel = room.Open();
        var delivery = (await channel.ReceiveAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken)).Single();
        await using var raw = await delivery.OpenAsync(TestContext.Current.CancellationToken);

        var promises = channel.Read(delivery, raw, TestContext.Current.CancellationToken).Select(piece => piece.Promise).ToList();

        Assert.Equal([null, null, new FullSet(Stock, $"{Stock} о {BaseRoom.Items}", 2)], promises);
    }

    [Fact]
    public async Task Of_documents_before_the_first_day_registers_say_nothing()
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Invoices, "Number", "InformationRegister_СтатусыДокументов/Статус");
        room.Settings.Since = new DateOnly(2026, 1, 1);
        var (old, recent) = (room.PutInvoice("2025-12-01T10:00:00"), room.PutInvoice("2026-02-01T10:00:00"));
        PutStatus(room, old, BaseRoom.Invoices, "Оплачен");
        PutStatus(room, recent, BaseRoom.Invoices, "Оплачен");

        Assert.All(await room.NightAsync(), change => Assert.Equal(recent, change.Ref.Id));
    }

    [Fact]
    public async Task Two_records_about_one_object_are_told_together()
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Invoices, "Number", "InformationRegister_СтатусыДокументов/Статус");
        var invoice = room.PutInvoice("2026-02-01T10:00:00");
        PutStatus(room, invoice, BaseRoom.Invoices, "Оплачен");
        PutStatus(room, invoice, BaseRoom.Invoices, "НеОплачен");

        var about = (await room.NightAsync()).OfType<Change.Saved>().Single(change => change.Fields.Says(BaseRoom.Statuses));

        Assert.Equal(["НеОплачен", "Оплачен"], about.Fields.Rows(BaseRoom.Statuses).Select(row => row.Text("Статус")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_register_that_does_not_speak_of_the_kind_is_a_wrong_setting()
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Invoices, "Number", "InformationRegister_КурсыВалют/Курс");

        Assert.Equal(Trouble.Misconfigured, (await room.FailsAsync()).Trouble);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(2)]
    [InlineData(1)]
    public async Task A_register_without_dates_is_walked_by_a_text_of_its_key_however_many_share_it(int identifiers)
    {
        await using var room = (await BaseRoom.OfAsync()).Want(Identifiers, "Идентификатор");
        for (var at = 0; at < 300; at++)
        {
            room.Put(
                Identifiers,
                ("Идентификатор", $"id-{at % identifiers}"), ("Ссылка", Guid.NewGuid().ToString()), ("Ссылка_Type", "StandardODATA.Catalog_Контрагенты"));
        }

        Assert.Equal(300, (await room.NightAsync()).Select(change => change.Ref.Id).Distinct().Count());
        Assert.DoesNotContain(room.Base.Log.Entries, entry => entry.Query.Contains("$skip=", StringComparison.Ordinal));
    }

    private static void PutStock(BaseRoom room, params (string Item, string Warehouse, int Pieces)[] records) => room.Put(
        Stock,
        ("Recorder", Guid.Empty.ToString()), ("Recorder_Type", "StandardODATA.Document_ВводНачальныхОстатков"),
        ("RecordSet", new JsonArray([.. records.Select((record, at) => new JsonObject
        {
            ["LineNumber"] = at + 1, ["Period"] = "2026-02-02T00:00:00", ["Active"] = true, ["RecordType"] = "Receipt",
            ["Номенклатура_Key"] = record.Item, ["Склад_Key"] = record.Warehouse, ["ВНаличии"] = record.Pieces,
        })])));

    private static void PutStatus(BaseRoom room, string document, string kind, string status) => room.Put(
        BaseRoom.Statuses,
        ("Организация_Key", Guid.NewGuid().ToString()), ("Документ", document), ("Документ_Type", "StandardODATA." + kind), ("Статус", status),
        ("Статус_Type", "StandardODATA.СтатусОплатыСчета"));

    private static JsonObject Paid(string document, int line, double sum, string kind = BaseRoom.Invoices) => new()
    {
        ["LineNumber"] = line,
        ["Period"] = "2026-02-02T00:00:00",
        ["Active"] = true,
        ["СчетНаОплату"] = document,
        ["СчетНаОплату_Type"] = "StandardODATA." + kind,
        ["Сумма"] = sum,
    };
}
