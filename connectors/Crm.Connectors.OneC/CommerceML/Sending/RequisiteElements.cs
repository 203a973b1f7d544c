using System.Xml.Linq;
using Crm.Connect;
using Crm.Connectors.OneC.CommerceML.Meaning;

namespace Crm.Connectors.OneC.CommerceML.Sending;

/// <summary>ЗначенияРеквизитов of a document: cancellation, deletion mark, our firm, and what else the document says there.</summary>
internal static class RequisiteElements
{
    private const int LongestValue = 1000;

    // As sites and 1C spell them; read without their blanks.
    private static readonly Dictionary<string, string> Spelled = new(StringComparer.Ordinal)
    {
        ["СтатусЗаказа"] = "Статус заказа",
        ["СтатусЗаказаИД"] = "Статуса заказа ИД",
        ["МетодОплаты"] = "Метод оплаты",
        ["МетодОплатыИД"] = "Метод оплаты ИД",
        ["ЗаказОплачен"] = "Заказ оплачен",
        ["ДатаОплаты"] = "Дата оплаты",
        ["НомерПлатежногоДокумента"] = "Номер платежного документа",
    };

    // What 1C reports is not told back to it: it would read its own words as news.
    private static readonly HashSet<string> Reported = new(StringComparer.Ordinal)
    {
        "НомерПо1С", "ДатаПо1С", "Проведен", "НомерОплатыПо1С", "ДатаОплатыПо1С", "НомерОтгрузкиПо1С", "ДатаОтгрузкиПо1С", "Оплачен", "Отгружен",
        "Отменен", "ПометкаУдаления",
    };

    public static XElement? Of(Saying saying, Fields document, PartiesAround around)
    {
        var all = Own(document, around);
        foreach (var (name, value) in document["Реквизиты"] as Fields ?? Fields.Empty)
        {
            if (!Reported.Contains(name) && !all.ContainsKey(name) && Spoken.Of(name) is { } word)
            {
                all.Add(name, Element(Spelled.GetValueOrDefault(word, word), Values(saying, word, value)));
            }
        }

        return all.Count == 0 ? null : new XElement("ЗначенияРеквизитов", all.Values);
    }

    private static OrderedDictionary<string, XElement> Own(Fields document, PartiesAround around)
    {
        var deleted = Deletion.IsMarked(document);
        (string Name, string? Value)[] own =
        [
            ("ПометкаУдаления", deleted ? "true" : null),
            ("Отменен", deleted ? "true" : Spoken.Of(document["Отменен"])),
            ("Организация", around.In(document, "Организация") is { } firm ? PartyElement.NameOf(firm.Fields) : null),
            ("Договор", document["Договор"] is Fields contract ? Spoken.Of(contract["Наименование"]) : null),
        ];
        var elements = new OrderedDictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var (name, value) in own)
        {
            if (value is not null)
            {
                elements.Add(name, Element(name, [value]));
            }
        }

        return elements;
    }

    private static List<string?> Values(Saying saying, string name, object? value)
    {
        var values = (value as Many ?? new Many([value])).Select(Spoken.Of).ToList();
        if (saying.IsStrict && (name.Length > Saying.LongestName || values.Exists(one => one?.Length > LongestValue)))
        {
            saying.Object($"реквизит «{Spoken.Cut(name, Saying.LongestName)}» длиннее {LongestValue} знаков", $"the requisite «{Spoken.Cut(name, Saying.LongestName)}» is longer than {LongestValue} letters");
        }

        return values;
    }

    private static XElement Element(string name, IEnumerable<string?> values) =>
        new("ЗначениеРеквизита", new XElement("Наименование", name), values.Select(value => new XElement("Значение", value)));
}
