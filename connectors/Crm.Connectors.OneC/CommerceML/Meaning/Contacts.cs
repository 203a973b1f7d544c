using System.Text;
using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Telephones, addresses of e-mail and bank accounts as flat rows.</summary>
internal static class Contacts
{
    /// <summary>Rows of {Тип, Значение, Комментарий}; the type in one word, as 1C itself compares it.</summary>
    public static Many? Rows(Fields owner) => owner.Each("Контакты", "Контакт").ToMany(Row);

    /// <summary>The first contact whose type begins with one of the words.</summary>
    public static string? First(Many? contacts, params string[] types) =>
        contacts?.OfType<Fields>()
            .FirstOrDefault(row => types.Any(type => row.Text("Тип")?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true))
            ?.Text("Значение");

    /// <summary>Rows of {НомерСчета, БИК, Банк, КоррСчет, SWIFT}.</summary>
    public static Many? Accounts(Fields owner) => owner.Each("РасчетныеСчета", "РасчетныйСчет").ToMany(Account);

    private static Fields Row(Fields contact)
    {
        var builder = new Fields.Builder(contact.Says("Комментарий") ? 3 : 2);
        builder.Add("Тип", InOneWord(contact.Text("Тип")));
        builder.Add("Значение", contact.Text("Значение"));
        return builder.Copy("Комментарий", contact).ToFields();
    }

    private static Fields Account(Fields account)
    {
        var bank = account["Банк"] as Fields ?? Fields.Empty;
        var builder = new Fields.Builder(bank.Says("SWIFT") ? 5 : 4);
        builder.Add("НомерСчета", WithoutSpaces(account.First("НомерСчета", "Номер")));
        builder.Add("БИК", WithoutSpaces(bank.Text("БИК") ?? account.Text("БИК")));
        builder.Add("Банк", bank.Text("Наименование") ?? account.Text("Банк"));
        builder.Add("КоррСчет", WithoutSpaces(bank.First("СчетКорреспондентский", "КоррСчет")));
        return builder.Copy("SWIFT", bank).ToFields();
    }

    // "Телефон рабочий" and "ТелефонРабочий" are one type.
    private static string? InOneWord(string? words)
    {
        if (words is null || (!Blanks.In(words) && (words.Length == 0 || char.ToUpperInvariant(words[0]) == words[0])))
        {
            return words;
        }

        var word = new StringBuilder(words.Length);
        var begins = true;
        foreach (var letter in words)
        {
            if (!char.IsWhiteSpace(letter))
            {
                word.Append(begins ? char.ToUpperInvariant(letter) : letter);
            }

            begins = char.IsWhiteSpace(letter);
        }

        return word.ToString();
    }

    private static string? WithoutSpaces(string? text) => text is null ? null : Blanks.Without(text);
}
