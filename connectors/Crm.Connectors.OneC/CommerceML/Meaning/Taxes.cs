using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Finds the VAT among taxes, which are rows of {Наименование, УчтеноВСумме, Сумма, Ставка}.</summary>
internal static class Taxes
{
    /// <summary>The VAT row; a single row without a name is taken for it.</summary>
    public static Fields? Vat(RowWalk taxes)
    {
        foreach (var tax in taxes)
        {
            if (IsVat(tax))
            {
                return tax;
            }
        }

        return taxes.Count() == 1 && taxes.First() is { } only && only.Text("Наименование") is null ? only : null;
    }

    /// <summary>The VAT rate of goods or of a line, as it was said.</summary>
    public static string? Rate(Fields fields) =>
        Vat(fields.Each("СтавкиНалогов", "СтавкаНалога"))?.Text("Ставка") ?? Vat(fields.Each("Налоги", "Налог"))?.Text("Ставка");

    public static bool IsVat(Fields tax) => tax.Text("Наименование")?.Contains("НДС", StringComparison.OrdinalIgnoreCase) == true;
}
