namespace Crm.Hub.Tests.Whole;

/// <summary>Documents of every operation, and what they say of money.</summary>
public sealed class DialectDocumentTests
{
    private const string Later = "2026-03-01T11:00:00";

    public static TheoryData<string, string> Operations => new()
    {
        { "Заказ товара", "Invoice Order" },
        { "Счет на оплату", "Invoice Invoice" },
        { "Счёт на оплату", "Invoice Invoice" },
        { "Отпуск товара", "Shipment Sale" },
        { "Возврат товара", "Shipment Return" },
        { "Передача товара на комиссию", "Shipment Consignment" },
        { "Возврат комиссионного товара", "Shipment ConsignmentReturn" },
        { "Передача прав", "Shipment RightsTransfer" },
        { "Выплата наличных денег", "Payment In Cash" },
        { "Возврат наличных денег", "Payment Out Cash" },
        { "Выплата безналичных денег", "Payment In BankTransfer" },
        { "ВОЗВРАТ БЕЗНАЛИЧНЫХ ДЕНЕГ", "Payment Out BankTransfer" },
        { "Эквайринговая операция", "Payment In Card" },
        { "Счет-фактура", "untaken Документ.СчетФактура" },
        { "Отчет о продажах комиссионного товара", "untaken Документ.ОтчетОПродажахКомиссионногоТовара" },
        { "Отчет о списании комиссионного товара", "untaken Документ.ОтчетОСписанииКомиссионногоТовара" },
        { "Переоценка товаров", "untaken Документ.ПереоценкаТоваров" },
        { "Прочие", "untaken Документ.Прочие" },
        { "Небывалая операция", "untaken Документ.Прочие" },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_document_of_every_operation_is_taken_or_counted_as_untaken(string operation, string becomes)
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Exchange(Written.Document(operation, "d1", "100")));

        var report = await hub.RunAsync();

