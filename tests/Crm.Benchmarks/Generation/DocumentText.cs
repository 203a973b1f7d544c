using System.Globalization;

namespace Crm.Benchmarks.Generation;

/// <summary>One order with five lines; about a third is reported as paid by requisites.</summary>
internal sealed class DocumentText(XmlText xml, ExportOptions options)
{
    private const int LinesOfDocument = 5;
    private const int VatRate = 20;

    private static readonly DateOnly FirstDay = new(2025, 1, 1);

    private readonly Classifier _classifier = new(xml, options);
    private readonly PartyText _party = new(xml, options, new Classifier(xml, options));
    private readonly (int Good, int Quantity, decimal Price)[] _lines = new (int, int, decimal)[LinesOfDocument];

    public void Write(int number)
    {
        var dice = new Dice(options.Seed, Kinds.Document + 100, (ulong)number);
        var total = ThrowLines(ref dice);
        var day = FirstDay.AddDays(dice.Below(330)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var paid = dice.Below(3) == 0 ^ options.Changes(Kinds.Document, number);
        xml.Open("Документ");
        WriteHead(number, day, total);
        WriteParties(dice.Below(options.Counterparties));
        xml.Leaf("Время", $"{9 + dice.Below(9):D2}:{dice.Below(60):D2}:{dice.Below(60):D2}");
        xml.Leaf("Комментарий", $"[Номер документа на сайте: {number + 1}]");
        WriteVat(total);
        WriteLines();
        WriteRequisites(number, day, paid);
        xml.Close();
    }

    private decimal ThrowLines(ref Dice dice)
    {
        var total = 0m;
        for (var line = 0; line < LinesOfDocument; line++)
        {
            var good = dice.Below(options.Items);
            _lines[line] = (good, 1 + dice.Below(20), OfferText.Price(options, good));
            total += _lines[line].Quantity * _lines[line].Price;
        }

        return total;
    }

    private void WriteHead(int number, string day, decimal total)
    {
        xml.Leaf("Ид", options.Id(Kinds.Document, number));
        xml.Leaf("Номер", (number + 1).ToString(CultureInfo.InvariantCulture));
        xml.Leaf("Дата", day);
        xml.Leaf("ХозОперация", "Заказ товара");
        xml.Leaf("Роль", "Продавец");
        xml.Leaf("Валюта", "RUB");
        xml.Leaf("Курс", "1");
        xml.Leaf("Сумма", total);
    }

    private void WriteParties(int party)
    {
        xml.Open("Контрагенты");
        _party.Write(party);
        xml.Open("Контрагент");
        _classifier.OwnerWords();
        xml.Leaf("Роль", "Продавец");
        xml.Close();
        xml.Close();
    }

    private void WriteVat(decimal total)
    {
        xml.Open("Налоги");
        xml.Open("Налог");
        xml.Leaf("Наименование", "НДС");
        xml.Leaf("УчтеноВСумме", "true");
        xml.Leaf("Сумма", decimal.Round(total * VatRate / (100 + VatRate), 2));
        xml.Leaf("Ставка", VatRate.ToString(CultureInfo.InvariantCulture));
        xml.Close();
        xml.Close();
    }

    private void WriteLines()
    {
        xml.Open("Товары");
        foreach (var (good, quantity, price) in _lines)
        {
            xml.Open("Товар");
            xml.Leaf("Ид", GoodsText.OfferId(options, good));
            xml.Leaf("Артикул", GoodsText.Article(good));
            xml.Leaf("Наименование", GoodsText.Name(options with { ChangedShare = 0 }, good));
            xml.Leaf("БазоваяЕдиница", "шт", GoodsText.UnitAttributes);
            xml.Leaf("ЦенаЗаЕдиницу", price);
            xml.Leaf("Количество", quantity);
            xml.Leaf("Сумма", quantity * price);
            WriteVat(quantity * price);
            xml.Close();
        }

        xml.Close();
    }

    private void WriteRequisites(int number, string day, bool paid)
    {
        xml.Open("ЗначенияРеквизитов");
        xml.Requisite("Номер по 1С", $"БС00-{number + 1:D6}");
        xml.Requisite("Дата по 1С", day + "T12:00:00");
        xml.Requisite("ПометкаУдаления", "false");
        xml.Requisite("Проведен", "true");
        if (paid)
        {
            xml.Requisite("Номер оплаты по 1С", $"БС00-{number + 1:D6}");
            xml.Requisite("Дата оплаты по 1С", day + "T18:00:00");
        }

        xml.Close();
    }
}
