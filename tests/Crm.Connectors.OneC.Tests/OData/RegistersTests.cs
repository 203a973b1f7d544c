using System.Text.Json.Nodes;
using Crm.Connect;
using Crm.Connectors.OneC.Tests.OData.Kit;

namespace Crm.Connectors.OneC.Tests.OData;

public sealed class RegistersTests
{
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
            ("RecordSet", new JsonArray(Paid(invoice, 1, 100.5), Paid(invoice, 2, 49.5))));

        var about = (await room.NightAsync()).OfType<Change.Saved>().Single(change => change.Fields.Says(Register));

        Assert.Equal(invoice, about.Ref.Id);
        Assert.Equal(150m, decimal.Parse(((Fields)about.Fields[Register]!).Text("СуммаTurnover")!, System.Globalization.CultureInfo.InvariantCulture));
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

    private static void PutStatus(BaseRoom room, string document, string kind, string status) => room.Put(
        BaseRoom.Statuses,
        ("Организация_Key", Guid.NewGuid().ToString()), ("Документ", document), ("Документ_Type", "StandardODATA." + kind), ("Статус", status),
        ("Статус_Type", "StandardODATA.СтатусОплатыСчета"));

    private static JsonObject Paid(string invoice, int line, double sum) => new()
    {
        ["LineNumber"] = line,
        ["Period"] = "2026-02-02T00:00:00",
        ["Active"] = true,
        ["СчетНаОплату"] = invoice,
        ["СчетНаОплату_Type"] = "StandardODATA." + BaseRoom.Invoices,
        ["Сумма"] = sum,
    };
}
