using Fields = System.Collections.Generic.IReadOnlyList<(string Name, object? Value)>;

namespace Crm.Simulator.Seeding;

/// <summary>The goods of one sale; their sums include VAT of 20 % and add up to the total.</summary>
internal sealed class SaleRows
{
    private const int MostRows = 4;
    private const int MostPieces = 20;

    public SaleRows(Dice dice, FirmSet firm, IReadOnlyList<SoldItem> items)
    {
        Rows = [.. Enumerable.Range(0, 1 + dice.Upto(MostRows)).Select(_ => Row(dice.Of(items), 1 + dice.Upto(MostPieces), firm))];
        Total = Rows.Sum(row => (decimal)row.Single(field => field.Name == "Сумма").Value!);
    }

    public IReadOnlyList<Fields> Rows { get; }

    public decimal Total { get; }

    public static decimal TaxIn(decimal sum) => Math.Round(sum * 20 / 120, 2);

    public IReadOnlyList<Fields> With(params Fields more) => [.. Rows.Select(row => row.Concat(more).ToList())];

    private static Fields Row(SoldItem item, int quantity, FirmSet firm)
    {
        var sum = item.Price * quantity;
        return
        [
            ("Номенклатура", item.Item), ("Содержание", item.Name), ("СчетУчета", item.IsWork ? null : firm.Goods), ("ЕдиницаИзмерения", firm.Unit), ("Коэффициент", 1m),
            ("Количество", (decimal)quantity), ("КоличествоУпаковок", (decimal)quantity), ("Цена", item.Price), ("Сумма", sum),
            ("СтавкаНДС", (object?)firm.Rate ?? "НДС20"), ("СуммаНДС", TaxIn(sum)), ("СуммаСНДС", sum), ("Всего", sum),
        ];
    }
}
