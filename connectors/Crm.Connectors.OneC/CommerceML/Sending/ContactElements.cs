using System.Xml.Linq;
using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Sending;

/// <summary>Контакты of a party. The schema knows eleven types by name; the strict form calls every other one by the nearest of them.</summary>
internal static class ContactElements
{
    private static readonly Dictionary<string, string> Types =
        new[]
        {
            "Телефон внутренний", "Телефон рабочий", "Телефон мобильный", "Телефон домашний", "Пейджер", "Факс", "Почта", "ICQ", "ВебСайт", "Координаты на карте", "Прочее",
        }.ToDictionary(InOneWord, type => type, StringComparer.OrdinalIgnoreCase);

    public static XElement? Of(Saying saying, Fields party)
    {
        var rows = party.Rows("Контакты").Select(row => Contact(saying, row)).OfType<XElement>().ToList();
        return rows.Count > 0 || (party.Says("Контакты") && !saying.IsStrict) ? new XElement("Контакты", rows) : null;
    }

    private static XElement? Contact(Saying saying, Fields row) =>
        saying.Value("Значение", row["Значение"], static text => text.Length <= Saying.LongestName) is { } value
            ? new XElement("Контакт", new XElement("Тип", Type(saying, Spoken.Of(row["Тип"]))), value, Saying.Comment(row))
            : null;

    private static string? Type(Saying saying, string? type) =>
        type is not null && Types.TryGetValue(InOneWord(type), out var known) ? known
        : !saying.IsStrict ? type
        : type is null ? "Прочее" : Nearest(type);

    private static string Nearest(string type) =>
        type.Contains("почта", StringComparison.OrdinalIgnoreCase) || type.Contains("mail", StringComparison.OrdinalIgnoreCase) ? "Почта"
        : type.Contains("мобильн", StringComparison.OrdinalIgnoreCase) ? "Телефон мобильный"
        : type.Contains("телефон", StringComparison.OrdinalIgnoreCase) ? "Телефон рабочий"
        : "Прочее";

    private static string InOneWord(string type) => type.Replace(" ", "", StringComparison.Ordinal);
}
