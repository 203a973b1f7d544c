using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Goods of a catalogue.</summary>
internal static class Goods
{
    /// <summary>
    /// The goods, and the offer where the flat form of 2.03 says one under an id with '#', or where prices stand right in the goods.
    /// </summary>
    public static void Tell(Telling telling, Fields raw)
    {
        var goods = Requisites.Gathered(telling, raw);
        var id = Ids.Offer(goods.TextIn("Ид"));
        if (Ids.Characteristic(id) is not null)
        {
            TellFlat(telling, goods, id!);
            return;
        }

        var unit = goods.Says("БазоваяЕдиница") ? Units.Mention(telling, goods["БазоваяЕдиница"]) : null;
        id ??= Natural(goods) ?? telling.Nameless;
        telling.Own("Товар", id, Canonical(goods, unit));
        if (goods.Says("Цены") && !Deletion.IsMarked(goods))
        {
            telling.Saved("Предложение", id, Offers.Priced(goods, id));
        }
    }

    private static void TellFlat(Telling telling, Fields goods, string id)
    {
        if (!Deletion.IsMarked(goods))
        {
            var unit = goods.Says("БазоваяЕдиница") ? Units.Mention(telling, goods["БазоваяЕдиница"]) : null;
            var whole = Canonical(goods, unit).Without(static name => name is "ХарактеристикиТовара" or "Штрихкод" or "ШтрихКод");
            telling.Saved("Товар", Ids.Goods(id)!, whole.With("Ид", Ids.Goods(id)), Telling.Always);
        }

        Offers.Tell(telling, goods, id);
    }

    private static Fields Canonical(Fields goods, string? unit)
    {
        var builder = goods.Without(static name => name == "Цены").ToBuilder(goods.CountSaid("БазоваяЕдиница", "Группы", "Картинка", "СтавкиНалогов", "ЗначенияСвойств"));
        builder.Copy("Штрихкод", goods, "Штрихкод", "ШтрихКод");
        if (goods.Says("БазоваяЕдиница"))
        {
            builder.Set("Единица", unit);
        }

        if (goods.Says("Группы"))
        {
            builder.Set("ГруппыИд", GroupIds(goods));
        }

        if (goods.Says("Картинка"))
        {
            builder.Set("Картинки", goods.Texts("Картинка").ToMany());
        }

        if (goods.Says("СтавкиНалогов"))
        {
            builder.Set("СтавкаНДС", Taxes.Rate(goods));
        }

        return Properties.Say(builder, goods).ToFields();
    }

    private static Many? GroupIds(Fields goods)
    {
        var ids = new List<object?>();
        foreach (var groups in goods.Each("Группы"))
        {
            foreach (var text in groups.Texts("Ид"))
            {
                if (Ids.Normal(text) is { } id)
                {
                    ids.Add(id);
                }
            }
        }

        return ids.Count == 0 ? null : Many.Own([.. ids]);
    }

    private static string? Natural(Fields goods) =>
        goods.Text("Артикул") is { } article ? Ids.Normal($"article:{article}")
        : goods.First("Штрихкод", "ШтрихКод") is { } barcode ? Ids.Normal($"barcode:{barcode}")
        : Ids.ByName(goods.Text("Наименование")) is { } name ? Ids.Normal($"name:{name}") : null;
}
