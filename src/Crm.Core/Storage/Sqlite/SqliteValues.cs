using System.Globalization;
using System.Text.Json;

namespace Crm.Core.Storage.Sqlite;

/// <summary>What SQLite has no type for, as texts: moments and dates as EF writes them, lists as JSON.</summary>
internal static class SqliteValues
{
    public static string Text(object value) => value switch
    {
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IEnumerable<Guid> ids => "[" + string.Join(',', ids.Select(id => $"\"{id:N}\"")) + "]",
        IEnumerable<string> texts => JsonSerializer.Serialize(texts),
        IEnumerable<long> numbers => JsonSerializer.Serialize(numbers),
        IEnumerable<string[]> lists => JsonSerializer.Serialize(lists),
        _ => throw new NotSupportedException($"no way to store {value.GetType().Name}"),
    };

    public static DateTime Moment(string text) => DateTime.Parse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
