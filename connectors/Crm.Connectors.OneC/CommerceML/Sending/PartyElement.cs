using System.Xml.Linq;
using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Sending;

/// <summary>
/// A counterparty. A firm has ОфициальноеНаименование and a person has not: by this 1C tells them apart. Inside of a document the
/// strict form leaves out what the schema has no place for; the client's own file says it all.
/// </summary>
internal static class PartyElement
{
    private const int LettersOfInn = 10, LettersOfInnOfPerson = 12, LettersOfKpp = 9;

    private static readonly string[] Codes = ["ОсновнойВидДеятельности", "ЕГРПО", "ОКВЭД", "ОКДП", "ОКОПФ", "ОКФС", "ОКПО"];

    public static string? NameOf(Fields party) =>
        Spoken.Of(party["Наименование"]) ?? Spoken.Of(party["ОфициальноеНаименование"]) ?? Spoken.Of(party["ПолноеНаименование"]);

    /// <summary>A client in the block Контрагенты.</summary>
    public static XElement Alone(Saying saying, string id, Fields party) =>
        Deletion(party) is { } deleted ? deleted(id) : Of(saying, id, party, saying.Text("Наименование", party), Spoken.Of(party["Роль"]) ?? "Покупатель");

    public static XElement Deleted(string id) => new("Контрагент", new XElement("Ид", Spoken.Of(id)), new XElement("ПометкаУдаления", true));

    /// <summary>A party of a document, which 1C looks for by its name and makes when there is none.</summary>
    public static XElement InDocument(Saying saying, string id, Fields party, string role)
    {
        if (NameOf(party) is not { Length: <= Saying.LongestName } name)
        {
            saying.Object(
                $"имени нет или оно длиннее {Saying.LongestName} знаков, а 1С ищет клиента по имени; отправьте клиента вместе с документом",
                $"there is no name or it is longer than {Saying.LongestName} letters, and 1C looks for a client by name; send the client together with the document");
            return new XElement("Контрагент");
        }

        if (id.Length > Saying.LongestId && saying.IsStrict)
        {
            saying.Object($"Ид длиннее {Saying.LongestId} знаков; поставьте OutForm: Site", $"the id is longer than {Saying.LongestId} letters; set OutForm: Site");
        }

        return Of(saying, id, party, new XElement("Наименование", name), role);
    }

    private static XElement Of(Saying saying, string id, Fields party, XElement? name, string role)
    {
        var accounts = AccountElements.Of(saying, party);
        var isFirm = IsFirm(party);
        return new XElement(
            "Контрагент",
            new XElement("Ид", Spoken.Of(id)),
            name,
            isFirm ? Firm(saying, party, accounts) : Person(saying, party),
            isFirm || saying.IsStrict ? null : accounts,
            Saying.Comment(party),
            Address(saying, "Адрес", party, "Фактический"),
            saying.IsStrict ? null : Address(saying, "ПочтовыйАдрес", party, "Почтовый"),
            ContactElements.Of(saying, party),
            new XElement("Роль", role),

            // The schema lets only firms have a list of accounts, but any party of a document have one.
            isFirm || !saying.IsStrict ? null : accounts?.Element("РасчетныйСчет"));
    }

    private static IEnumerable<XElement?> Firm(Saying saying, Fields party, XElement? accounts) =>
    [
        saying.Value("ОфициальноеНаименование", party["ОфициальноеНаименование"], IsName) ?? new XElement("ОфициальноеНаименование", NameOf(party)),
        Address(saying, "ЮридическийАдрес", party, "Юридический"),
        Inn(saying, party),
        Kpp(saying, party),
        .. Codes.Select(code => saying.Fitting(code, party, static text => text.Length <= Saying.LongestName)),
        saying.Fitting("ДатаРегистрации", party, Saying.IsDay),
        accounts,
    ];

    private static IEnumerable<XElement?> Person(Saying saying, Fields party) =>
    [
        FullName(saying, party),
        saying.Fitting("Обращение", party, IsName),
        saying.Fitting("Фамилия", party, IsName),
        saying.Fitting("Имя", party, IsName),
        saying.Fitting("Отчество", party, IsName),
        saying.Fitting("ДатаРождения", party, Saying.IsDay),
        saying.Fitting("Пол", party, static text => text is "М" or "Ж"),
        Inn(saying, party),
        Kpp(saying, party),
        Address(saying, "АдресРегистрации", party, "Юридический"),
    ];

    private static XElement? FullName(Saying saying, Fields party)
    {
        const string full = "ПолноеНаименование";
        return saying.Value(full, Spoken.Of(party[full]) ?? party["ОфициальноеНаименование"], IsName)
            ?? (saying.IsStrict ? new XElement(full, NameOf(party)) : party.Says(full) ? new XElement(full) : null);
    }

    // Only a firm has a КПП or an ИНН of ten digits; a name in the field of firms does not make one of a person.
    private static bool IsFirm(Fields party) => (Spoken.Of(party["КПП"]), Spoken.Of(party["ИНН"])?.Length) switch
    {
        (not null, _) or (_, LettersOfInn) => true,
        (_, LettersOfInnOfPerson) => false,
        _ => Spoken.Of(party["ОфициальноеНаименование"]) is { } name && !IsEntrepreneur(name) && !IsEntrepreneur(NameOf(party)!),
    };

    private static bool IsEntrepreneur(string name) =>
        name.StartsWith("ИП ", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Индивидуальный предприниматель ", StringComparison.OrdinalIgnoreCase);

    private static XElement? Inn(Saying saying, Fields party) =>
        saying.Fitting("ИНН", party, static text => text.Length is >= LettersOfInn and <= LettersOfInnOfPerson);

    private static XElement? Kpp(Saying saying, Fields party) => saying.Fitting("КПП", party, static text => text.Length == LettersOfKpp);

    private static XElement? Address(Saying saying, string name, Fields party, string which)
    {
        var addresses = party["Адреса"] as Fields ?? Fields.Empty;
        return saying.Value("Представление", addresses[which], IsName) is { } line ? new XElement(name, line)
            : addresses.Says(which) && !saying.IsStrict ? new XElement(name) : null;
    }

    private static bool IsName(string text) => text.Length <= Saying.LongestName;

    private static Func<string, XElement>? Deletion(Fields party) => Meaning.Deletion.IsMarked(party) ? Deleted : null;
}
