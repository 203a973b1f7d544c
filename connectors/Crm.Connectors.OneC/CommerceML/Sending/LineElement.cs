using System.Xml.Linq;
using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Sending;

/// <summary>One line of a document. 1C finds the goods by id, else by article, else by name, else it makes new ones.</summary>
internal static class LineElement
{
    private const int LongestId = 80;

    // Products of larger numbers do not fit into a decimal.
    private const decimal Countable = 10_000_000_000_000;

    public static XElement Of(Saying saying, Fields line)
    {
        CheckGoods(saying, line);
        return new XElement(
            "Товар",
            Id(saying, line),
            saying.Text("Артикул", line),
            saying.Text("Наименование", line) ?? (saying.IsStrict ? new XElement("Наименование") : null),
            UnitElement.Of(line),
            Rate(saying, line),
            saying.Number("ЦенаЗаЕдиницу", line, "Цена"),
            saying.Number("Количество", line, "Количество", digits: null),
            saying.Number("Сумма", line, "Сумма"),
            Sums.Tax(saying, line),
            Sums.Discount(saying, line, IsTakenOff(line)));
    }

    private static void CheckGoods(Saying saying, Fields line)
    {
        if (GoodsOf(line) is null && Spoken.Of(line["Артикул"]) is null && Spoken.Of(line["Наименование"]) is null)
        {
            saying.Object("нет ни товара, ни артикула, ни наименования; выберите товар", "neither an item nor an article nor a name; choose an item");
        }
    }

    private static XElement? Id(Saying saying, Fields line)
    {
        var id = GoodsOf(line);
        if (id?.Length > LongestId && saying.IsStrict)
        {
            saying.Object($"Ид товара длиннее {LongestId} знаков; поставьте OutForm: Site", $"the id of the item is longer than {LongestId} letters; set OutForm: Site");
        }

        return id is null ? null : new XElement("Ид", Spoken.Of(id));
    }

    private static string? GoodsOf(Fields line) => Spoken.Of(line["Предложение"]) ?? Spoken.Of(line["Товар"]);

    private static XElement? Rate(Saying saying, Fields line) =>
        saying.Value("Ставка", line["СтавкаНДС"], static text => text.Length <= Saying.LongestName) is { } rate
            ? new XElement("СтавкиНалогов", new XElement("СтавкаНалога", new XElement("Наименование", "НДС"), rate))
            : null;

    private static bool IsTakenOff(Fields line)
    {
        var (price, quantity) = (Saying.NumberIn(line, "Цена") ?? 0, Saying.NumberIn(line, "Количество") ?? 0);
        var (sum, discount) = (Saying.NumberIn(line, "Сумма") ?? 0, Saying.NumberIn(line, "Скидка") ?? 0);
        if (Math.Abs(price) > Countable || Math.Abs(quantity) > Countable)
        {
            return true;
        }

        return Math.Abs((price * quantity) - discount - sum) <= Math.Abs((price * quantity) - sum);
    }
}
