using System.Globalization;
using System.Text.RegularExpressions;
using Crm.Simulator.Answers;

namespace Crm.Simulator.Query;

/// <summary>The functions that 1C knows. length, indexof, replace, tolower, toupper, trim, floor and ceiling it does not.</summary>
internal static class Functions
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    public static Func<object?[], object?> Find(string name, int arguments) => (name, arguments) switch
    {
        ("concat", 2) => a => Text(a[0]) + Text(a[1]),
        ("startswith", 2) => a => Text(a[0]).StartsWith(Text(a[1]), StringComparison.OrdinalIgnoreCase),
        ("endswith", 2) => a => Text(a[0]).TrimEnd(' ').EndsWith(Text(a[1]), StringComparison.OrdinalIgnoreCase),
        // The needle stands first, unlike everywhere else.
        ("substringof", 2) => a => Text(a[1]).Contains(Text(a[0]), StringComparison.OrdinalIgnoreCase),
        ("substring", 3) => a => Part(Text(a[0]), Whole(a[1]), Whole(a[2])),
        ("like", 2) => a => IsLike(Text(a[0]), Text(a[1])),
        ("round", 1) => a => Math.Round(Number(a[0]), MidpointRounding.AwayFromZero),
        ("round", 2) => a => Math.Round(Number(a[0]), Whole(a[1]), MidpointRounding.AwayFromZero),
        ("year", 1) => a => (decimal)Date(a[0]).Year,
        ("quarter", 1) => a => (decimal)((Date(a[0]).Month + 2) / 3),
        ("month", 1) => a => (decimal)Date(a[0]).Month,
        ("day", 1) => a => (decimal)Date(a[0]).Day,
        ("dayofyear", 1) => a => (decimal)Date(a[0]).DayOfYear,
        ("dayofweek", 1) => a => (decimal)(((int)Date(a[0]).DayOfWeek + 6) % 7 + 1),
        ("hour", 1) => a => (decimal)Date(a[0]).Hour,
        ("minute", 1) => a => (decimal)Date(a[0]).Minute,
        ("second", 1) => a => (decimal)Date(a[0]).Second,
        ("dateadd", 3) => a => Later(Date(a[0]), Text(a[1]), Whole(a[2])),
        ("datedifference", 3) => a => Between(Date(a[0]), Date(a[1]), Text(a[2])),
        _ => throw ODataFault.Option("$filter"),
    };

    private static string Text(object? value) => value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static decimal Number(object? value) => Comparison.AsNumber(value) ?? throw ODataFault.Option("$filter");

    private static int Whole(object? value) => (int)Math.Clamp(Number(value), -100_000, 100_000);

    private static DateTime Date(object? value) => value as DateTime? ?? throw ODataFault.Option("$filter");

    // Places are counted from one.
    private static string Part(string text, int from, int length)
    {
        var start = Math.Clamp(from - 1, 0, text.Length);
        return text.Substring(start, Math.Clamp(length, 0, text.Length - start));
    }

    private static bool IsLike(string text, string pattern)
    {
        var regex = "^" + Regex.Escape(pattern).Replace("%", ".*", StringComparison.Ordinal).Replace("_", ".", StringComparison.Ordinal) + "$";
        return Regex.IsMatch(text, regex, RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant, LongestMatch);
    }

    private static DateTime Later(DateTime date, string unit, int count) => unit switch
    {
        "year" => date.AddYears(count),
        "quarter" => date.AddMonths(3 * count),
        "month" => date.AddMonths(count),
        "week" => date.AddDays(7 * count),
        "day" => date.AddDays(count),
        "hour" => date.AddHours(count),
        "minute" => date.AddMinutes(count),
        "second" => date.AddSeconds(count),
        _ => throw ODataFault.Option("$filter"),
    };

    private static decimal Between(DateTime from, DateTime to, string unit) => unit switch
    {
        "year" => to.Year - from.Year,
        "month" => (to.Year - from.Year) * 12 + to.Month - from.Month,
        "day" => (decimal)(to.Date - from.Date).TotalDays,
        "hour" => (decimal)Math.Truncate((to - from).TotalHours),
        "minute" => (decimal)Math.Truncate((to - from).TotalMinutes),
        "second" => (decimal)Math.Truncate((to - from).TotalSeconds),
        _ => throw ODataFault.Option("$filter"),
    };
}
