using System.Xml.Linq;
using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Sending;

/// <summary>The tax and the discount of a document or of a line.</summary>
internal static class Sums
{
    /// <summary>Налоги; nothing when no amount is known, without which the schema knows no tax.</summary>
    public static XElement? Tax(Saying saying, Fields owner)
    {
        var amount = saying.Number("Сумма", owner, "НДС");
        var included = saying.Value("УчтеноВСумме", owner["НДСВСумме"], static text => text is "true" or "false" or "1" or "0");
        return amount is null || (amount.IsEmpty && included is null)
            ? null
            : new XElement("Налоги", new XElement("Налог", new XElement("Наименование", "НДС"), included, amount));
    }

    /// <summary>Скидки.</summary>
    /// <param name="isTakenOff">The sum beside it is already without it; 1C takes it off once more unless it is told so.</param>
    public static XElement? Discount(Saying saying, Fields owner, bool isTakenOff) =>
        saying.Number("Сумма", owner, "Скидка") is { IsEmpty: false } amount
            ? new XElement("Скидки", new XElement("Скидка", new XElement("Наименование", "Скидка"), amount, new XElement("УчтеноВСумме", isTakenOff)))
            : null;
}
