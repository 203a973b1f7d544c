using System.Globalization;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Converters;

/// <summary>Numbers, exactly as they were written: nothing is rounded, and what can be read in two ways is refused.</summary>
internal static class NumberConverter
{
    private const int Longest = 64;
    private const decimal MoneyLimit = 922_000_000_000_000m;
    private const decimal NumberLimit = 92_000_000_000m;
    private const int MoneyDecimals = 4;
    private const int NumberDecimals = 8;
    private const int WholeDigits = 16;
    private const int QuickDigits = 18;
    private const int Small = 128;

    private static readonly object[] Boxes = [.. Enumerable.Range(0, Small).Select(number => (object)(decimal)number)];

    public static Outcome Decimal(string text, in Scope scope) => Number(text);

    /// <summary>Fits a field of type Number.</summary>
    public static Outcome Number(string text) => Parse(text, NumberLimit, NumberDecimals);

    public static Outcome Money(string text, in Scope scope) => Money(text);

    /// <summary>Fits a field of type Money.</summary>
    public static Outcome Money(string text) => Parse(text, MoneyLimit, MoneyDecimals);

    /// <summary>Fits a field of type Number, and is money too.</summary>
    public static Outcome MoneyInNumber(string text, in Scope scope) => Parse(text, NumberLimit, MoneyDecimals);

    private static Outcome Parse(string text, decimal limit, int decimals)
    {
        var said = text.AsSpan().Trim();
        if (TryQuick(said, out var quick, out var scale) && scale <= decimals && quick < limit)
        {
            return Outcome.Of(Boxed(quick, scale));
        }

        Span<char> plain = stackalloc char[Longest + 1];
        if (said.Length > Longest || !TryRead(said, plain, out var whole, out var fraction))
        {
            return Outcome.No(text, "это не число", "this is not a number");
        }

        if (fraction > decimals)
        {
            return Outcome.No(text, $"больше {decimals} знаков после запятой; ничего не округляем", $"more than {decimals} decimals; nothing is rounded here");
        }

        var number = whole > WholeDigits ? limit : Value(plain[..(whole + 1 + fraction)]);
        return number < limit
            ? Outcome.Of(Boxed(said[0] == '-' && number != 0 ? -number : number, fraction))
            : Outcome.No(text, "число слишком велико", "the number is too large");
    }

    // Quantities, rates and coefficients are mostly these.
    private static object Boxed(decimal number, int fraction) =>
        fraction == 0 && number is >= 0 and < Small ? Boxes[(int)number] : number;

    // Of a zero nothing is left but the point.
    private static decimal Value(ReadOnlySpan<char> plain) =>
        plain.Length == 1 ? 0 : decimal.Parse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    // Nearly all numbers are a few digits with one point at most: read by hand they cost a fraction of the whole way.
    private static bool TryQuick(ReadOnlySpan<char> said, out decimal number, out int scale)
    {
        var digits = 0L;
        var point = -1;
        for (var at = 0; at < Math.Min(said.Length, QuickDigits + 1); at++)
        {
            var digit = said[at] - '0';
            if (digit is >= 0 and <= 9)
            {
                digits = (digits * 10) + digit;
            }
            else if (said[at] is '.' or ',' && point < 0 && at > 0)
            {
                point = at;
            }
            else
            {
                digits = -1;
                break;
            }
        }

        scale = point < 0 ? 0 : said.Length - point - 1;
        for (; scale > 0 && digits % 10 == 0; scale--)
        {
            digits /= 10;
        }

        var isRead = digits >= 0 && said.Length is > 0 and <= QuickDigits;
        number = isRead ? new decimal((int)digits, (int)(digits >> 32), 0, false, (byte)scale) : 0;
        return isRead;
    }

    // Gives the digits as whole.fraction without zeros that mean nothing; equal numbers then have one scale.
    private static bool TryRead(ReadOnlySpan<char> said, Span<char> plain, out int whole, out int fraction)
    {
        whole = fraction = 0;
        var signed = said is ['+' or '-', ..] ? said[1..] : said;
        var point = signed.LastIndexOfAny('.', ',');
        var left = point < 0 ? signed : signed[..point];
        var right = point < 0 ? [] : signed[(point + 1)..];
        if (left.Length + right.Length == 0 || !RussianCodes.AllDigits(right) || Ungrouped(left, plain) is not { } length)
        {
            return false;
        }

        var digits = plain[..length].TrimStart('0');
        whole = digits.Length;
        digits.CopyTo(plain);
        plain[whole] = '.';
        right = right.TrimEnd('0');
        fraction = right.Length;
        right.CopyTo(plain[(whole + 1)..]);
        return true;
    }

    // Blanks may only stand where thousands are parted: "1 2" is two numbers, not twelve.
    private static int? Ungrouped(ReadOnlySpan<char> left, Span<char> into)
    {
        var length = 0;
        var group = 0;
        var grouped = false;
        foreach (var letter in left)
        {
            if (char.IsAsciiDigit(letter))
            {
                into[length++] = letter;
                group++;
            }
            else if (letter is ' ' or '\u00A0' or '\u202F' && (grouped ? group == 3 : group is >= 1 and <= 3))
            {
                grouped = true;
                group = 0;
            }
            else
            {
                return null;
            }
        }

        return !grouped || group == 3 ? length : null;
    }
}
