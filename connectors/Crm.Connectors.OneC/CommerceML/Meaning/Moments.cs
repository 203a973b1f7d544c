using System.Globalization;
using System.Text.RegularExpressions;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Dates and times in all the forms in which 1C and sites write them.</summary>
internal static partial class Moments
{
    /// <summary>The moment in UTC, or null when the text is none. A time without a zone is in <paramref name="zone"/>.</summary>
    public static DateTime? Utc(string? text, TimeZoneInfo zone)
    {
        if (text is { Length: 19 } && text[10] == 'T' && Usual(text[..10], text[11..]) is { } usual)
        {
            return Shifted(usual, zone.GetUtcOffset(usual));
        }

        if (text is null || (Iso().Match(text.Trim()) is var match && !match.Success && (match = Russian().Match(text.Trim())) is { Success: false }))
        {
            return null;
        }

        if (Local(match) is not { } local)
        {
            return null;
        }

        return Offset(match) is { } offset ? Shifted(local, offset) : Shifted(local, zone.GetUtcOffset(local));
    }

    /// <summary>The moment of a document: its date, and its time where it has one.</summary>
    public static DateTime? Utc(string? date, string? time, TimeZoneInfo zone)
    {
        var day = date?.Trim() is { Length: >= 10 } text ? text[..10] : null;
        return day is null ? null
            : Usual(day, time) is { } local ? Shifted(local, zone.GetUtcOffset(local)) : Utc(time is null ? day : $"{day} {time.Trim()}", zone) ?? Utc(day, zone);
    }

    // What 1C writes nearly always, without a search by patterns.
    private static DateTime? Usual(string day, string? time)
    {
        Span<char> text = stackalloc char["yyyy-MM-dd HH:mm:ss".Length];
        "0000-00-00 00:00:00".CopyTo(text);
        day.CopyTo(text);
        if (time is not null && !time.TryCopyTo(text["yyyy-MM-dd ".Length..]))
        {
            return null;
        }

        return (time is null or { Length: 8 }) && DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? local
            : null;
    }

    private static DateTime? Local(Match match)
    {
        int Part(string name) => match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;
        var text = $"{Part("y"):D4}-{Part("m"):D2}-{Part("d"):D2} {Part("h"):D2}:{Part("min"):D2}:{Part("s"):D2}";
        return DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? local : null;
    }

    // 2022-10-31UTC02:25:50 is not a dateTime of XML, but it says its zone.
    private static TimeSpan? Offset(Match match)
    {
        if (match.Groups["t"].Value == "UTC" || match.Groups["z"].Value is "Z" or "z")
        {
            return TimeSpan.Zero;
        }

        var zone = match.Groups["z"].Value.Replace(":", "", StringComparison.Ordinal);
        return zone.Length == 5 && TimeSpan.TryParseExact(zone[1..], "hhmm", CultureInfo.InvariantCulture, out var span)
            ? zone[0] == '-' ? -span : span
            : null;
    }

    private static DateTime? Shifted(DateTime local, TimeSpan offset)
    {
        var ticks = local.Ticks - offset.Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : new DateTime(ticks, DateTimeKind.Utc);
    }

    [GeneratedRegex(@"^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?:(?<t>UTC|[T\s]\s*)(?<h>\d{1,2}):(?<min>\d{2})(?::(?<s>\d{2})(?:[.,]\d+)?)?)?\s*(?<z>Z|z|[+-]\d{2}:?\d{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})(?:(?<t>[T\s]\s*)(?<h>\d{1,2}):(?<min>\d{2})(?::(?<s>\d{2}))?)?(?<z>)$", RegexOptions.CultureInvariant)]
    private static partial Regex Russian();
}
