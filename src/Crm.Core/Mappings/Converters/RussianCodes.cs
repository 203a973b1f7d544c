using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Converters;

/// <summary>Codes of Russian registers with their check digits.</summary>
internal static class RussianCodes
{
    private static ReadOnlySpan<int> Weights => [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

    public static Outcome Inn(string text, in Scope scope)
    {
        var code = text.Trim();
        return code switch
        {
            { Length: not (10 or 12) } => Outcome.No(code, "ИНН состоит из 10 или 12 цифр", "an INN has 10 or 12 digits"),
            _ when !AllDigits(code) || IsZeros(code) => Outcome.No(code, "это не ИНН", "this is not an INN"),
            _ when !InnIsRight(code) => Outcome.No(code, "контрольная цифра ИНН не сходится; проверьте номер", "the check digit of the INN is wrong; check the number"),
            _ => Outcome.Of(code),
        };
    }

    public static Outcome Kpp(string text, in Scope scope)
    {
        var code = text.Trim().ToUpperInvariant();
        return KppIsRight(code)
            ? Outcome.Of(code)
            : Outcome.No(code, "КПП состоит из 9 знаков: 4 цифры, 2 цифры или заглавные латинские буквы, 3 цифры", "a KPP has 9 characters: 4 digits, 2 digits or capital Latin letters, 3 digits");
    }

    public static Outcome Ogrn(string text, in Scope scope)
    {
        var code = text.Trim();
        return code switch
        {
            { Length: not (13 or 15) } => Outcome.No(code, "ОГРН состоит из 13 цифр, ОГРНИП из 15", "an OGRN has 13 digits, an OGRNIP 15"),
            _ when !AllDigits(code) || IsZeros(code) => Outcome.No(code, "это не ОГРН", "this is not an OGRN"),
            _ when !OgrnIsRight(code) => Outcome.No(code, "контрольная цифра ОГРН не сходится; проверьте номер", "the check digit of the OGRN is wrong; check the number"),
            _ => Outcome.Of(code),
        };
    }

    public static bool AllDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    public static bool IsZeros(ReadOnlySpan<char> text) => !text.ContainsAnyExcept('0');

    public static bool InnIsRight(string inn) => inn.Length == 10
        ? Check(inn, 9) == inn[9]
        : Check(inn, 10) == inn[10] && Check(inn, 11) == inn[11];

    // The weights of a shorter code are the tail of the longest row of weights.
    private static char Check(string inn, int length)
    {
        var weights = Weights[(Weights.Length - length)..];
        var sum = 0;
        for (var at = 0; at < length; at++)
        {
            sum += weights[at] * (inn[at] - '0');
        }

        return (char)('0' + (sum % 11 % 10));
    }

    private static bool KppIsRight(string kpp) =>
        kpp.Length == 9
        && AllDigits(kpp.AsSpan(0, 4))
        && IsReason(kpp[4])
        && IsReason(kpp[5])
        && AllDigits(kpp.AsSpan(6, 3))
        && !IsZeros(kpp);

    private static bool IsReason(char letter) => char.IsAsciiDigit(letter) || char.IsAsciiLetterUpper(letter);

    private static bool OgrnIsRight(string ogrn)
    {
        var number = long.Parse(ogrn.AsSpan(0, ogrn.Length - 1), System.Globalization.CultureInfo.InvariantCulture);
        return number % (ogrn.Length - 2) % 10 == ogrn[^1] - '0';
    }
}
