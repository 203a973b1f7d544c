using Crm.Simulator.State;
using Crm.Simulator.Writing;
using Fields = System.Collections.Generic.IReadOnlyList<(string Name, object? Value)>;

namespace Crm.Simulator.Seeding;

/// <summary>Writes what registers say of goods: a price for each, and how many lay in the warehouse before the first sale.</summary>
internal sealed class GoodsSeed(Books books, Author author, Dice dice, FirmSet firm, DateTime today)
{
    private const int DaysBefore = 400;
    private const int FewestPieces = 200;
    private const int MostPieces = 2000;

    private DateTime Begin => today.AddDays(-DaysBefore);

    public void Write(IReadOnlyList<SoldItem> items)
    {
        foreach (var register in new[] { "InformationRegister_ЦеныНоменклатуры", "InformationRegister_ЦеныНоменклатуры25" })
        {
            Records(register, "Document_УстановкаЦенНоменклатуры", items.Select(Price));
        }

        foreach (var register in new[] { "AccumulationRegister_СвободныеОстатки", "AccumulationRegister_ЗапасыНаСкладах" })
        {
            Records(register, "Document_ВводНачальныхОстатков", items.Where(item => !item.IsWork).Select(Stock));
        }
    }

    // Records that belong to a document are one set, the others stand each by itself.
    private void Records(string register, string recorder, IEnumerable<Fields> records)
    {
        var set = books.Model.Find(register);
        if (set?.RecordSet is not null)
        {
            author.Put(register, ("Recorder", new Link(recorder, dice.Key())), ("RecordSet", records.ToList()));
        }
        else if (set is not null)
        {
            records.ToList().ForEach(record => author.Put(register, record));
        }
    }

    private Fields Price(SoldItem item) =>
    [
        ("Period", Begin), ("Active", true), ("Номенклатура", item.Item), ("Цена", item.Price), ("ТипЦен", firm.PriceType), ("ВидЦены", firm.PriceType),
        ("ВидЦен", firm.PriceType), ("Валюта", firm.Currency), ("ВалютаЦены", firm.Currency), ("ЕдиницаИзмерения", firm.Unit), ("Актуальность", true),
    ];

    private Fields Stock(SoldItem item)
    {
        var pieces = FewestPieces + (decimal)dice.Upto(MostPieces);
        return
        [
            ("Period", Begin), ("Active", true), ("RecordType", "Receipt"), ("Номенклатура", item.Item), ("Организация", firm.Organization),
            ("Склад", firm.Warehouse), ("СтруктурнаяЕдиница", firm.Warehouse), ("ВНаличии", pieces), ("Количество", pieces),
        ];
    }
}
