using System.Text.RegularExpressions;
using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Telephones, addresses of e-mail and bank accounts as flat rows.</summary>
internal static partial class Contacts
{
    /// <summary>Rows of {Тип, Значение, Комментарий}; the type in one word, as 1C itself compares it.</summary>
    public static Many? Rows(Fields owner) => owner.Rows("Контакты", "Контакт").Select(Row).ToMany();

    /// <summary>The first contact whose type begins with one of the words.</summary>
    public static string? First(Many? contacts, params string[] types) =>
        contacts?.OfType<Fields>()
            .FirstOrDefault(row => types.Any(type => row.Text("Тип")?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true))
            ?.Text("Значение");

    /// <summary>Rows of {НомерСчета, БИК, Банк, КоррСчет, SWIFT}.</summary>
    public static Many? Accounts(Fields owner) => owner.Rows("РасчетныеСчета", "РасчетныйСчет").Select(Account).ToMany();

    private static Fields Row(Fields contact)
    {
        var builder = new Fields.Builder();
        builder.Add("Тип", InOneWord(contact.Text("Тип")));
        builder.Add("Значение", contact.Text("Значение"));
        return builder.Copy("Комментарий", contact).ToFields();
    }

    private static Fields Account(Fields account)
    {
        var bank = account["Банк"] as Fields ?? Fields.Empty;
        var builder = new Fields.Builder();
        builder.Add("НомерСчета", WithoutSpaces(account.First("НомерСчета", "Номер")));
        builder.Add("БИК", WithoutSpaces(bank.Text("БИК") ?? account.Text("БИК")));
        builder.Add("Банк", bank.Text("Наименование") ?? account.Text("Банк"));
        builder.Add("КоррСчет", WithoutSpaces(bank.First("СчетКорреспондентский", "КоррСчет")));
        return builder.Copy("SWIFT", bank).ToFields();
    }

    // "Телефон рабочий" and "ТелефонРабочий" are one type.
    private static string? InOneWord(string? words) =>
        words is null ? null : string.Concat(Blanks().Split(words.Trim()).Select(word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..]));

    private static string? WithoutSpaces(string? text) => text is null ? null : Blanks().Replace(text, "");

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
