using Crm.Simulator.State;
using Crm.Simulator.Writing;

namespace Crm.Simulator.Registers;

/// <summary>What is concluded from payments and shipments: how far an invoice or an order is paid and shipped.</summary>
internal sealed class Statuses(Books books, Author author)
{
    private const string StatusBp = "InformationRegister_СтатусыДокументов";
    private const string StatusUt = "InformationRegister_СостоянияЗаказовКлиентов";

    /// <summary>Concludes anew for all invoices and orders that these documents pay or ship; the registers are walked once.</summary>
    public void After(IReadOnlyCollection<Item> documents)
    {
        if (documents.SelectMany(InvoicesOf).Distinct().ToList() is { Count: > 0 } invoices && PaidByInvoice() is { } paid)
        {
            invoices.ForEach(invoice => Paid(invoice, paid.GetValueOrDefault(Keys.Of(invoice.Key))));
        }

        foreach (var shipment in documents)
        {
            Shipped(shipment.Line.LinkOf("СчетНаОплатуПокупателю", Movements.InvoiceBp), shipment);
        }

        if (documents.SelectMany(OrdersOf).Distinct().ToList() is { Count: > 0 } orders && author.Has(StatusUt))
        {
            var records = Records(Movements.DebtUt).ToLookup(record => OrderOf(record.Line));
            orders.ForEach(order => Standing(order, records[order]));
        }
    }

    private static IEnumerable<Link> InvoicesOf(Item payment) => payment.Line.Rows("РасшифровкаПлатежа")
        .Select(row => row.LinkOf("СчетНаОплату", Movements.InvoiceBp)).OfType<Link>();

    private Dictionary<string, decimal>? PaidByInvoice() => books.Model.Find(StatusBp) is null ? null : Records(Movements.PaidBp)
        .GroupBy(record => record.Text("СчетНаОплату"), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(records => records.Key, records => records.Sum(record => record.Line.Sum("Сумма")), StringComparer.OrdinalIgnoreCase);

    private Item[] Records(string register) => books.Model.Find(register + "_RecordType") is { } view ? books.All(view) : [];

    // What people set by hand (Отменен, Оплачен) is left alone.
    private void Paid(Link invoice, decimal paid)
    {
        if (Find(invoice) is not { } item || StatusOf(item) is var before && before?.Text("Статус") is not (null or "" or "НеОплачен" or "ОплаченЧастично"))
        {
            return;
        }

        var status = paid <= 0 ? "НеОплачен" : paid < item.Line.Sum("СуммаДокумента") ? "ОплаченЧастично" : "Оплачен";
        Write(item, before, ("Статус", status), ("Статус_Type", "StandardODATA.СтатусОплатыСчета"));
    }

    private void Shipped(Link? invoice, Item shipment)
    {
        if (Find(invoice) is { } item && author.Has(StatusBp))
        {
            var part = shipment.Line.Sum("СуммаДокумента") < item.Line.Sum("СуммаДокумента");
            Write(item, StatusOf(item), ("ДополнительныйСтатус", part ? "ОтгруженЧастично" : "Отгружен"), ("ДополнительныйСтатус_Type", "StandardODATA.СтатусыОтгрузки"));
        }
    }

    private Item? StatusOf(Item invoice)
    {
        var table = books.Find(StatusBp)!;
        return table.Find(Keys.Of(table.Set.Type, Author.Values(table.Set.Type, [("Организация_Key", invoice["Организация_Key"]), ("Документ", invoice.Link)])));
    }

    private void Write(Item invoice, Item? before, params IReadOnlyList<(string Name, object? Value)> fields)
    {
        if (before is null)
        {
            author.Put(StatusBp, [("Организация_Key", invoice["Организация_Key"]), ("Документ", invoice.Link), .. fields]);
        }
        else
        {
            author.Change(before, fields);
        }
    }

    private IEnumerable<Link> OrdersOf(Item document) => document.Line.Rows("РасшифровкаПлатежа").Concat(document.Line.Rows("Товары"))
        .Select(OrderOf).OfType<Link>();

    private Link? OrderOf(Line row) => Find(row.LinkOf("ОбъектРасчетов", Movements.ObjectUt))?.Line.LinkOf("Объект", "");

    private void Standing(Link order, IEnumerable<Item> records)
    {
        var total = Find(order)?.Line.Sum("СуммаДокумента") ?? 0;
        var own = records.ToLookup(record => record.Text("RecordType"), record => record.Line.Sum("Долг"));
        var (paid, shipped) = (own["Expense"].Sum(), own["Receipt"].Sum());
        author.Put(
            StatusUt, ("Заказ", order), ("Состояние", StateOf(total, paid, shipped)), ("Состояние_Type", "StandardODATA.СостоянияЗаказовКлиентов"),
            ("СуммаОплаты", paid), ("ПроцентОплаты", Percent(paid, total)), ("СуммаОтгрузки", shipped), ("ПроцентОтгрузки", Percent(shipped, total)),
            ("СуммаДолга", Math.Max(0, shipped - paid)), ("ПроцентДолга", Percent(Math.Max(0, shipped - paid), total)));
    }

    private static string StateOf(decimal total, decimal paid, decimal shipped) =>
        shipped >= total ? paid >= total ? "ГотовКЗакрытию" : "ОжидаетсяОплатаПослеОтгрузки"
        : paid >= total ? "ГотовКОтгрузке" : "ОжидаетсяПредоплатаДоОтгрузки";

    private static long Percent(decimal part, decimal whole) => whole == 0 ? 0 : (long)Math.Round(100 * part / whole);

    private Item? Find(Link? link) => link is not null && books.Find(link.Set) is { } table ? table.Find(Keys.Of(link.Key)) : null;
}
