using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>People who speak for a counterparty: its representatives in both forms, and its head.</summary>
internal static class Representatives
{
    public static void Tell(Telling telling, Fields party, string ownerId, DateTime? mentionedAt)
    {
        foreach (var row in party.Each("Представители", "Представитель"))
        {
            var person = row.Each("Контрагент").First() is { } inner ? inner.With(row.Without(static name => name == "Контрагент")) : row;
            Tell(telling, person, person.Text("Наименование"), person.Text("Отношение"), ownerId, mentionedAt);
        }

        foreach (var head in party.Each("Руководитель"))
        {
            Tell(telling, head, FullName(head), head.Text("Должность"), ownerId, mentionedAt);
        }
    }

    private static void Tell(Telling telling, Fields person, string? name, string? relation, string ownerId, DateTime? mentionedAt)
    {
        var id = Ids.Of(person);
        if ((id ?? Ids.ByName(name)) is not { } known)
        {
            return;
        }

        var contacts = Contacts.Rows(person);
        var builder = new Fields.Builder(3 + person.CountSaid("Ид") + (3 * person.CountSaid("Контакты")));
        builder.Copy("Ид", person).Add("Наименование", name).Add("Отношение", relation).Add("Контрагент", ownerId);
        if (person.Says("Контакты"))
        {
            builder.Add("Телефон", Contacts.First(contacts, "Телефон", "Мобильный"));
            builder.Add("Почта", Contacts.First(contacts, "Почта", "ЭлектроннаяПочта", "EMail", "E-Mail"));
            builder.Add("Контакты", contacts);
        }

        telling.Saved("Представитель", id ?? $"{ownerId}/{known}", builder.ToFields(), mentionedAt);
    }

    private static string? FullName(Fields head) =>
        string.Join(' ', new[] { head.Text("Фамилия"), head.Text("Имя"), head.Text("Отчество") }.OfType<string>()) is { Length: > 0 } name
            ? name
            : head.First("Наименование", "ПолноеНаименование");
}
