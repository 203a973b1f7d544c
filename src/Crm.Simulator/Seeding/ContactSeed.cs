using Crm.Simulator.State;
using Crm.Simulator.Writing;
using Fields = System.Collections.Generic.IReadOnlyList<(string Name, object? Value)>;

namespace Crm.Simulator.Seeding;

/// <summary>Writes the person who speaks for a client: of the client himself, of his partner (УТ), or tied to him by a register (УНФ).</summary>
internal sealed class ContactSeed(Author author, Dice dice)
{
    private const string Ties = "InformationRegister_СвязиКонтрагентКонтакт";
    private const string Position = "Менеджер по закупкам";

    public void Write(Link counterparty, Link? partner, int number)
    {
        Fields human = [("Ref_Key", dice.Key()), .. Human(), ("КонтактнаяИнформация", Contacts(number))];
        if (author.Has("Catalog_КонтактныеЛицаПартнеров"))
        {
            author.Put("Catalog_КонтактныеЛицаПартнеров", [.. human, ("Owner", partner)]);
        }
        else if (author.Has("Catalog_КонтактныеЛица"))
        {
            var person = author.Put("Catalog_КонтактныеЛица", [.. human, ("ОбъектВладелец", counterparty), ("ВидКонтактногоЛица", "КонтактноеЛицоКонтрагента")]);
            Tie(counterparty, person.Link);
        }
    }

    private void Tie(Link counterparty, Link person)
    {
        if (author.Has(Ties))
        {
            author.Put(Ties, ("Period", new DateTime(2025, 2, 1)), ("Контрагент", counterparty), ("Контакт", person), ("Должность", Position), ("Порядок", 1L));
        }
    }

    private Fields Human()
    {
        var (surname, name) = (dice.Of(Vocabulary.Surnames), dice.Of(Vocabulary.FirstNames));
        return [("Description", $"{surname} {name}"), ("Фамилия", surname), ("Имя", name), ("Должность", Position), ("ДолжностьПоВизитке", Position)];
    }

    private static IReadOnlyList<Fields> Contacts(int number) =>
        [[("Тип", "Телефон"), ("Представление", $"+7 495 001-{number / 100 % 100:D2}-{number % 100:D2}")], [("Тип", "АдресЭлектроннойПочты"), ("Представление", $"person{number}@example.org")]];
}
