using System.Text.RegularExpressions;

namespace Crm.Core.Storage.Sqlite;

/// <summary>Makes of a statement of the hub one of SQLite. Lists travel as JSON.</summary>
internal static partial class SqliteText
{
    public static string Of(string sql) => Words.Replace(sql, word => word.Groups["list"].Value switch
    {
        "ids" => $"(SELECT unhex(value) AS value FROM json_each({word.Groups["parameter"].Value}))",
        "texts" or "numbers" => $"(SELECT value FROM json_each({word.Groups["parameter"].Value}))",
        "lists" => $"json_each({word.Groups["parameter"].Value})",
        _ => "unhex(",
    });

    [GeneratedRegex(@"\b(?<list>ids|texts|numbers|lists)\((?<parameter>\$\d+)\)|\buuid\(")]
    private static partial Regex Words { get; }

    /// <summary>The statement that writes one row.</summary>
    public static string Of(RowWrite write)
    {
        var names = write.Columns.Select(column => column.Name).ToList();
        string Place(string name) => "$" + names.IndexOf(name).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var insert = $"INSERT INTO \"{write.Table}\" ({string.Join(", ", names.Select(Quoted))}) VALUES ({string.Join(", ", names.Select(Place))})";

        return write.Sort switch
        {
            WriteSort.Insert => insert,
            WriteSort.Put => $"{insert} ON CONFLICT ({string.Join(", ", write.Keys.Select(Quoted))}) DO UPDATE SET "
                + string.Join(", ", write.Sets.Select(name => $"{Quoted(name)} = excluded.{Quoted(name)}")),
            _ => $"UPDATE \"{write.Table}\" SET {string.Join(", ", write.Sets.Select(name => $"{Quoted(name)} = {Place(name)}"))} "
                + $"WHERE {string.Join(" AND ", write.Keys.Select(name => $"{Quoted(name)} = {Place(name)}"))}",
        };
    }

    private static string Quoted(string name) => $"\"{name}\"";
}
