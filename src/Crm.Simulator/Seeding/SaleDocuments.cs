using System.Globalization;
using Crm.Simulator.State;
using Crm.Simulator.Writing;
using Fields = System.Collections.Generic.IReadOnlyList<(string Name, object? Value)>;

namespace Crm.Simulator.Seeding;

/// <summary>Writes the documents of one sale, each as the first of the three configurations that has it; null where none does.</summary>
internal sealed class SaleDocuments(Author author, Dice dice, FirmSet firm)
{
    public Item? Order(DateTime at, Fields head, SaleRows rows)
    {
        Fields own =
        [
            ("СуммаДокумента", rows.Total), ("Статус", "КОтгрузке"), ("ВидОперации", "ЗаказНаПродажу"), ("ХозяйственнаяОперация", "РеализацияКлиенту"),
            ("Товары", rows.Rows), ("Запасы", rows.Rows),
        ];
        return First(at, head, own, "Document_ЗаказКлиента", "Document_ЗаказПокупателя");
    }

    /// <summary>In УТ debts are kept by subjects; the subject of an order is the order.</summary>
    public Link? Subject(Item order, Party party, decimal total) => !author.Has("Catalog_ОбъектыРасчетов") ? null : author.Put(
        "Catalog_ОбъектыРасчетов",
        ("Ref_Key", dice.Key()), ("Description", $"Заказ клиента {order.Text("Number")}"), ("Объект", order.Link),
        ("Номер", order["Number"]), ("Дата", order["Date"]), ("Сумма", total), ("Валюта", firm.Currency),
        ("Партнер", party.Partner), ("Контрагент", party.Counterparty), ("Организация", firm.Organization)).Link;

    public Item? Invoice(DateTime at, Fields head, SaleRows rows, Item? order, Party party)
    {
        Fields own =
        [
            ("СуммаДокумента", rows.Total), ("ВидОперации", "ТоварыИУслуги"), ("НазначениеПлатежа", $"Оплата по счёту, {party.Name}"),
            ("СтруктурнаяЕдиница", firm.Account), ("БанковскийСчет", firm.Account), ("ДокументОснование", order?.Link),
            ("Товары", rows.Rows), ("Запасы", rows.Rows),
            ("ЭтапыГрафикаОплаты", new Fields[] { [("ДатаПлатежа", at.Date.AddDays(5)), ("СуммаПлатежа", rows.Total)] }),
        ];
        var invoice = First(at, head, own, "Document_СчетНаОплатуПокупателю", "Document_СчетНаОплату", "Document_СчетНаОплатуКлиенту");
        if (invoice is not null && author.Has("InformationRegister_СрокиОплатыДокументов"))
        {
            author.Put(
                "InformationRegister_СрокиОплатыДокументов",
                ("Организация", firm.Organization), ("Документ", invoice.Link), ("СрокОплаты", at.Date.AddDays(5)));
        }

        return invoice;
    }

    public Item? Payment(DateTime at, Fields head, Party party, Item invoice, Link? subject, decimal sum)
    {
        var tax = SaleRows.TaxIn(sum);
        Fields own =
        [
            ("СуммаДокумента", sum), ("ВидОперации", author.Has("Document_ПоступлениеНаСчет") ? "ОтПокупателя" : "ОплатаПокупателя"),
            ("ХозяйственнаяОперация", "ПоступлениеОплатыОтКлиента"), ("ПроведеноБанком", true), ("ДатаПроведенияБанком", at.Date),
            ("СчетОрганизации", firm.Account), ("БанковскийСчет", firm.Account), ("СчетКонтрагента", party.Account), ("БанковскийСчетКонтрагента", party.Account),
            ("НомерВходящегоДокумента", (1 + dice.Upto(900)).ToString(CultureInfo.InvariantCulture)), ("ДатаВходящегоДокумента", at.Date),
            ("НазначениеПлатежа", string.Create(CultureInfo.InvariantCulture, $"Оплата по счёту {invoice.Text("Number").Trim()}, в т.ч. НДС {tax}")),
            ("РасшифровкаПлатежа", new[] { Part(party, invoice, subject, sum, tax) }),
        ];
        return First(at, head, own, "Document_ПоступлениеНаРасчетныйСчет", "Document_ПоступлениеНаСчет", "Document_ПоступлениеБезналичныхДенежныхСредств");
    }

    public Item? Shipment(DateTime at, Fields head, SaleRows rows, Item? invoice, Item? order, Link? subject)
    {
        Fields own =
        [
            ("СуммаДокумента", rows.Total), ("ВидОперации", author.Has("Document_РасходнаяНакладная") ? "ПродажаПокупателю" : "Товары"), ("ХозяйственнаяОперация", "РеализацияКлиенту"),
            ("СтруктурнаяЕдиница", firm.Warehouse), ("Заказ", order?.Link),
            ("СчетНаОплатуПокупателю", invoice?.Link), ("ЗаказКлиента", order?.Link), ("ДокументОснование", invoice?.Link),
            ("Запасы", rows.Rows), ("Товары", rows.With(("ОбъектРасчетов", subject), ("ЗаказКлиента", order?.Link))),
        ];
        return First(at, head, own, "Document_РасходнаяНакладная", "Document_РеализацияТоваровУслуг");
    }

    private Fields Part(Party party, Item invoice, Link? subject, decimal sum, decimal tax) =>
    [
        ("СуммаПлатежа", sum), ("СуммаРасчетов", sum), ("СуммаВзаиморасчетов", sum), ("Сумма", sum),
        ("СуммаНДС", tax), ("СтавкаНДС", (object?)firm.Rate ?? "НДС20"), ("СчетНаОплату", invoice.Link),
        ("ДоговорКонтрагента", party.Contract), ("Договор", party.Contract), ("СпособПогашенияЗадолженности", "Автоматически"),
        ("КурсВзаиморасчетов", 1m), ("КратностьВзаиморасчетов", 1L), ("ПризнакАванса", true),
        ("ОбъектРасчетов", subject), ("Партнер", party.Partner),
    ];

    private Item? First(DateTime at, Fields head, Fields own, params IReadOnlyList<string> sets) =>
        sets.FirstOrDefault(author.Has) is { } set ? Document(set, at, head, own) : null;

    private Item? Document(string set, DateTime at, Fields head, params Fields own) =>
        author.Has(set) ? author.Put(set, [("Ref_Key", dice.Key()), ("Date", at), .. head, .. own]) : null;
}
