using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Crm.Core.Storage.Postgres;

/// <summary>Values of the hub as PostgreSQL takes them.</summary>
internal static class PostgresValues
{
    public static NpgsqlParameter Parameter(object? value) => new() { Value = Of(value) ?? DBNull.Value };

    /// <summary>All values of one column of many rows.</summary>
    public static NpgsqlParameter Column(ColumnType type, IReadOnlyList<object?[]> rows, int at)
    {
        Array values = type switch
        {
            ColumnType.Int => Values(rows, at, value => (int?)Convert.ToInt32(value, null)),
            ColumnType.Long => Values(rows, at, value => (long?)Convert.ToInt64(value, null)),
            ColumnType.Truth => Values(rows, at, value => (bool?)value),
            ColumnType.Id => Values(rows, at, value => (Guid?)value),
            ColumnType.Moment => Values(rows, at, value => (DateTime?)value),
            ColumnType.Date => Values(rows, at, value => (DateOnly?)value),
            ColumnType.Bytes => Values(rows, at, value => (byte[])value),
            _ => Values(rows, at, value => (string)value),
        };
        return new NpgsqlParameter { Value = values, NpgsqlDbType = NpgsqlDbType.Array | TypeOf(type) };
    }

    public static NpgsqlDbType TypeOf(ColumnType type) => type switch
    {
        ColumnType.Int => NpgsqlDbType.Integer,
        ColumnType.Long => NpgsqlDbType.Bigint,
        ColumnType.Truth => NpgsqlDbType.Boolean,
        ColumnType.Id => NpgsqlDbType.Uuid,
        ColumnType.Moment => NpgsqlDbType.TimestampTz,
        ColumnType.Date => NpgsqlDbType.Date,
        ColumnType.Bytes => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Text,
    };

    /// <summary>A value that may be kept: what the caller uses again is copied.</summary>
    public static object? Of(object? value) => value switch
    {
        string text => Clean(text),
        Utf8 { Bytes: var bytes } => Clean(Encoding.UTF8.GetString(bytes.Span)),
        DateTime moment => DateTime.SpecifyKind(moment, DateTimeKind.Utc),
        null or byte[] => value,
        IEnumerable<Guid> ids => ids.ToArray(),
        IEnumerable<string> texts => texts.Select(Clean).ToArray(),
        IEnumerable<long> numbers => numbers.ToArray(),
        IEnumerable<string[]> lists => JsonSerializer.Serialize(lists.Select(list => list.Select(Clean))),
        _ => value,
    };

    // A text here holds any letter but the one of number zero, and no half of a pair.
    private static string Clean(string text)
    {
        foreach (var letter in text)
        {
            if (letter == '\0' || char.IsSurrogate(letter))
            {
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace('\0', '\ufffd')));
            }
        }

        return text;
    }

    private static T?[] Values<T>(IReadOnlyList<object?[]> rows, int at, Func<object, T?> value)
    {
        var values = new T?[rows.Count];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = rows[row][at] is { } there ? value(there) : default;
        }

        return values;
    }
}
