using System.Globalization;

namespace Crm.Benchmarks.Generation;

/// <summary>Completes numbers that carry check digits, so that nothing of an export is refused for them.</summary>
internal static class CheckDigits
{
    /// <summary>ИНН of a legal entity, from its first nine digits.</summary>
    public static string Inn10(string nine) => nine + Weighted(nine, 2, 4, 10, 3, 5, 9, 4, 6, 8);

    /// <summary>ИНН of an entrepreneur, from its first ten digits.</summary>
    public static string Inn12(string ten)
    {
        var eleven = ten + Weighted(ten, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8);
        return eleven + Weighted(eleven, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8);
    }

    /// <summary>EAN-13, from its first twelve digits.</summary>
    public static string Barcode(string twelve)
    {
        var sum = twelve.Select((digit, at) => (digit - '0') * (at % 2 == 0 ? 1 : 3)).Sum();
        return twelve + ((10 - (sum % 10)) % 10);
    }

    /// <summary>An account of a client in the bank of that БИК: balance account, roubles, key, own number.</summary>
    public static string Account(string bic, string balance, int number) =>
        Keyed(bic[^3..], $"{balance}810", number.ToString("D11", CultureInfo.InvariantCulture));

    /// <summary>The correspondent account of the bank of that БИК.</summary>
    public static string Correspondent(string bic) =>
        Keyed("0" + bic[4..6], "30101810", "00000000" + bic[^3..]);

    private static int Weighted(string digits, params ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var at = 0; at < weights.Length; at++)
        {
            sum += (digits[at] - '0') * weights[at];
        }

        return sum % 11 % 10;
    }

    // The key digit itself has the weight 3 when it stands at 8 in the account: 3 × 7 = 21 ≡ 1 undoes it.
    private static string Keyed(string bank, string before, string after)
    {
        var sum = 0;
        var digits = bank + before + "0" + after;
        for (var at = 0; at < digits.Length; at++)
        {
            sum += (digits[at] - '0') * (at % 3) switch { 0 => 7, 1 => 1, _ => 3 };
        }

        return $"{before}{(10 - (sum % 10)) * 7 % 10}{after}";
    }
}
