using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Stock in its three forms: a total on the offer, warehouses in attributes, and Остатки.</summary>
internal static class Rests
{
    public static bool AreSaid(Fields offer) =>
        offer.Says("Остатки") || offer.Says("Количество") || offer.Says("Склад") || offer.Says("Склады") || offer.Says("ОстаткиПоСкладам");

    /// <summary>Rows of {Склад, Количество}; a total has no Склад.</summary>
    public static Many? Of(Fields offer)
    {
        var total = offer.Text("Количество") is { } quantity ? [Fields.Of(("Количество", quantity))] : Array.Empty<Fields>();
        return total
            .Concat(offer.Rows("Остатки", "Остаток").SelectMany(Rest))
            .Concat(offer.Rows("Склад").Select(Warehouse))
            .Concat(offer.Rows("Склады", "Склад").Select(Warehouse))
            .Concat(offer.Rows("ОстаткиПоСкладам", "Остаток").Select(Warehouse))
            .ToMany();
    }

    private static IEnumerable<Fields> Rest(Fields rest)
    {
        var warehouses = rest.Rows("Склад").Select(Warehouse);
        return rest.Says("Количество") ? warehouses.Prepend(Fields.Of(("Количество", rest.Text("Количество") ?? "0"))) : warehouses;
    }

    // A warehouse that does not say how many has none.
    private static Fields Warehouse(Fields warehouse) => Fields.Of(
        ("Склад", Ids.Normal(warehouse.First("@ИдСклада", "Ид", "ИдСклада"))),
        ("Количество", warehouse.First("@КоличествоНаСкладе", "Количество", "КоличествоНаСкладе") ?? "0"));
}
