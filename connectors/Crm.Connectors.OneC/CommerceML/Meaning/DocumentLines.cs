using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>The lines of a document, flat.</summary>
internal static class DocumentLines
{
    public static Many? Of(Fields document) => document.Rows("Товары", "Товар").Select(Line).ToMany();

    private static Fields Line(Fields goods)
    {
        var id = Ids.Offer(goods.TextIn("Ид"));
        var builder = new Fields.Builder();
        if (id is not null)
        {
            builder.Add("Товар", Ids.Goods(id)).Add("Предложение", id);
        }

        builder.Copy("Артикул", goods).Copy("Наименование", goods);
        Say(builder, "Единица", Units.ShortName(goods));
        builder.Copy("Количество", goods).Copy("Цена", goods, "ЦенаЗаЕдиницу", "Цена").Copy("Сумма", goods);
        Say(builder, "СтавкаНДС", Taxes.Rate(goods));
        Sums(builder, goods);
        return builder.ToFields();
    }

    /// <summary>НДС, НДСВСумме and Скидка of a document or of one line.</summary>
    public static void Sums(Fields.Builder builder, Fields owner)
    {
        var taxes = Taxes.AllVat(owner.Rows("Налоги", "Налог")).ToList();
        Say(builder, "НДС", Amounts.Sum(taxes, "Сумма"));
        Say(builder, "НДСВСумме", taxes.Select(tax => tax.Text("УчтеноВСумме")).FirstOrDefault(said => said is not null));
        Say(builder, "Скидка", Amounts.Sum(owner.Rows("Скидки", "Скидка"), "Сумма"));
    }

    private static void Say(Fields.Builder builder, string name, string? value)
    {
        if (value is not null)
        {
            builder.Set(name, value);
        }
    }
}
