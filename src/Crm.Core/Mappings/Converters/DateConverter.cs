using System.Globalization;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Converters;

/// <summary>Dates and times in every form in which 1C and sites write them. A business date has no zone: an offset is dropped.</summary>
internal static class DateConverter
{
    private const int Longest = 40;
    private const int FirstYear = 1800;

    public static Outcome Date(string text, in Scope scope)
    {
        var said = text.AsSpan().Trim();
        if (IsEmptyDate(said))
        {
            return Outcome.Empty;
        }

        return said.Length <= Longest && DateOf(said, out var tail) is { } date && IsTimeTail(tail)
            ? Of(date, text)
            : Outcome.No(text, "это не дата; ожидается вид 2024-05-31 или 31.05.2024", "this is not a date; expected is 2024-05-31 or 31.05.2024");
    }

    public static Outcome Time(string text, in Scope scope)
    {
        var said = text.AsSpan().Trim();
        if (IsEmptyDate(said))
        {
            return Outcome.Empty;
        }

        var clock = DateOf(said, out var tail) is null ? said : tail;
        return said.Length <= Longest && TimeOf(clock) is { } time
            ? Outcome.Of(time.ToString("HH:mm:ss", CultureInfo.InvariantCulture))
            : Outcome.No(text, "это не время; ожидается вид 09:30:00", "this is not a time; expected is 09:30:00");
    }

    private static Outcome Of(DateOnly date, string text) => date switch
    {
        // What 1C writes when there is no date.
        { Year: 1, Month: 1, Day: 1 } => Outcome.Empty,
        { Year: < FirstYear } => Outcome.No(text, "такого года не может быть", "such a year cannot be"),
        _ => Outcome.Of(date),
    };

    // A bare T is what 1C leaves of an empty date and an empty time joined by T.
    private static bool IsEmptyDate(ReadOnlySpan<char> said) => said.IsEmpty || said is "T";

    private static DateOnly? DateOf(ReadOnlySpan<char> said, out ReadOnlySpan<char> tail)
    {
        tail = said.Length > 10 ? said[10..] : [];
        switch (said)
        {
            case [_, _, _, _, '-', _, _, '-', _, _, ..]:
                return Day(said[..4], said[5..7], said[8..10]);
            case [_, _, '.', _, _, '.', _, _, _, _, ..]:
                return Day(said[6..10], said[3..5], said[..2]);
            case { Length: 8 or 14 } when RussianCodes.AllDigits(said):
                tail = said[8..];
                return Day(said[..4], said[4..6], said[6..8]);
            default:
                return null;
        }
    }

    private static DateOnly? Day(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day)
    {
        if (!RussianCodes.AllDigits(year) || !RussianCodes.AllDigits(month) || !RussianCodes.AllDigits(day))
        {
            return null;
        }

        var (y, m, d) = (Number(year), Number(month), Number(day));
        return y >= 1 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    private static bool IsTimeTail(ReadOnlySpan<char> tail) =>
        tail.IsEmpty || IsOffset(tail) || TimeOf(tail) is not null;

    // "T0:36:33": the hour is not padded; "UTC02:25:50": a zone where the T belongs.
    private static TimeOnly? TimeOf(ReadOnlySpan<char> said)
    {
        var clock = said.StartsWith("UTC") ? said[3..] : said.StartsWith("T") ? said[1..] : said.TrimStart();
        clock = WithoutOffset(clock);
        return clock switch
        {
            [_, ':', _, _] => Clock(clock[..1], clock[2..4], "00"),
            [_, _, ':', _, _] => Clock(clock[..2], clock[3..5], "00"),
            [_, ':', _, _, ':', _, _, .. var fraction] when IsFraction(fraction) => Clock(clock[..1], clock[2..4], clock[5..7]),
            [_, _, ':', _, _, ':', _, _, .. var fraction] when IsFraction(fraction) => Clock(clock[..2], clock[3..5], clock[6..8]),
            { Length: 6 } => Clock(clock[..2], clock[2..4], clock[4..]),
            _ => null,
        };
    }

    private static TimeOnly? Clock(ReadOnlySpan<char> hour, ReadOnlySpan<char> minute, ReadOnlySpan<char> second)
    {
        if (!RussianCodes.AllDigits(hour) || !RussianCodes.AllDigits(minute) || !RussianCodes.AllDigits(second))
        {
            return null;
        }

        var (h, m, s) = (Number(hour), Number(minute), Number(second));
        return h < 24 && m < 60 && s < 60 ? new TimeOnly(h, m, s) : null;
    }

    private static bool IsFraction(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text[0] is '.' or ',' && text.Length is > 1 and < 9 && RussianCodes.AllDigits(text[1..]));

    private static ReadOnlySpan<char> WithoutOffset(ReadOnlySpan<char> clock)
    {
        var at = clock.EndsWith("Z") ? clock.Length - 1 : clock.IndexOfAny('+', '-');
        return at > 0 && IsOffset(clock[at..]) ? clock[..at] : clock;
    }

    private static bool IsOffset(ReadOnlySpan<char> text) => text switch
    {
        ['Z'] => true,
        ['+' or '-', _, _, ':', _, _] => RussianCodes.AllDigits(text[1..3]) && RussianCodes.AllDigits(text[4..]),
        ['+' or '-', _, _, _, _] or ['+' or '-', _, _] => RussianCodes.AllDigits(text[1..]),
        _ => false,
    };
}
