using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Offers: what goods, in what variant, at what prices, how many of them.</summary>
internal static class Offers
{
    /// <summary>An offer of a package.</summary>
    public static void Tell(Telling telling, Fields raw)
    {
        var offer = Requisites.Gathered(telling, raw);
        Tell(telling, offer, Ids.Offer(offer.TextIn("Ид")) ?? Natural(offer) ?? telling.Nameless);
    }

    /// <summary>An offer of the fast delta, whose characteristic stands beside its id.</summary>
    public static void TellChange(Telling telling, Fields raw)
    {
        var offer = Requisites.Gathered(telling, raw);
        var id = Ids.Offer(offer.TextIn("Ид"));
        var characteristic = Ids.Normal(offer.TextIn("ИдХарактеристики"))?.Trim('#');
        if (id is not null && !string.IsNullOrEmpty(characteristic) && Ids.Characteristic(id) is null)
        {
            id = $"{id}#{characteristic}";
        }

        Tell(telling, offer, id ?? Natural(offer) ?? telling.Nameless);
    }

    public static void Tell(Telling telling, Fields offer, string id) => telling.Own("Предложение", id, Canonical(offer, id));

    /// <summary>The offer of goods that carry their prices themselves.</summary>
    public static Fields Priced(Fields goods, string id) =>
        Canonical(goods.Without(static name => name is not ("Ид" or "Наименование" or "Артикул" or "Штрихкод" or "ШтрихКод" or "Цены" or "Количество" or "Остатки" or "Склад")), id);

    private static Fields Canonical(Fields offer, string id)
    {
        var builder = offer.ToBuilder(More(offer, id));
        builder.Copy("Штрихкод", offer, "Штрихкод", "ШтрихКод");
        if (Ids.Of(offer) is not null)
        {
            builder.Set("Ид", id).Set("ИдТовара", Ids.Goods(id));
        }

        if (Ids.Characteristic(id) is { } characteristic)
        {
            builder.Set("ИдХарактеристики", characteristic);
        }

        SayCharacteristics(builder, offer);
        if (offer.Says("Цены"))
        {
            builder.Set("Цены", offer.Each("Цены", "Цена").ToMany(Price));
        }

        if (Rests.AreSaid(offer))
        {
            builder.Set("Остатки", Rests.Of(offer));
        }

        return Properties.Say(builder, offer).ToFields();
    }

    // The room that the fields added to an offer take; wrong, it costs a copy and nothing else.
    private static int More(Fields offer, string id) =>
        (2 * offer.CountSaid("ХарактеристикиТовара")) + offer.CountSaid("Ид", "ЗначенияСвойств")
        + (id.Contains('#', StringComparison.Ordinal) ? 1 : 0) + (!offer.Says("Остатки") && Rests.AreSaid(offer) ? 1 : 0);

    private static void SayCharacteristics(Fields.Builder builder, Fields offer)
    {
        if (!offer.Says("ХарактеристикиТовара"))
        {
            return;
        }

        var rows = offer.Each("ХарактеристикиТовара", "ХарактеристикаТовара");
        var parts = new List<string>();
        foreach (var row in rows)
        {
            if (row.Text("Значение") is { } value)
            {
                parts.Add(row.Text("Наименование") is { } name ? $"{name}: {value}" : value);
            }
        }

        builder.Set("Характеристика", parts.Count == 0 ? null : string.Join("; ", parts)).Set("Характеристики", rows.ToMany(Characteristic));
    }

    private static Fields Characteristic(Fields row) =>
        Fields.Of(("Наименование", row.Text("Наименование")), ("Значение", row.Text("Значение")));

    private static Fields Price(Fields price)
    {
        var builder = new Fields.Builder(1 + price.CountSaid("ЦенаЗаЕдиницу", "Валюта", "Единица", "МинКоличество", "Коэффициент"));
        builder.Add("ИдТипаЦены", Ids.Normal(price.TextIn("ИдТипаЦены")));
        builder.Copy("ЦенаЗаЕдиницу", price, "ЦенаЗаЕдиницу", "Цена").Copy("Валюта", price);
        if (price.Says("Единица"))
        {
            builder.Add("Единица", Units.ShortName(price));
        }

        return builder.Copy("МинКоличество", price).Copy("Коэффициент", price).ToFields();
    }

    private static string? Natural(Fields offer) =>
        offer.First("Штрихкод", "ШтрихКод") is { } barcode ? Ids.Normal($"barcode:{barcode}")
        : offer.Text("Артикул") is { } article ? Ids.Normal($"article:{article}") : null;
}
