using System.Globalization;
using Crm.Simulator.State;
using Crm.Simulator.Writing;
using Fields = System.Collections.Generic.IReadOnlyList<(string Name, object? Value)>;

namespace Crm.Simulator.Seeding;

/// <summary>A client with the contract and the account that his documents name.</summary>
internal sealed record Party(Link Counterparty, Link? Partner, Link? Contract, Link? Account, string Name);

/// <summary>Writes clients: firms, some branches, entrepreneurs, with contacts, a contract and a bank account each.</summary>
internal sealed class PartySeed(Author author, Dice dice, FirmSet firm)
{
    private const int Entrepreneurs = 20;

    private readonly ContactSeed _contacts = new(author, dice);

    public List<Party> Write(int count)
    {
        var folder = author.Has("Catalog_Контрагенты") ? Folder() : null;
        return [.. Enumerable.Range(1, author.Has("Catalog_Контрагенты") ? count : 0).Select(number => Write(number, folder))];
    }

    // УТ has no folders of counterparties; then this is one more firm, which never buys.
    private Link? Folder()
    {
        var item = author.Put(
            "Catalog_Контрагенты", ("Ref_Key", dice.Key()), ("Description", "Покупатели"), ("НаименованиеПолное", "Покупатели"), ("IsFolder", true));
        return item.Is("IsFolder") ? item.Link : null;
    }

    private Party Write(int number, Link? folder)
    {
        var isPerson = dice.Chance(Entrepreneurs);
        var name = isPerson
            ? $"ИП {dice.Of(Vocabulary.Surnames)} {dice.Of(Vocabulary.FirstNames)} ({number})"
            : $"{dice.Of(Vocabulary.Firms)}-{number} ООО";
        var kind = isPerson ? "ИндивидуальныйПредприниматель" : "ЮрЛицо";
        var partner = Put("Catalog_Партнеры", ("Description", name), ("НаименованиеПолное", name), ("Клиент", true), ("ЮрФизЛицо", kind));
        var counterparty = Put(
            "Catalog_Контрагенты",
            [.. isPerson ? Person(name, number) : Firm(name, number), ("Parent", folder), ("Партнер", partner), ("КонтактнаяИнформация", Contacts(number))])!;
        _contacts.Write(counterparty, partner, number);
        return new Party(counterparty, partner, Contract(counterparty, partner, number), Account(counterparty, isPerson, number), name);
    }

    private static Fields Firm(string name, int number) =>
    [
        ("Description", name), ("НаименованиеПолное", $"Общество с ограниченной ответственностью «{name[..^4]}»"),
        ("ИНН", CheckDigits.OfFirm(Digits("77", number, 7))), ("КПП", "770801001"), ("ИННВведенКорректно", true), ("КППВведенКорректно", true),
        ("ЮридическоеФизическоеЛицо", "ЮридическоеЛицо"), ("ЮрФизЛицо", "ЮрЛицо"), ("ВидКонтрагента", "ЮридическоеЛицо"), ("Покупатель", true),
    ];

    private static Fields Person(string name, int number) =>
    [
        ("Description", name), ("НаименованиеПолное", name.Replace("ИП", "Индивидуальный предприниматель", StringComparison.Ordinal)),
        ("ИНН", CheckDigits.OfPerson(Digits("77", number, 8))), ("ИННВведенКорректно", true), ("ИндивидуальныйПредприниматель", true),
        ("ЮридическоеФизическоеЛицо", "ФизическоеЛицо"), ("ЮрФизЛицо", "ИндивидуальныйПредприниматель"), ("ВидКонтрагента", "ИндивидуальныйПредприниматель"), ("Покупатель", true),
    ];

    private IReadOnlyList<Fields> Contacts(int number)
    {
        var phone = $"+7 495 000-{number / 100 % 100:D2}-{number % 100:D2}";
        var mail = $"client{number}@example.org";
        var address = $"г. {dice.Of(Vocabulary.Cities)}, ул. {dice.Of(Vocabulary.Streets)}, д. {dice.Upto(90) + 1}";
        return
        [
            [("Тип", "Телефон"), ("Представление", phone), ("НомерТелефона", phone.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal))],
            [("Тип", "АдресЭлектроннойПочты"), ("Представление", mail), ("АдресЭП", mail), ("ДоменноеИмяСервера", "example.org")],
            [("Тип", "Адрес"), ("Представление", address), ("Город", address.Split(',')[0][3..])],
        ];
    }

    private Link? Contract(Link owner, Link? partner, int number)
    {
        var name = $"{number}/25";
        var day = new DateTime(2025, 2, 1);
        return Put(
            "Catalog_ДоговорыКонтрагентов",
            ("Owner", owner), ("Контрагент", owner), ("Партнер", partner), ("Организация", firm.Organization),
            ("Description", $"№ {name} от 01.02.2025"), ("Номер", name), ("НомерДоговора", name), ("Дата", day), ("ДатаДоговора", day),
            ("ВалютаВзаиморасчетов", firm.Currency), ("ВалютаРасчетов", firm.Currency), ("ВидДоговора", "СПокупателем"), ("ТипДоговора", "СПокупателем"), ("Статус", "Действует"));
    }

    private Link? Account(Link owner, bool isPerson, int number) => Put(
        author.Has("Catalog_БанковскиеСчетаКонтрагентов") ? "Catalog_БанковскиеСчетаКонтрагентов" : "Catalog_БанковскиеСчета",
        ("Owner", owner), ("НомерСчета", CheckDigits.Account(FirmSeed.Bic, isPerson ? "40802" : "40702", number + 1)), ("Description", "Расчётный"),
        ("Банк", firm.Bank), ("БИКБанка", FirmSeed.Bic), ("ВалютаДенежныхСредств", firm.Currency), ("ВидСчета", "Расчетный"));

    private static string Digits(string begin, int number, int length) => begin + number.ToString(CultureInfo.InvariantCulture).PadLeft(length, '0');

    private Link? Put(string set, params Fields fields) =>
        author.Has(set) ? author.Put(set, [("Ref_Key", dice.Key()), .. fields]).Link : null;
}
