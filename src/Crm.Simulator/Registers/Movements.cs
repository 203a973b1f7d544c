using Crm.Simulator.State;

namespace Crm.Simulator.Registers;

/// <summary>One record that a document makes in a register.</summary>
internal sealed record Movement(string Register, IReadOnlyList<(string Name, object? Value)> Fields);

/// <summary>
/// What the documents of sales of the three configurations write into registers when they are posted. A document that is not here
/// moves nothing.
/// </summary>
internal static class Movements
{
    public const string InvoiceBp = "Document_СчетНаОплатуПокупателю";
    public const string PaidBp = "AccumulationRegister_ОплатаСчетов";
    public const string PaidUnf = "AccumulationRegister_ОплатаСчетовИЗаказов";
    public const string DebtUt = "AccumulationRegister_РасчетыСКлиентамиПоСрокам";
    public const string DebtUnf = "AccumulationRegister_РасчетыСПокупателями";
    public const string ObjectUt = "Catalog_ОбъектыРасчетов";
    public const string StockUt = "AccumulationRegister_СвободныеОстатки";
    public const string LedgerBp = "AccountingRegister_Хозрасчетный";
    public const string StockUnf = "AccumulationRegister_ЗапасыНаСкладах";

    public static IEnumerable<Movement> Of(Item document) => document.Set.Name switch
    {
        "Document_ПоступлениеНаРасчетныйСчет" or "Document_ПриходныйКассовыйОрдер" => Rows(document, PaidOfBp),
        "Document_ПоступлениеНаСчет" => Rows(document, PaidOfUnf).Concat(Rows(document, LessDebtOfUnf)),
        "Document_ПоступлениеБезналичныхДенежныхСредств" => Rows(document, LessDebtOfUt),
        "Document_СчетНаОплату" => [ToPayOfUnf(document)],
        "Document_АктВыполненныхРабот" => [MoreDebtOfUnf(document)],
        "Document_РасходнаяНакладная" => document.Line.Rows("Запасы").Select(row => LessStockOfUnf(document, row)).Prepend(MoreDebtOfUnf(document)),
        "Document_РеализацияТоваровУслуг" => document.Line.Rows("Товары").GroupBy(row => row.LinkOf("ОбъектРасчетов", ObjectUt))
            .Where(rows => rows.Key is not null).Select(rows => MoreDebtOfUt(document, rows.Key!, rows.Sum(row => row.Sum("СуммаСНДС"))))
            .Concat(document.Line.Rows("Товары").Select(row => LessStockOfUt(document, row))).Concat(document.Line.Rows("Товары").Select(row => LessStockOfBp(document, row)).OfType<Movement>()),
        _ => [],
    };

    private static Movement LessStockOfUt(Item shipment, Line row) => new(StockUt, [("RecordType", "Expense"), ("Номенклатура_Key", row["Номенклатура_Key"]),
        ("Характеристика_Key", row["Характеристика_Key"]), ("Склад_Key", shipment["Склад_Key"]), ("ВНаличии", row["Количество"])]);

    // Works are sold from no account.
    private static Movement? LessStockOfBp(Item shipment, Line row) => row.LinkOf("СчетУчета", "ChartOfAccounts_Хозрасчетный") is { } account
        ? new(LedgerBp, [("Организация_Key", shipment["Организация_Key"]), ("AccountCr", account), ("ExtDimensionCr1", row.LinkOf("Номенклатура", "Catalog_Номенклатура")),
            ("ExtDimensionCr3", shipment.Line.LinkOf("Склад", "Catalog_Склады")), ("КоличествоCr", row["Количество"]), ("Сумма", row["Сумма"])])
        : null;

    private static Movement LessStockOfUnf(Item shipment, Line row) => new(StockUnf, [("RecordType", "Expense"), ("Организация_Key", shipment["Организация_Key"]),
        ("Номенклатура_Key", row["Номенклатура_Key"]), ("Характеристика_Key", row["Характеристика_Key"]),
        ("СтруктурнаяЕдиница_Key", shipment["СтруктурнаяЕдиница_Key"]), ("Количество", row["Количество"])]);

