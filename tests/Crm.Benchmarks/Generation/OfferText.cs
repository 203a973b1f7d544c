using System.Globalization;

namespace Crm.Benchmarks.Generation;

/// <summary>One Предложение of about 2 KB, with two prices and its stock in two warehouses.</summary>
internal sealed class OfferText(XmlText xml, ExportOptions options)
{
    public static readonly string[] PriceTypes = ["Розничная", "Оптовая"];

    public static readonly string[] Warehouses = ["Основной склад", "Магазин"];

    /// <summary>The retail price.</summary>
    public static decimal Price(ExportOptions options, int number)
    {
        var price = new Dice(options.Seed, Kinds.Offer, (ulong)number).Below(900_000) + 1_000;
        return price / 100m;
    }

    public void Write(int number)
    {
        var dice = new Dice(options.Seed, Kinds.Offer + 100, (ulong)number);
        xml.Open("Предложение");
        xml.Leaf("Ид", GoodsText.OfferId(options, number));
        xml.Leaf("Штрихкод", GoodsText.Barcode(number));
        xml.Leaf("Артикул", GoodsText.Article(number));
        xml.Leaf("Наименование", GoodsText.Name(options with { ChangedShare = 0 }, number));
        xml.Leaf("БазоваяЕдиница", "шт", GoodsText.UnitAttributes);
        WriteCharacteristic(ref dice, number);
        WritePrices(Price(options, number) + (options.Changes(Kinds.Offer, number) ? 10 : 0));
        WriteStock(ref dice);
        GoodsText.WriteRate(xml);
        xml.Close();
    }

    private void WriteCharacteristic(ref Dice dice, int number)
    {
        if (!GoodsText.HasCharacteristic(number))
        {
            return;
        }

        xml.Open("ХарактеристикиТовара");
        xml.Open("ХарактеристикаТовара");
        xml.Leaf("Наименование", "Цвет");
        xml.Leaf("Значение", dice.Of(Vocabulary.Colours));
        xml.Close();
        xml.Close();
    }

    private void WritePrices(decimal retail)
    {
        xml.Open("Цены");
        for (var type = 0; type < PriceTypes.Length; type++)
        {
            var price = retail * (type == 0 ? 1m : 0.9m);
            xml.Open("Цена");
            xml.Leaf("Представление", price.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',') + " руб. за шт");
            xml.Leaf("ИдТипаЦены", options.Id(Kinds.PriceType, type));
            xml.Leaf("ЦенаЗаЕдиницу", price.ToString("0.00##", CultureInfo.InvariantCulture));
            xml.Leaf("Валюта", "RUB");
            xml.Leaf("Единица", "шт");
            xml.Leaf("Коэффициент", "1");
            xml.Close();
        }

        xml.Close();
    }

    private void WriteStock(ref Dice dice)
    {
        for (var warehouse = 0; warehouse < Warehouses.Length; warehouse++)
        {
            xml.Empty("Склад", $""" ИдСклада="{options.Id(Kinds.Warehouse, warehouse)}" КоличествоНаСкладе="{dice.Below(500)}" """.TrimEnd());
        }
    }
}
