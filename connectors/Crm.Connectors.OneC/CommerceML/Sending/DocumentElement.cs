using System.Xml.Linq;
using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Sending;

/// <summary>An order or an invoice for payment, its elements in the order of the schema.</summary>
internal static class DocumentElement
{
    private const int LettersOfCurrency = 3;

    public static XElement Of(Saying saying, string id, string operation, Fields document, PartiesAround around)
    {
        var role = PartyRoles.OfOurs(document);
        CheckId(saying, id);
        return new XElement(
            "Документ",
            new XElement("Ид", Spoken.Of(id)),
            saying.Required("Номер", document),
            Date(saying, document),
            new XElement("ХозОперация", operation),
            new XElement("Роль", role),
            Currency(saying, document),
            Rate(saying, document),
            Total(saying, document),
            new XElement("Контрагенты", Client(saying, document, role, around), OwnFirm(saying, operation, document, role, around)),
            saying.Time("Время", document),
            saying.Day("СрокПлатежа", document),
            Saying.Comment(document),
            Sums.Tax(saying, document),
            Sums.Discount(saying, document, isTakenOff: true),
            Lines(saying, document),
            RequisiteElements.Of(saying, document, around));
    }

    private static void CheckId(Saying saying, string id)
    {
        if (saying.IsStrict && id.Length > Saying.LongestId)
        {
            saying.Object($"Ид длиннее {Saying.LongestId} знаков; поставьте OutForm: Site", $"the id is longer than {Saying.LongestId} letters; set OutForm: Site");
        }
    }

    private static XElement? Date(Saying saying, Fields document) =>
        Spoken.Of(document["Дата"]) is null ? saying.Required("Дата", document) : saying.Day("Дата", document);

    // 1C takes back the whole file when one document in it has no currency.
    private static XElement? Currency(Saying saying, Fields document)
    {
        if (saying.IsStrict && Spoken.Of(document["Валюта"]) is { } currency && currency.Length != LettersOfCurrency)
        {
            saying.Object($"валюта «{currency}», а нужен код из трёх знаков, например RUB", $"the currency is '{currency}', and a code of three letters is needed, such as RUB");
        }

        return saying.Required("Валюта", document);
    }

    private static XElement? Rate(Saying saying, Fields document)
    {
        if (Spoken.Of(document["Курс"]) is not null)
        {
            return saying.Number("Курс", document, "Курс", digits: null);
        }

        if (Spoken.Of(document["Валюта"]) is "RUB" or "RUR" or "643" or "810")
        {
            return new XElement("Курс", "1");
        }

        return Spoken.Of(document["Валюта"]) is null ? null : saying.Required("Курс", document);
    }

    private static XElement? Total(Saying saying, Fields document) =>
        Spoken.Of(document["Сумма"]) is null ? saying.Required("Сумма", document) : saying.Number("Сумма", document, "Сумма");

    private static XElement? Client(Saying saying, Fields document, string role, PartiesAround around)
    {
        if (around.In(document, "Контрагент") is { } client)
        {
            saying.Within(new Words($"контрагент {client.Id}", $"counterparty {client.Id}"));
            var element = PartyElement.InDocument(saying, client.Id, client.Fields, PartyRoles.Opposite(role));
            saying.Within(null);
            return element;
        }

        saying.Object("не указан контрагент; выберите его", "the counterparty is not set; choose one");
        return null;
    }

    // In an order 1C would take our firm for one more client: there it reads the name of the firm in a requisite.
    private static XElement? OwnFirm(Saying saying, string operation, Fields document, string role, PartiesAround around) =>
        operation == "Счет на оплату" && around.In(document, "Организация") is { } firm && PartyElement.NameOf(firm.Fields) is not null
            ? PartyElement.InDocument(saying, firm.Id, firm.Fields, role)
            : null;

    private static XElement? Lines(Saying saying, Fields document)
    {
        var rows = document.Rows("Строки");
        if (rows.Count == 0)
        {
            return document.Says("Строки") && !saying.IsStrict ? new XElement("Товары") : null;
        }

        var lines = new XElement("Товары");
        for (var at = 0; at < rows.Count; at++)
        {
            saying.Within(new Words($"строка {at + 1}", $"line {at + 1}"));
            lines.Add(LineElement.Of(saying, rows[at]));
        }

        saying.Within(null);
        return lines;
    }
}
