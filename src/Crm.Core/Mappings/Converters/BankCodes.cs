using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Converters;

/// <summary>БИК and bank accounts.</summary>
internal static class BankCodes
{
    /// <summary>Letters that may stand for a digit in the currency of an account, by their digit.</summary>
    private const string CurrencyLetters = "ABCEHKMPTX";
    private const string Correspondent = "301";

    public static Outcome Bic(string text, in Scope scope)
    {
        var code = text.Trim();
        return IsBic(code) ? Outcome.Of(code) : Outcome.No(code, "БИК состоит из 9 цифр", "a BIC has 9 digits");
    }

    public static Conversion Account(SourcePath? bic) => (string text, in Scope scope) =>
    {
        var account = text.Trim();
        if (!IsAccount(account))
        {
            return Outcome.No(account, "счёт состоит из 20 цифр", "an account has 20 digits");
        }

        var bank = bic?.AsText(scope).Value as string;
        return bank is null || !IsBic(bank.Trim()) || Fits(account, bank.Trim())
            ? Outcome.Of(account)
            : Outcome.No(account, $"контрольная цифра счёта не сходится с БИК {bank.Trim()}; проверьте оба", $"the check digit of the account does not agree with the BIC {bank.Trim()}; check both");
    };

    private static bool IsBic(string code) => code.Length == 9 && RussianCodes.AllDigits(code) && !RussianCodes.IsZeros(code);

    private static bool IsAccount(string account) =>
        account.Length == 20
        && RussianCodes.AllDigits(account.AsSpan(0, 5))
        && (char.IsAsciiDigit(account[5]) || CurrencyLetters.Contains(account[5], StringComparison.Ordinal))
        && RussianCodes.AllDigits(account.AsSpan(6));

    // Accounts in the Bank of Russia and the Treasury are checked by the branch, as correspondent accounts are.
    private static bool Fits(string account, string bic)
    {
        var byBranch = Sum($"0{bic.AsSpan(4, 2)}", account) % 10 == 0;
        return byBranch || (!account.StartsWith(Correspondent, StringComparison.Ordinal) && Sum(bic[^3..], account) % 10 == 0);
    }

    private static int Sum(string bank, string account)
    {
        var sum = 0;
        for (var at = 0; at < 23; at++)
        {
            var letter = at < 3 ? bank[at] : account[at - 3];
            var digit = char.IsAsciiDigit(letter) ? letter - '0' : CurrencyLetters.IndexOf(letter, StringComparison.Ordinal);
            sum += digit * (at % 3 == 0 ? 7 : at % 3 == 1 ? 1 : 3);
        }

        return sum;
    }
}
