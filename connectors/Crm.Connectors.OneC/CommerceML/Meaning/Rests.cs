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
        var rows = new List<object?>();
        if (offer.Text("Количество") is { } quantity)
        {
            rows.Add(Total(quantity));
        }

        foreach (var rest in offer.Each("Остатки", "Остаток"))
        {
            if (rest.Says("Количество"))
            {
                rows.Add(Total(rest.Text("Количество") ?? "0"));
            }

            Add(rows, rest.Each("Склад"));
        }

        Add(rows, offer.Each("Склад"));
        Add(rows, offer.Each("Склады", "Склад"));
        Add(rows, offer.Each("ОстаткиПоСкладам", "Остаток"));
        return rows.Count == 0 ? null : Many.Own([.. rows]);
    }

    private static Fields Total(string quantity) => Fields.Of(("Количество", quantity));

    private static void Add(List<object?> rows, RowWalk warehouses)
    {
        foreach (var warehouse in warehouses)
        {
            rows.Add(Warehouse(warehouse));
        }
    }

    // A warehouse that does not say how many has none.
    private static Fields Warehouse(Fields warehouse) => Fields.Of(
        ("Склад", Ids.Normal(warehouse.First("@ИдСклада", "Ид", "ИдСклада"))),
        ("Количество", warehouse.First("@КоличествоНаСкладе", "Количество", "КоличествоНаСкладе") ?? "0"));
}
