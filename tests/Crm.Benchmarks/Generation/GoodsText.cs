using System.Globalization;

namespace Crm.Benchmarks.Generation;

/// <summary>One Товар of a catalogue, of about 4 KB as stock exports have it.</summary>
internal sealed class GoodsText(XmlText xml, ExportOptions options)
{
    public const string UnitAttributes = " Код=\"796 \" НаименованиеПолное=\"Штука\" МеждународноеСокращение=\"PCE\"";

    private const int PropertiesOfGood = 3;

    private static readonly string[] Requisites =
        ["Длина, мм", "Ширина, мм", "Высота, мм", "Объём, л", "Гарантия, мес", "Срок службы, лет", "Количество в коробке"];

    public static string Name(ExportOptions options, int number)
    {
        var dice = new Dice(options.Seed, Kinds.Good, (ulong)number);
        var name = $"{dice.Of(Vocabulary.Things)} «{dice.Of(Vocabulary.Makes)}» {Code(number)}";
        return options.Changes(Kinds.Good, number) ? name + " (новая модель)" : name;
    }

    public static string Article(int number) => $"АРТ-{Code(number)}";

    public static bool HasCharacteristic(int number) => number % 10 == 0;

    /// <summary>The id of the only offer of this good: its own, or with the id of a characteristic behind #.</summary>
    public static string OfferId(ExportOptions options, int number) => HasCharacteristic(number)
        ? $"{options.Id(Kinds.Good, number)}#{options.Id(Kinds.Characteristic, number)}"
        : options.Id(Kinds.Good, number).ToString();

    public void Write(int number)
    {
        var dice = new Dice(options.Seed, Kinds.Good + 100, (ulong)number);
        xml.Open("Товар");
        xml.Leaf("Ид", options.Id(Kinds.Good, number));
        xml.Leaf("Штрихкод", Barcode(number));
        xml.Leaf("Артикул", Article(number));
        xml.Leaf("Наименование", Name(options, number));
        xml.Leaf("БазоваяЕдиница", "шт", UnitAttributes);
        WriteGroups(ref dice);
        xml.Leaf("Описание", $"<p>{Vocabulary.Text(ref dice, 24)}</p>");
        xml.Leaf("Картинка", $"import_files/{number % 100:D2}/{options.Id(Kinds.Good, number):N}.jpg");
        WriteProperties(ref dice);
        WriteRate(xml);
        WriteRequisites(ref dice, number);
        xml.Close();
    }

    public static string Barcode(int number) => CheckDigits.Barcode($"2{number:D11}");

    public static void WriteRate(XmlText xml)
    {
        xml.Open("СтавкиНалогов");
        xml.Open("СтавкаНалога");
        xml.Leaf("Наименование", "НДС");
        xml.Leaf("Ставка", "20");
        xml.Close();
        xml.Close();
    }

    private static string Code(int number) => (number + 1).ToString("D8", CultureInfo.InvariantCulture);

    private void WriteGroups(ref Dice dice)
    {
        xml.Open("Группы");
        var first = dice.Below(Classifier.Groups);
        xml.Leaf("Ид", options.Id(Kinds.Group, first));
        xml.Leaf("Ид", options.Id(Kinds.Group, (first + 7) % Classifier.Groups));
        xml.Leaf("Ид", options.Id(Kinds.Group, (first + 31) % Classifier.Groups));
        xml.Close();
    }

    private void WriteProperties(ref Dice dice)
    {
        xml.Open("ЗначенияСвойств");
        for (var property = 0; property < PropertiesOfGood; property++)
        {
            var option = Classifier.OptionNumber(property, dice.Below(Classifier.OptionsOfProperty));
            xml.Open("ЗначенияСвойства");
            xml.Leaf("Ид", options.Id(Kinds.Property, property));
            xml.Leaf("Значение", options.Id(Kinds.Option, option));
            xml.Close();
        }

        xml.Close();
    }

    private void WriteRequisites(ref Dice dice, int number)
    {
        xml.Open("ЗначенияРеквизитов");
        xml.Requisite("ВидНоменклатуры", "Товары");
        xml.Requisite("ТипНоменклатуры", "Товар");
        xml.Requisite("Полное наименование", Name(options, number) + ", в заводской упаковке");
        xml.Requisite("Код", $"ЦБ-{Code(number)}");
        xml.Requisite("Вес", (dice.Below(9_000) / 1000m).ToString(CultureInfo.InvariantCulture));
        foreach (var name in Requisites)
        {
            xml.Requisite(name, dice.Below(900).ToString(CultureInfo.InvariantCulture));
        }

        xml.Close();
    }
}
