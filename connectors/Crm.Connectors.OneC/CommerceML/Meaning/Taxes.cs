using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Finds the VAT among taxes, which are rows of {Наименование, УчтеноВСумме, Сумма, Ставка}.</summary>
internal static class Taxes
{
    /// <summary>The VAT row; a single row without a name is taken for it.</summary>
    public static Fields? Vat(IReadOnlyList<Fields> taxes) =>
        taxes.FirstOrDefault(IsVat) ?? (taxes is [var only] && only.Text("Наименование") is null ? only : null);

    public static IEnumerable<Fields> AllVat(IEnumerable<Fields> taxes) => taxes.Where(IsVat);

    /// <summary>The VAT rate of goods or of a line, as it was said.</summary>
    public static string? Rate(Fields fields) =>
        Vat([.. fields.Rows("СтавкиНалогов", "СтавкаНалога")])?.Text("Ставка") ?? Vat([.. fields.Rows("Налоги", "Налог")])?.Text("Ставка");

    private static bool IsVat(Fields tax) => tax.Text("Наименование")?.Contains("НДС", StringComparison.OrdinalIgnoreCase) == true;
}
