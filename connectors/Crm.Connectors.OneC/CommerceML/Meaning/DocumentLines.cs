using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>The lines of a document, flat.</summary>
internal static class DocumentLines
{
    // What a line of an order with VAT says.
    private const int Columns = 11;

    public static Many? Of(Fields document) => document.Each("Товары", "Товар").ToMany(Line);

    private static Fields Line(Fields goods)
    {
        var id = Ids.Offer(goods.TextIn("Ид"));
        var builder = new Fields.Builder(Columns);
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
        var taxes = owner.Each("Налоги", "Налог");
        Say(builder, "НДС", Amounts.Sum(taxes, "Сумма", Taxes.IsVat));
        Say(builder, "НДСВСумме", IsIncluded(taxes));
        Say(builder, "Скидка", Amounts.Sum(owner.Each("Скидки", "Скидка"), "Сумма", static _ => true));
    }

    private static string? IsIncluded(RowWalk taxes)
    {
        foreach (var tax in taxes)
        {
            if (tax.Text("УчтеноВСумме") is { } said && Taxes.IsVat(tax))
            {
                return said;
            }
        }

        return null;
    }

    private static void Say(Fields.Builder builder, string name, string? value)
    {
        if (value is not null)
        {
            builder.Set(name, value);
        }
    }
}
