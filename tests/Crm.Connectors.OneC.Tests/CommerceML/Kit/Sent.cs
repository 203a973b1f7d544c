using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.CommerceML;
using Crm.Connectors.OneC.CommerceML.Sending;

namespace Crm.Connectors.OneC.Tests.CommerceML.Kit;

/// <summary>Objects to send, and what becomes of them as files.</summary>
internal static class Sent
{
    public const string Order = "Документ.ЗаказТовара", Invoice = "Документ.СчетНаОплату", Client = "Контрагент";

    public const string ClientId = "5f0c3a9e-11ab-4c6e-9d0b-0a1b2c3d4e5f";

    public static readonly Fields Firm = Fields.Of(
        ("Наименование", "Ромашка"), ("ОфициальноеНаименование", "ООО \"Ромашка\""), ("ИНН", "7707083893"), ("КПП", "770701001"),
        ("Адреса", Fields.Of(("Юридический", "101000, Москва, ул. Мясницкая, 1"), ("Фактический", "Тула, ул. Ленина, 5"))),
        ("Контакты", new Many([Fields.Of(("Тип", "ТелефонРабочий"), ("Значение", "+7 495 000-00-01"))])),
        ("РасчетныеСчета", new Many([Fields.Of(("НомерСчета", "40702810900000000001"), ("БИК", "044525225"), ("Банк", "Банк"), ("КоррСчет", "30101810400000000225"))])));

    public static readonly Fields Person = Fields.Of(
        ("Наименование", "Петров Пётр"), ("ПолноеНаименование", "Петров Пётр Ильич"), ("ИНН", "500100732259"),
        ("Адреса", Fields.Of(("Юридический", "Тверь"))), ("РасчетныеСчета", Firm["РасчетныеСчета"]));

    public static readonly Fields Goods = Fields.Of(
        ("Товар", "cbcf493f-55bc-11d9-848a-00112f43529a"), ("Предложение", "cbcf493f-55bc-11d9-848a-00112f43529a#a1"), ("Артикул", "Б-6"), ("Наименование", "Болт М6"), ("Единица", "шт"),
        ("Количество", "2"), ("Цена", "10.50"), ("Сумма", "19.00"), ("СтавкаНДС", "20"), ("НДС", "3.17"), ("НДСВСумме", "true"), ("Скидка", "2.00"));

    public static readonly Fields Document = Fields.Of(
        ("Номер", "CRM-17"), ("Дата", "2026-03-02"), ("Время", "15:39:10"), ("Контрагент", ClientId), ("Валюта", "RUB"), ("Курс", "1"), ("Сумма", "19.00"),
        ("НДС", "3.17"), ("НДСВСумме", "true"), ("СрокПлатежа", "2026-03-10"), ("Комментарий", "до обеда"), ("Строки", new Many([Goods])));

    public static Outgoing Of(string kind, string id, Fields? fields) => new(new ExternalRef("ut", kind, id), fields, true, [], null);

    public static Parcel Parcel(params Outgoing[] objects) => new(7, "ut-7", new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc), objects);

    /// <summary>A client and an order of his.</summary>
    public static Parcel One(Fields order, Fields? client = null) => Parcel(Of(Client, ClientId, client ?? Firm), Of(Order, "o-1", order));

    public static ParcelFiles Files(Parcel parcel, OutForm form = OutForm.Standard, OutEncoding encoding = OutEncoding.Utf8) =>
        ParcelFiles.Of(parcel, new CommerceMlFilesSettings { OutForm = form, OutEncoding = encoding }, Told.Moscow);

    public static ParcelFile File(this ParcelFiles files, string prefix) => Assert.Single(files.Files, file => file.Name.StartsWith(prefix, StringComparison.Ordinal));

    public static string Text(this ParcelFile file) => Encoding.UTF8.GetString(file.Content);

    /// <summary>Why the order was refused.</summary>
    public static string Refusal(Fields order, OutForm form = OutForm.Standard, Fields? client = null)
    {
        var receipt = Files(One(order, client), form).Receipts[1];
        Assert.Equal(Reception.Refused, receipt.Reception);
        Assert.NotEmpty(receipt.Reason!.En);
        return receipt.Reason.Ru;
    }

    /// <summary>What our own reader makes of the order in the files.</summary>
    public static Fields ReadBack(Parcel parcel, OutForm form = OutForm.Standard, OutEncoding encoding = OutEncoding.Utf8) =>
        Told.By(Files(parcel, form, encoding).File("orders").Content).FieldsOf(Order);
}
