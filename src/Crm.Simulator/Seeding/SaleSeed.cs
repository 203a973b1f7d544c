using Crm.Simulator.State;
using Crm.Simulator.Writing;
using Fields = System.Collections.Generic.IReadOnlyList<(string Name, object? Value)>;

namespace Crm.Simulator.Seeding;

/// <summary>
/// Writes what a client bought in the last year: an invoice (in УТ and УНФ on an order), a payment of all of it, of a half or none, a shipment
/// of what is paid. Gives the documents that are to be posted.
/// </summary>
internal sealed class SaleSeed(Author author, Dice dice, FirmSet firm, IReadOnlyList<SoldItem> items, DateTime today)
{
    private const int DaysBack = 360;
    private const int MostSales = 3;

    private readonly SaleDocuments _documents = new(author, dice, firm);

    public IEnumerable<Item> Write(Party party) =>
        items.Count == 0 ? [] : Enumerable.Range(0, 1 + dice.Upto(MostSales)).SelectMany(_ => Sale(party));

    private IEnumerable<Item> Sale(Party party)
    {
        var rows = new SaleRows(dice, firm, items);
        var at = today.AddDays(-dice.Upto(DaysBack)).AddHours(9).AddMinutes(dice.Upto(480));
        var head = Head(party);
        var order = _documents.Order(at, head, rows);
        var subject = order is null ? null : _documents.Subject(order, party, rows.Total);
        var invoice = _documents.Invoice(at, head, rows, order, party);
        var paid = dice.Chance(60) ? rows.Total : dice.Chance(40) ? Math.Round(rows.Total / 2, 2) : 0m;
        var payment = paid > 0 && invoice is not null ? _documents.Payment(at.AddDays(1 + dice.Upto(14)), head, party, invoice, subject, paid) : null;
        var shipment = paid == rows.Total && dice.Chance(80) ? _documents.Shipment(at.AddDays(15), head, rows, invoice, order, subject) : null;
        return new[] { order, invoice, payment, shipment }.OfType<Item>();
    }

    // The same thing has another name in each configuration; only those that are there are written.
    private Fields Head(Party party) =>
    [
        ("Организация", firm.Organization), ("Контрагент", party.Counterparty), ("Партнер", party.Partner),
        ("ДоговорКонтрагента", party.Contract), ("Договор", party.Contract), ("Склад", firm.Warehouse),
        ("ВалютаДокумента", firm.Currency), ("ВалютаДенежныхСредств", firm.Currency), ("Валюта", firm.Currency), ("ВалютаВзаиморасчетов", firm.Currency),
        ("КурсВзаиморасчетов", 1m), ("КратностьВзаиморасчетов", 1L), ("Курс", 1m), ("Кратность", 1L),
        ("СуммаВключаетНДС", true), ("НалогообложениеНДС", "ПродажаОблагаетсяНДС"), ("Posted", true),
    ];
}
