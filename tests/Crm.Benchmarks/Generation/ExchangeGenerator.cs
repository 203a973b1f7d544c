using System.Globalization;

namespace Crm.Benchmarks.Generation;

/// <summary>
/// Writes an exchange as stock 1C writes one: a catalogue, its offers, orders. The same options give the same bytes;
/// memory does not grow with the number of items.
/// </summary>
internal static class ExchangeGenerator
{
    /// <summary>Writes the three files into the folder, over those that are there.</summary>
    public static void Write(string folder, ExportOptions options)
    {
        Directory.CreateDirectory(folder);
        Write(Path.Combine(folder, "import0_1.xml"), options, WriteCatalogue);
        Write(Path.Combine(folder, "offers0_1.xml"), options, WriteOffers);
        Write(Path.Combine(folder, "orders0_1.xml"), options, WriteDocuments);
    }

    private static void Write(string path, ExportOptions options, Action<XmlText, ExportOptions> content)
    {
        using var xml = new XmlText(path);
        var formed = options.FormedAt.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        xml.Declaration();
        xml.Open("КоммерческаяИнформация", $""" xmlns="urn:1C.ru:commerceml_210" ВерсияСхемы="2.08" ДатаФормирования="{formed}" """.TrimEnd());
        content(xml, options);
        xml.Close();
    }

    private static void WriteCatalogue(XmlText xml, ExportOptions options)
    {
        var goods = new GoodsText(xml, options);
        new Classifier(xml, options).Write();
        xml.Open("Каталог", " СодержитТолькоИзменения=\"false\"");
        WriteHead(xml, options, "Основной каталог товаров", "");
        Each(xml, "Товары", options.Order(Kinds.Good, options.Items), goods.Write);
        xml.Close();
    }

    private static void WriteOffers(XmlText xml, ExportOptions options)
    {
        var offers = new OfferText(xml, options);
        xml.Open("ПакетПредложений", " СодержитТолькоИзменения=\"false\"");
        WriteHead(xml, options, "Пакет предложений (Основной каталог товаров)", "#");
        WriteNamed(xml, options, "ТипыЦен", "ТипЦены", Kinds.PriceType, OfferText.PriceTypes);
        WriteNamed(xml, options, "Склады", "Склад", Kinds.Warehouse, OfferText.Warehouses);
        Each(xml, "Предложения", options.Order(Kinds.Offer, options.Items), offers.Write);
        xml.Close();
    }

    private static void WriteDocuments(XmlText xml, ExportOptions options)
    {
        var document = new DocumentText(xml, options);
        foreach (var number in options.Order(Kinds.Document, options.Documents))
        {
            document.Write(number);
        }
    }

    private static void WriteHead(XmlText xml, ExportOptions options, string name, string idTail)
    {
        var id = options.Id(Kinds.Catalogue, 0);
        xml.Leaf("Ид", id + idTail);
        xml.Leaf("ИдКлассификатора", id);
        xml.Leaf("Наименование", name);
        new Classifier(xml, options).Owner();
    }

    private static void WriteNamed(
        XmlText xml, ExportOptions options, string list, string element, ulong kind, string[] names)
    {
        xml.Open(list);
        for (var number = 0; number < names.Length; number++)
        {
            xml.Open(element);
            xml.Leaf("Ид", options.Id(kind, number));
            xml.Leaf("Наименование", names[number]);
            if (kind == Kinds.PriceType)
            {
                xml.Leaf("Валюта", "RUB");
            }

            xml.Close();
        }

        xml.Close();
    }

    private static void Each(XmlText xml, string list, IEnumerable<int> numbers, Action<int> write)
    {
        xml.Open(list);
        foreach (var number in numbers)
        {
            write(number);
        }

        xml.Close();
    }
}
