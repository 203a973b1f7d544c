using System.Globalization;
using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Sums over rows, exact. What cannot be read as a number is passed on as it came, so that a person hears of it.</summary>
internal static class Amounts
{
    /// <summary>The sum of one field over rows; null when no row says it.</summary>
    public static string? Sum(IEnumerable<Fields> rows, string field)
    {
        decimal? sum = null;
        foreach (var text in rows.Select(row => row.Text(field)).OfType<string>())
        {
            if (!decimal.TryParse(text.Replace(',', '.'), NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount))
            {
                return text;
            }

            sum = (sum ?? 0) + amount;
        }

        return sum?.ToString(CultureInfo.InvariantCulture);
    }
}
