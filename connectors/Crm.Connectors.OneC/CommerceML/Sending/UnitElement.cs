using System.Xml.Linq;
using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Sending;

/// <summary>The unit of a line, with its code in the classifier ОКЕИ where it is a usual one: 1C finds a unit by it.</summary>
internal static class UnitElement
{
    private static readonly Dictionary<string, (string Code, string Name, string? Abroad)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["шт"] = ("796", "Штука", "PCE"),
        ["кг"] = ("166", "Килограмм", "KGM"),
        ["г"] = ("163", "Грамм", "GRM"),
        ["т"] = ("168", "Тонна; метрическая тонна (1000 кг)", "TNE"),
        ["м"] = ("006", "Метр", "MTR"),
        ["м2"] = ("055", "Квадратный метр", "MTK"),
        ["м3"] = ("113", "Кубический метр", "MTQ"),
        ["л"] = ("112", "Литр; кубический дециметр", "LTR"),
        ["упак"] = ("778", "Упаковка", "NMP"),
        ["компл"] = ("839", "Комплект", null),
        ["набор"] = ("704", "Набор", "SET"),
        ["пара"] = ("715", "Пара (2 шт.)", "NPR"),
        ["ч"] = ("356", "Час", "HUR"),
        ["час"] = ("356", "Час", "HUR"),
        ["усл"] = ("876", "Условная единица", null),
    };

    /// <summary>Always an element, for the schema demands one: empty where no unit is said, which 1C reads as pieces.</summary>
    public static XElement Of(Fields line)
    {
        var unit = Spoken.Of(line["Единица"]);
        return unit is not null && Known.TryGetValue(unit.TrimEnd('.'), out var known)
            ? new XElement(
                "БазоваяЕдиница",
                new XAttribute("Код", known.Code),
                new XAttribute("НаименованиеПолное", known.Name),
                known.Abroad is null ? null : new XAttribute("МеждународноеСокращение", known.Abroad),
                unit)
            : new XElement("БазоваяЕдиница", unit);
    }
}