    private static IEnumerable<Movement> Rows(Item document, Func<Item, Line, Movement?> make) =>
        document.Line.Rows("РасшифровкаПлатежа").Select(row => make(document, row)).OfType<Movement>();

    private static Movement? PaidOfBp(Item payment, Line row) => row.LinkOf("СчетНаОплату", InvoiceBp) is { } invoice
        ? new(PaidBp, [("Организация_Key", payment["Организация_Key"]), ("СчетНаОплату", invoice), ("СтавкаНДС", row["СтавкаНДС"]),
            ("Сумма", row["СуммаПлатежа"]), ("СуммаНДС", row["СуммаНДС"]), ("Валюта_Key", payment["ВалютаДокумента_Key"])])
        : null;

    // What is paid before the goods are shipped is an advance.
    private static Movement? PaidOfUnf(Item payment, Line row) => row.LinkOf("СчетНаОплату", "Document_СчетНаОплату") is { } invoice
        ? new(PaidUnf, [("Организация_Key", payment["Организация_Key"]), ("СчетНаОплату", invoice), ("ДокументОплаты", payment.Link),
            (row.Is("ПризнакАванса") ? "СуммаАванса" : "СуммаОплаты", row["СуммаПлатежа"]), ("СуммаНДС", row["СуммаНДС"]), ("СтавкаНДС_Key", row["СтавкаНДС_Key"])])
        : null;

    private static Movement ToPayOfUnf(Item invoice) =>
        new(PaidUnf, [("Организация_Key", invoice["Организация_Key"]), ("СчетНаОплату", invoice.Link), ("Сумма", invoice["СуммаДокумента"])]);

    private static Movement LessDebtOfUnf(Item payment, Line row) => new(DebtUnf, [("RecordType", "Expense"), ("Организация_Key", payment["Организация_Key"]),
        ("ТипРасчетов", row.Is("ПризнакАванса") ? "Аванс" : "Долг"), ("Контрагент_Key", payment["Контрагент_Key"]), ("Договор_Key", row["Договор_Key"]),
        ("Сумма", row["СуммаПлатежа"]), ("СуммаВал", row["СуммаРасчетов"]), ("ДокументОплаты", payment.Link)]);

    private static Movement MoreDebtOfUnf(Item shipment) => new(DebtUnf, [("RecordType", "Receipt"), ("Организация_Key", shipment["Организация_Key"]),
        ("ТипРасчетов", "Долг"), ("Контрагент_Key", shipment["Контрагент_Key"]), ("Договор_Key", shipment["Договор_Key"]),
        ("Сумма", shipment["СуммаДокумента"]), ("СуммаВал", shipment["СуммаДокумента"])]);

    private static Movement? LessDebtOfUt(Item payment, Line row) => row.LinkOf("ОбъектРасчетов", ObjectUt) is { } subject
        ? new(DebtUt, [("RecordType", "Expense"), ("ОбъектРасчетов", subject), ("Валюта_Key", payment["Валюта_Key"]), ("Долг", row["Сумма"]), ("ДолгРегл", row["Сумма"]),
            ("РасчетныйДокумент", payment.Link), ("ДокументРегистратор", payment.Link), ("ДатаВозникновения", payment["Date"])])
        : null;

    private static Movement MoreDebtOfUt(Item shipment, Link subject, decimal sum) => new(DebtUt, [("RecordType", "Receipt"), ("ОбъектРасчетов", subject),
        ("Валюта_Key", shipment["Валюта_Key"]), ("Долг", sum), ("ДолгРегл", sum), ("РасчетныйДокумент", shipment.Link),
        ("ДокументРегистратор", shipment.Link), ("ДатаВозникновения", shipment["Date"])]);
}
