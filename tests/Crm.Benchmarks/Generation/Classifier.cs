using System.Globalization;

namespace Crm.Benchmarks.Generation;

/// <summary>What goods refer to: the owner, 200 nested groups, eight properties with dictionaries. Does not grow with the export.</summary>
internal sealed class Classifier(XmlText xml, ExportOptions options)
{
    public const int TopGroups = 20;
    public const int Groups = TopGroups * 10;
    public const int OptionsOfProperty = 25;

    private const string Bic = "044099871";

    public static int OptionNumber(int property, int option) => (property * OptionsOfProperty) + option;

    public void Write()
    {
        xml.Open("Классификатор");
        xml.Leaf("Ид", options.Id(Kinds.Catalogue, 0));
        xml.Leaf("Наименование", "Классификатор (Основной каталог товаров)");
        Owner();
        WriteGroups();
        WriteProperties();
        xml.Close();
    }

    public void Owner()
    {
        xml.Open("Владелец");
        OwnerWords();
        xml.Open("РасчетныеСчета");
        Bank(Bic, CheckDigits.Account(Bic, "40702", 417));
        xml.Close();
        xml.Close();
    }

    public void OwnerWords()
    {
        xml.Leaf("Ид", options.Id(Kinds.Owner, 0));
        xml.Leaf("Наименование", "Большой склад ООО");
        xml.Leaf("ОфициальноеНаименование", "Общество с ограниченной ответственностью «Большой склад»");
        xml.Leaf("ИНН", CheckDigits.Inn10("789990041"));
        xml.Leaf("КПП", "789901001");
    }

    public void Bank(string bic, string account)
    {
        xml.Open("РасчетныйСчет");
        xml.Leaf("НомерСчета", account);
        xml.Open("Банк");
        xml.Leaf("БИК", bic);
        xml.Leaf("СчетКорреспондентский", CheckDigits.Correspondent(bic));
        xml.Leaf("Наименование", $"АО «Банк {bic[^3..]}»");
        xml.Close();
        xml.Close();
    }

    private void WriteGroups()
    {
        xml.Open("Группы");
        for (var top = 0; top < TopGroups; top++)
        {
            OpenGroup(top, $"Раздел {top + 1}");
            xml.Open("Группы");
            for (var child = TopGroups + (top * 9); child < TopGroups + ((top + 1) * 9); child++)
            {
                OpenGroup(child, $"Группа {(child + 1).ToString(CultureInfo.InvariantCulture)}");
                xml.Close();
            }

            xml.Close();
            xml.Close();
        }

        xml.Close();
    }

    private void OpenGroup(int number, string name)
    {
        xml.Open("Группа");
        xml.Leaf("Ид", options.Id(Kinds.Group, number));
        xml.Leaf("Наименование", name);
    }

    private void WriteProperties()
    {
        xml.Open("Свойства");
        for (var property = 0; property < Vocabulary.Properties.Length; property++)
        {
            xml.Open("Свойство");
            xml.Leaf("Ид", options.Id(Kinds.Property, property));
            xml.Leaf("Наименование", Vocabulary.Properties[property]);
            xml.Leaf("ТипЗначений", "Справочник");
            WriteOptions(property);
            xml.Close();
        }

        xml.Close();
    }

    private void WriteOptions(int property)
    {
        xml.Open("ВариантыЗначений");
        for (var option = 0; option < OptionsOfProperty; option++)
        {
            xml.Open("Справочник");
            xml.Leaf("ИдЗначения", options.Id(Kinds.Option, OptionNumber(property, option)));
            xml.Leaf("Значение", $"{Vocabulary.Properties[property]} {option + 1}");
            xml.Close();
        }

        xml.Close();
    }
}
