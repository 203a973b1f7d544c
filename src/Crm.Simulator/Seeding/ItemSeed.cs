using System.Globalization;
using Crm.Simulator.State;
using Crm.Simulator.Writing;

namespace Crm.Simulator.Seeding;

/// <summary>Something that is sold, with its price.</summary>
internal sealed record SoldItem(Link Item, string Name, decimal Price, bool IsWork);

/// <summary>Writes goods and works in two groups.</summary>
internal sealed class ItemSeed(Author author, Dice dice, FirmSet firm)
{
    private const int Works = 20;

    public List<SoldItem> Write(int count)
    {
        if (!author.Has("Catalog_Номенклатура"))
        {
            return [];
        }

        var goods = Folder("Товары");
        var works = Folder("Услуги");
        return [.. Enumerable.Range(1, count).Select(number => Write(number, goods, works))];
    }

    private Link Folder(string name) => author.Put(
        "Catalog_Номенклатура", ("Ref_Key", dice.Key()), ("Description", name), ("НаименованиеПолное", name), ("IsFolder", true)).Link;

    private SoldItem Write(int number, Link goods, Link works)
    {
        var isWork = dice.Chance(Works);
        var name = $"{dice.Of(isWork ? Vocabulary.Works : Vocabulary.Goods)} №{number}";
        var price = 50m + dice.Upto(500_000) / 100m;
        var item = author.Put(
            "Catalog_Номенклатура", ("Ref_Key", dice.Key()), ("Description", name), ("НаименованиеПолное", name), ("Parent", isWork ? works : goods),
            ("Артикул", "АРТ-" + number.ToString("D5", CultureInfo.InvariantCulture)), ("Услуга", isWork), ("ТипНоменклатуры", isWork ? "Услуга" : "Товар"),
            ("ЕдиницаИзмерения", firm.Unit), ("ВидСтавкиНДС", "Общая"), ("СтавкаНДС", firm.Rate), ("НоменклатурнаяГруппа", firm.Group));
        return new SoldItem(item.Link, name, price, isWork);
    }
}
