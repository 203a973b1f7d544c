using System.Text;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Converters;

/// <summary>Makes one form of the many in which people write a telephone number; refuses what is not exactly one number.</summary>
internal static class PhoneConverter
{
    private const int Longest = 64;

    private static readonly string[] Extensions = ["доб", "вн", "ext", "#"];

    public static Outcome Phone(string text, in Scope scope)
    {
        var (main, extension) = text.Length <= Longest ? Parts(text.Trim()) : ("", null);
        var number = Number(main);
        return number is null || extension is { Length: > 8 or 0 }
            ? Outcome.No(text, "это не один телефонный номер; запишите его в виде +7 495 123-45-67", "this is not one telephone number; write it as +7 495 123-45-67")
            : Outcome.Of(extension is null ? number : $"{number} доб. {extension}");
    }

    private static (string Main, string? Extension) Parts(string text)
    {
        foreach (var word in Extensions)
        {
            var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at > 0)
            {
                var tail = text.AsSpan(at + word.Length).TrimStart(".: ").Trim(" )");
                return (text[..at].TrimEnd(' ', ',', '(', ';'), RussianCodes.AllDigits(tail) ? tail.ToString() : "");
            }
        }

        return (text, null);
    }

    private static string? Number(string main)
    {
        var digits = new StringBuilder(16);
        foreach (var letter in main)
        {
            if (char.IsAsciiDigit(letter))
            {
                digits.Append(letter);
            }
            else if (!(letter is ' ' or '\u00A0' or '-' or '\u2010' or '\u2011' or '\u2013' or '(' or ')' or '.' || (letter == '+' && digits.Length == 0)))
            {
                return null;
            }
        }

        return Normal(digits.ToString(), main.Contains('+', StringComparison.Ordinal));
    }

    // 8 in front is the Russian trunk prefix; ten digits without it are a Russian number when they start with an area or mobile code.
    private static string? Normal(string digits, bool international) => digits switch
    {
        { Length: >= 8 and <= 15 } when international && digits[0] != '0' => "+" + digits,
        { Length: 11 } when digits[0] is '7' or '8' => "+7" + digits[1..],
        { Length: 10 } when digits[0] is '3' or '4' or '8' or '9' => "+7" + digits,
        _ => null,
    };
}
