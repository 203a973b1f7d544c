using System.Globalization;
using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Sums over rows, exact. What cannot be read as a number is passed on as it came, so that a person hears of it.</summary>
internal static class Amounts
{
    private const int SurelyDecimal = 18;

    /// <summary>The sum of one field over rows; null when no row says it.</summary>
    public static string? Sum(RowWalk rows, string field, Func<Fields, bool> counts)
    {
        decimal? sum = null;
        string? only = null;
        foreach (var row in rows)
        {
            if (row.Text(field) is not { } text || !counts(row))
            {
                continue;
            }

            if (sum is null && only is null && IsAsWritten(text))
            {
                only = text;
                continue;
            }

            sum ??= only is null ? 0 : decimal.Parse(only, CultureInfo.InvariantCulture);
            only = null;
            if (!TryRead(text, out var amount))
            {
                return text;
            }

            sum += amount;
        }

        return only ?? sum?.ToString(CultureInfo.InvariantCulture);
    }

    private static bool TryRead(string text, out decimal amount) =>
        decimal.TryParse(Ungrouped(text).Replace(',', '.'), NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out amount);

    private static string Ungrouped(string text) =>
        text.AsSpan().ContainsAny(' ', '\u00A0', '\u202F') ? string.Concat(text.Where(letter => letter is not (' ' or '\u00A0' or '\u202F'))) : text;

    // Nearly always there is one row, and its text is how its sum would be written.
    private static bool IsAsWritten(string text)
    {
        var whole = text.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? point : text.Length;
        return text.Length <= SurelyDecimal
            && whole > 0
            && whole != text.Length - 1
            && (whole == 1 || text[0] != '0')
            && !text.AsSpan(0, whole).ContainsAnyExceptInRange('0', '9')
            && !text.AsSpan(Math.Min(whole + 1, text.Length)).ContainsAnyExceptInRange('0', '9');
    }
}
