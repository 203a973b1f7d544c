using Crm.Simulator.State;
using Crm.Simulator.Writing;
using Fields = System.Collections.Generic.IReadOnlyList<(string Name, object? Value)>;

namespace Crm.Simulator.Seeding;

/// <summary>
/// Writes what a client bought in the last year: an invoice (in УТ on an order), a payment of all of it, of a half or none, a shipment
/// of what is paid. Gives the documents that are to be posted.
/// </summary>
internal sealed class SaleSeed(Author author, Dice dice, FirmSet firm, IReadOnlyList<SoldItem> items, DateTime today)
{
    private const int DaysBack = 360;

    public IEnumerable<Item> Write(Party party) => items.Count == 0 ? [] : Enumerable.Range(0, 1 + dice.Upto(3)).SelectMany(_ => Sale(party));

    private IEnumerable<Item> Sale(Party party)
    {
        var rows = new SaleRows(dice, firm, items);
        var at = today.AddDays(-dice.Upto(DaysBack)).AddHours(9).AddMinutes(dice.Upto(480));
        Fields head =
        [
            ("Организация", firm.Organization), ("Контрагент", party.Counterparty), ("Партнер", party.Partner), ("ДоговорКонтрагента", party.Contract), ("Договор", party.Contract),
            ("ВалютаДокумента", firm.Currency), ("ВалютаДенежныхСредств", firm.Currency), ("Валюта", firm.Currency), ("ВалютаВзаиморасчетов", firm.Currency), ("КурсВзаиморасчетов", 1m), ("КратностьВзаиморасчетов", 1L),
            ("Курс", 1m), ("Кратность", 1L), ("СуммаВключаетНДС", true), ("НалогообложениеНДС", "ПродажаОблагаетсяНДС"), ("Склад", firm.Warehouse), ("Posted", true),
        ];
        var order = Document("Document_ЗаказКлиента", at, head, ("СуммаДокумента", rows.Total), ("Статус", "КОтгрузке"), ("Товары", rows.Rows));
        var subject = order is null ? null : Subject(order, party, rows.Total);
        var invoice = Invoice(at, head, rows, order, party);
        var paid = dice.Chance(60) ? rows.Total : dice.Chance(40) ? Math.Round(rows.Total / 2, 2) : 0m;
        var payment = paid > 0 && invoice is not null ? Payment(at.AddDays(1 + dice.Upto(14)), head, party, invoice, subject, paid) : null;
        var shipment = paid == rows.Total && dice.Chance(80) ? Shipment(at.AddDays(15), head, rows, invoice, order, subject) : null;
        return new[] { order, invoice, payment, shipment }.OfType<Item>();
    }

    private Item? Invoice(DateTime at, Fields head, SaleRows rows, Item? order, Party party) =>
        Document("Document_СчетНаОплатуПокупателю", at, head, ("СуммаДокумента", rows.Total), ("СтруктурнаяЕдиница", firm.Account), ("ВидОперации", "ТоварыИУслуги"), ("Товары", rows.Rows))
        ?? Document("Document_СчетНаОплату", at, head, ("СуммаДокумента", rows.Total), ("БанковскийСчет", firm.Account), ("Запасы", rows.Rows))
        ?? Document(
            "Document_СчетНаОплатуКлиенту", at, head, ("СуммаДокумента", rows.Total), ("БанковскийСчет", firm.Account), ("ДокументОснование", order?.Link), ("НазначениеПлатежа", $"Оплата по счёту, {party.Name}"),
            ("ЭтапыГрафикаОплаты", new Fields[] { [("ДатаПлатежа", at.Date.AddDays(5)), ("СуммаПлатежа", rows.Total)] }));

    private Link? Subject(Item order, Party party, decimal total) => author.Has("Catalog_ОбъектыРасчетов") ? author.Put(
        "Catalog_ОбъектыРасчетов", ("Ref_Key", dice.Key()), ("Description", $"Заказ клиента {order.Text("Number")}"), ("Объект", order.Link), ("Номер", order["Number"]), ("Дата", order["Date"]),
        ("Сумма", total), ("Валюта", firm.Currency), ("Партнер", party.Partner), ("Контрагент", party.Counterparty), ("Организация", firm.Organization)).Link : null;

    private Item? Payment(DateTime at, Fields head, Party party, Item invoice, Link? subject, decimal sum)
    {
        var tax = Math.Round(sum * 20 / 120, 2);
        Fields row =
        [
            ("СуммаПлатежа", sum), ("СуммаРасчетов", sum), ("СуммаВзаиморасчетов", sum), ("Сумма", sum), ("СуммаНДС", tax), ("СтавкаНДС", (object?)firm.Rate ?? "НДС20"), ("СчетНаОплату", invoice.Link),
            ("ДоговорКонтрагента", party.Contract), ("Договор", party.Contract), ("СпособПогашенияЗадолженности", "Автоматически"), ("КурсВзаиморасчетов", 1m), ("КратностьВзаиморасчетов", 1L),
            ("ПризнакАванса", true), ("ОбъектРасчетов", subject), ("Партнер", party.Partner), ("ОснованиеПлатежа", subject is null ? null : invoice.Link),
        ];
        Fields own =
        [
            ("СуммаДокумента", sum), ("ВидОперации", "ОплатаПокупателя"), ("СчетОрганизации", firm.Account), ("БанковскийСчет", firm.Account), ("СчетКонтрагента", party.Account), ("БанковскийСчетКонтрагента", party.Account),
            ("НомерВходящегоДокумента", (1 + dice.Upto(900)).ToString(System.Globalization.CultureInfo.InvariantCulture)), ("ДатаВходящегоДокумента", at.Date), ("ПроведеноБанком", true), ("ДатаПроведенияБанком", at.Date),
            ("НазначениеПлатежа", $"Оплата по счёту {invoice.Text("Number").Trim()}, в т.ч. НДС {tax.ToString(System.Globalization.CultureInfo.InvariantCulture)}"), ("РасшифровкаПлатежа", new[] { row }),
        ];
        return Document("Document_ПоступлениеНаРасчетныйСчет", at, head, own) ?? Document("Document_ПоступлениеНаСчет", at, head, own)
            ?? Document("Document_ПоступлениеБезналичныхДенежныхСредств", at, head, own);
    }

    private Item? Shipment(DateTime at, Fields head, SaleRows rows, Item? invoice, Item? order, Link? subject)
    {
        Fields own =
        [
            ("СуммаДокумента", rows.Total), ("ВидОперации", author.Has("Document_РасходнаяНакладная") ? "ПродажаПокупателю" : "Товары"), ("СчетНаОплатуПокупателю", invoice?.Link), ("ЗаказКлиента", order?.Link),
            ("ДокументОснование", invoice?.Link), ("Запасы", rows.Rows), ("Товары", rows.With(("ОбъектРасчетов", subject), ("ЗаказКлиента", order?.Link))),
        ];
        return Document("Document_РасходнаяНакладная", at, head, own) ?? Document("Document_РеализацияТоваровУслуг", at, head, own);
    }

    private Item? Document(string set, DateTime at, Fields head, params Fields own) =>
        author.Has(set) ? author.Put(set, [("Ref_Key", dice.Key()), ("Date", at), .. head, .. own]) : null;
}
