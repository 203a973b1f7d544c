using System.Globalization;

namespace Crm.Simulator.Seeding;

/// <summary>Numbers that a check passes: ИНН of firms and of people, accounts of a bank.</summary>
internal static class CheckDigits
{
    private static readonly int[] Weights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

    /// <summary>ИНН of ten digits from its first nine.</summary>
    public static string OfFirm(string nine) => nine + Sum(nine, Weights.AsSpan(2));

    /// <summary>ИНН of twelve digits from its first ten.</summary>
    public static string OfPerson(string ten)
    {
        var eleven = ten + Sum(ten, Weights.AsSpan(1));
        return eleven + Sum(eleven, Weights);
    }

    /// <summary>An account of twenty digits whose key, the ninth, agrees with the bank.</summary>
    public static string Account(string bic, string begin, int number)
    {
        var tail = number.ToString("D11", CultureInfo.InvariantCulture);
        for (var key = 0; key < 10; key++)
        {
            var account = $"{begin}810{key}{tail}";
            if (Agrees(bic[^3..] + account))
            {
                return account;
            }
        }

        throw new InvalidOperationException("One of ten keys always agrees.");
    }

    private static bool Agrees(string digits)
    {
        ReadOnlySpan<int> weights = [7, 1, 3];
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            sum += (digits[at] - '0') * weights[at % 3] % 10;
        }

        return sum % 10 == 0;
    }

    private static int Sum(string digits, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            sum += (digits[at] - '0') * weights[at];
        }

        return sum % 11 % 10;
    }
}
