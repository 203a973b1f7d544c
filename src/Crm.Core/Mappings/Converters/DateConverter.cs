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
        tail = [];
        if (Exact(said, 10, "yyyy-MM-dd") is { } iso)
        {
            tail = said[10..];
            return iso;
        }

        if (Exact(said, 10, "dd.MM.yyyy") is { } russian)
        {
            tail = said[10..];
            return russian;
        }

        if (said.Length is 8 or 14 && RussianCodes.AllDigits(said))
        {
            tail = said[8..];
            return Exact(said, 8, "yyyyMMdd");
        }

        return null;
    }

    private static DateOnly? Exact(ReadOnlySpan<char> said, int length, string form) =>
        said.Length >= length
        && DateOnly.TryParseExact(said[..length], form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    private static bool IsTimeTail(ReadOnlySpan<char> tail) =>
        tail.IsEmpty || IsOffset(tail) || TimeOf(tail) is not null;

    // "T0:36:33": the hour is not padded; "UTC02:25:50": a zone where the T belongs.
    private static TimeOnly? TimeOf(ReadOnlySpan<char> said)
    {
        var clock = said.StartsWith("UTC") ? said[3..] : said.StartsWith("T") ? said[1..] : said.TrimStart();
        clock = WithoutOffset(clock);
        string[] forms = ["H:mm:ss", "HH:mm:ss", "H:mm", "HH:mm", "HHmmss", "H:mm:ss.FFFFFFF"];
        return TimeOnly.TryParseExact(clock, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
    }

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
