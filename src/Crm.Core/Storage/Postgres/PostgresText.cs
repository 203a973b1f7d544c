using System.Globalization;
using System.Text.RegularExpressions;

namespace Crm.Core.Storage.Postgres;

/// <summary>
/// Makes of a statement of the hub one of PostgreSQL. Names are folded to small letters, as PostgreSQL does with those that are
/// not quoted; lists travel as arrays.
/// </summary>
internal static partial class PostgresText
{
    public static string Of(string sql) => Words.Replace(sql, word => word switch
    {
        _ when word.Groups["name"] is { Success: true, Value: var name } => $"\"{name.ToLowerInvariant()}\"",
        _ when word.Groups["among"] is { Success: true, Value: var list } => $"= ANY({Array(list, Place(word.Groups["of"].Value))})",
        _ when word.Groups["list"] is { Success: true, Value: var list } => List(list, Place(word.Groups["of"].Value)),
        _ when word.Groups["place"] is { Success: true, Value: var place } => Place(place),
        _ when word.Groups["object"].Success => "json_build_object(",
        _ => word.Value,
    });

    /// <summary>The statement that writes many rows, each column an array.</summary>
    public static string Of(RowWrite write)
    {
        var names = write.Columns.Select(column => Name(column.Name)).ToList();
        var arrays = string.Join(", ", write.Columns.Select((column, at) => $"${at + 1}::{TypeOf(column.Type)}[]"));
        var insert = $"INSERT INTO {Name(write.Table)} ({string.Join(", ", names)}) SELECT * FROM unnest({arrays})";

        return write.Sort switch
        {
            WriteSort.Insert => insert,
            WriteSort.Put => $"{insert} ON CONFLICT ({string.Join(", ", write.Keys.Select(Name))}) DO UPDATE SET "
                + string.Join(", ", write.Sets.Select(name => $"{Name(name)} = excluded.{Name(name)}")),
            _ => $"UPDATE {Name(write.Table)} t SET {string.Join(", ", write.Sets.Select(name => $"{Name(name)} = v.{Name(name)}"))} "
                + $"FROM unnest({arrays}) AS v({string.Join(", ", names)}) WHERE {string.Join(" AND ", write.Keys.Select(name => $"t.{Name(name)} = v.{Name(name)}"))}",
        };
    }

    public static string Copy(RowWrite write) =>
        $"COPY {Name(write.Table)} ({string.Join(", ", write.Columns.Select(column => Name(column.Name)))}) FROM STDIN (FORMAT BINARY)";

    public static string Name(string name) => $"\"{name.ToLowerInvariant()}\"";

    private static string TypeOf(ColumnType type) => type switch
    {
        ColumnType.Int => "integer",
        ColumnType.Long => "bigint",
        ColumnType.Truth => "boolean",
        ColumnType.Id => "uuid",
        ColumnType.Moment => "timestamptz",
        ColumnType.Date => "date",
        ColumnType.Bytes => "bytea",
        _ => "text",
    };

    private static string List(string list, string place) =>
        list == "lists" ? $"json_array_elements(CAST({place} AS json))" : $"(SELECT unnest({Array(list, place)}) AS value)";

    private static string Array(string list, string place) => place + list switch
    {
        "ids" => "::uuid[]",
        "texts" => "::text[]",
        _ => "::bigint[]",
    };

    // PostgreSQL counts from one.
    private static string Place(string number) =>
        "$" + (int.Parse(number, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("""'[^']*'|"(?<name>[^"]+)"|\bIN (?<among>ids|texts|numbers)\(\$(?<of>\d+)\)|\b(?<list>ids|texts|numbers|lists)\(\$(?<of>\d+)\)|\$(?<place>\d+)|\b(?<object>json_object)\(""")]
    private static partial Regex Words { get; }
}