        var rows = hub.List("SELECT 'Invoice ' || Kind FROM Invoice UNION ALL SELECT 'Shipment ' || Kind FROM Shipment UNION ALL SELECT 'Payment ' || Direction || ' ' || Method FROM Payment");
        Assert.Equal([becomes], rows.Concat(report.Numbers.Untaken.Select(pair => $"untaken {pair.Key}")));
        Assert.Equal((1L, false), (report.Numbers.Read["Документ"], report.Numbers.HeldAnything));
    }

    [Fact]
    public async Task The_payments_inside_an_order_of_2_09()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Exchange(Written.Order("L1", "100",
            "<Оплаты><Оплата><НомерДокумента>77</НомерДокумента><НомерТранзакции>tx-1</НомерТранзакции><ДатаОплаты>2026-02-28</ДатаОплаты><СуммаОплаты>60.00</СуммаОплаты><СпособОплаты>Банковской картой</СпособОплаты></Оплата>"
            + "<Оплата><НомерДокумента>78</НомерДокумента><ДатаОплаты>2026-03-01</ДатаОплаты><СуммаОплаты>40.00</СуммаОплаты><СпособОплаты>Наличными</СпособОплаты></Оплата></Оплаты>"), version: "2.09"));

        await hub.RunAsync();

        Assert.Equal(
            ["77 2026-02-28 In 600000 RUB L1", "78 2026-03-01 In 400000 RUB L1"],
            hub.List("SELECT p.Number || ' ' || date(p.Date) || ' ' || p.Direction || ' ' || a.Amount || ' ' || p.Currency || ' ' || i.Number FROM Payment p JOIN PaymentAllocation a ON a.OwnerId = p.Id JOIN Invoice i ON i.Id = a.InvoiceId ORDER BY 1"));
        Assert.Equal("Paid 1000000", hub.Ask("SELECT Status || ' ' || Paid FROM Invoice"));
    }

    [Fact]
    public async Task Documents_subordinate_to_an_order_of_2_10()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Exchange(Written.Order("L1", "100",
            "<ПодчиненныеДокументы><ПодчиненныйДокумент><Ид>p1</Ид><Номер>П-1</Номер><Дата>2026-02-28</Дата><ХозОперация>Выплата безналичных денег</ХозОперация><Сумма>30</Сумма></ПодчиненныйДокумент>"
            + "<ПодчиненныйДокумент><Ид>s1</Ид><Номер>О-1</Номер><Дата>2026-03-01</Дата><ХозОперация>Отпуск товара</ХозОперация><Сумма>100</Сумма></ПодчиненныйДокумент></ПодчиненныеДокументы>"), version: "2.10"));

        await hub.RunAsync();

        Assert.Equal("PartlyPaid 300000 Shipped", hub.Ask("SELECT Status || ' ' || Paid || ' ' || Shipped FROM Invoice"));
        Assert.Equal(
            "П-1 In RUB ООО Ладья, О-1 Sale RUB ООО Ладья",
            hub.Ask("SELECT p.Number || ' ' || p.Direction || ' ' || p.Currency || ' ' || c.Name || ', ' || s.Number || ' ' || s.Kind || ' ' || s.Currency || ' ' || d.Name FROM Payment p JOIN Counterparty c ON c.Id = p.CounterpartyId, Shipment s JOIN Counterparty d ON d.Id = s.CounterpartyId"));
    }

    [Fact]
    public async Task A_payment_that_1C_reports_by_requisites_comes_vanishes_and_comes_again()
    {
        using var hub = await ExchangeHub.OpenAsync();
        (string Name, string Value)[] own = [("Номер по 1С", "1"), ("Дата по 1С", "2026-02-27T10:00:00"), ("Проведен", "true")];
        (string Name, string Value)[] paid = [.. own, ("Номер оплаты по 1С", "45"), ("Дата оплаты по 1С", "2026-02-28T11:00:00")];
        var seen = new List<string>();

        foreach (var (requisites, no) in new[] { own, paid, own, paid, paid }.Select((requisites, no) => (requisites, no)))
        {
            hub.Write($"{no}.xml", Written.Exchange(Written.Order("L1", "100", Written.Requisites(requisites)), $"2026-03-0{no + 1}T10:00:00"));
            var report = await hub.RunAsync();
            seen.Add($"{hub.Ask("SELECT Status || ' ' || Paid || ' ' || COALESCE(PaymentNumberThere, '-') || ' ' || COALESCE(CAST(date(PaymentDateThere) AS text), '-') FROM Invoice")} {report.Numbers.StatusesChanged}");
        }

        Assert.Equal(["Unpaid 0 - - 1", "Paid 1000000 45 2026-02-28 1", "Unpaid 0 - - 1", "Paid 1000000 45 2026-02-28 1", "Paid 1000000 45 2026-02-28 0"], seen);
        Assert.Contains("3.xml", (string)hub.Ask("SELECT StatusReason FROM Invoice")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_that_vanished_in_an_older_file_does_not_unpay()
    {
        using var hub = await ExchangeHub.OpenAsync();
        (string, string)[] own = [("Номер по 1С", "1"), ("Проведен", "true")];
        hub.Write("new.xml", Written.Exchange(Written.Order("L1", "100", Written.Requisites([.. own, ("Номер оплаты по 1С", "45")])), Later));
        await hub.RunAsync();
        hub.Write("late.xml", Written.Exchange(Written.Order("L1", "100", Written.Requisites(own))));

        await hub.RunAsync();

        Assert.Equal("Paid", hub.Ask("SELECT Status FROM Invoice"));
    }

    [Fact]
    public async Task An_order_that_says_nothing_of_payments_does_not_unpay()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Exchange(Written.Order("L1", "100", Written.Requisites(("Номер по 1С", "1"), ("Номер оплаты по 1С", "45")))));
        hub.Write("2.xml", Written.Exchange(Written.Order("L1", "100", "<Комментарий>с сайта</Комментарий>"), Later));

        await hub.RunAsync();

        Assert.Equal("Paid с сайта", hub.Ask("SELECT Status || ' ' || Comment FROM Invoice"));
    }

    [Fact]
    public async Task A_refund_goes_out_and_lessens_what_is_paid()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Exchange(
            Written.Order("L1", "100")
            + Written.Document("Выплата безналичных денег", "p1", "100", "<Основание>L1</Основание>")
            + Written.Document("Возврат безналичных денег", "p2", "30", "<Основание>L1</Основание>")));

        await hub.RunAsync();

        Assert.Equal("PartlyPaid 700000", hub.Ask("SELECT Status || ' ' || Paid FROM Invoice"));
        Assert.Equal(["p1 In 1000000", "p2 Out 300000"], hub.List("SELECT Number || ' ' || Direction || ' ' || Total FROM Payment ORDER BY 1"));
    }

    [Fact]
    public async Task A_refund_marked_by_a_requisite_goes_out_too()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Exchange(
            Written.Order("L1", "100")
            + Written.Document("Выплата наличных денег", "p1", "100", "<Основание>L1</Основание>" + Written.Requisites(("Признак возврата", "true")))));

        await hub.RunAsync();

        Assert.Equal("Out Unpaid -1000000", hub.Ask("SELECT p.Direction || ' ' || i.Status || ' ' || i.Paid FROM Payment p, Invoice i"));
    }

    [Fact]
    public async Task A_payment_marked_as_deleted_counts_no_more()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Exchange(Written.Order("L1", "100") + Written.Document("Выплата безналичных денег", "p1", "100", "<Основание>L1</Основание>")));
        await hub.RunAsync();
        hub.Write("2.xml", Written.Exchange(Written.Document("Выплата безналичных денег", "p1", "100", "<Основание>L1</Основание><ПометкаУдаления>true</ПометкаУдаления>"), Later));

        await hub.RunAsync();

        Assert.Equal("Unpaid 0", hub.Ask("SELECT Status || ' ' || Paid FROM Invoice"));
    }
}
