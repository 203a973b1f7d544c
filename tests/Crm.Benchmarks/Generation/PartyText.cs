using System.Globalization;

namespace Crm.Benchmarks.Generation;

/// <summary>One Контрагент with all that 1C knows of it; nine of ten are legal entities, the others entrepreneurs.</summary>
internal sealed class PartyText(XmlText xml, ExportOptions options, Classifier classifier)
{
    public void Write(int number)
    {
        var dice = new Dice(options.Seed, Kinds.Party + 100, (ulong)number);
        var entrepreneur = number % 10 == 9;
        xml.Open("Контрагент");
        xml.Leaf("Ид", options.Id(Kinds.Party, number));
        if (entrepreneur)
        {
            WriteEntrepreneur(ref dice, number);
        }
        else
        {
            WriteLegalEntity(ref dice, number);
        }

        WriteAccount(ref dice, number, entrepreneur);
        WriteAddress(ref dice, entrepreneur ? "АдресРегистрации" : "ЮридическийАдрес");
        WriteContacts(ref dice, number);
        WriteRepresentative(ref dice, number);
        xml.Leaf("Роль", "Покупатель");
        xml.Close();
    }

    private void WriteLegalEntity(ref Dice dice, int number)
    {
        var name = $"{dice.Of(Vocabulary.Makes)}-{number + 1}";
        xml.Leaf("Наименование", $"{name} ООО");
        xml.Leaf("ОфициальноеНаименование", $"ООО «{name}»");
        xml.Leaf("ИНН", CheckDigits.Inn10($"78{number:D7}"));
        xml.Leaf("КПП", "789901001");
    }

    private void WriteEntrepreneur(ref Dice dice, int number)
    {
        var (surname, name, patronymic) = Vocabulary.Person(ref dice);
        xml.Leaf("Наименование", $"ИП {surname} {name[0]}. {patronymic[0]}. ({number + 1})");
        xml.Leaf("ПолноеНаименование", $"ИП {surname} {name} {patronymic}");
        xml.Leaf("ИНН", CheckDigits.Inn12($"78{number:D8}"));
    }

    private void WriteAccount(ref Dice dice, int number, bool entrepreneur)
    {
        var bic = dice.Of(Vocabulary.Banks);
        xml.Open("РасчетныеСчета");
        classifier.Bank(bic, CheckDigits.Account(bic, entrepreneur ? "40802" : "40702", number));
        xml.Close();
    }

    private void WriteAddress(ref Dice dice, string element)
    {
        var (town, street, house) = (dice.Of(Vocabulary.Towns), dice.Of(Vocabulary.Streets), dice.Below(120) + 1);
        xml.Open(element);
        xml.Leaf("Представление", $"190000, г. {town}, ул. {street}, д. {house}");
        Address("Почтовый индекс", "190000");
        Address("Город", town);
        Address("Улица", street);
        Address("Дом", house.ToString(CultureInfo.InvariantCulture));
        xml.Close();
    }

    private void Address(string type, string value)
    {
        xml.Open("АдресноеПоле");
        xml.Leaf("Тип", type);
        xml.Leaf("Значение", value);
        xml.Close();
    }

    private void WriteContacts(ref Dice dice, int number)
    {
        xml.Open("Контакты");
        Contact("Телефон рабочий", $"+7 (812) 555-{dice.Below(100):D2}-{dice.Below(100):D2}");
        Contact("Электронная почта", $"zakaz{number + 1}@client.example");
        xml.Close();
    }

    private void Contact(string type, string value)
    {
        xml.Open("Контакт");
        xml.Leaf("Тип", type);
        xml.Leaf("Значение", value);
        xml.Close();
    }

    private void WriteRepresentative(ref Dice dice, int number)
    {
        var (surname, name, patronymic) = Vocabulary.Person(ref dice);
        xml.Open("Представители");
        xml.Open("Представитель");
        xml.Leaf("Отношение", "Контактное лицо");
        xml.Leaf("Ид", options.Id(Kinds.Representative, number));
        xml.Leaf("Наименование", $"{surname} {name} {patronymic}");
        xml.Close();
        xml.Close();
    }
}
