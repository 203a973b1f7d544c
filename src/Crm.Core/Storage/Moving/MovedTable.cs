using System.IO.Hashing;
using System.Text;
using Crm.Core.Storage.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Core.Storage.Moving;

/// <summary>What a table holds, told whatever the order of its rows.</summary>
public sealed record Content(long Rows, UInt128 Hash);

/// <summary>A table that is copied from one database to another, with what each column holds.</summary>
internal sealed class MovedTable(string name, IReadOnlyList<WriteColumn> columns, bool countsItsRows)
{
    private readonly string _select = $"SELECT {string.Join(", ", columns.Select(column => $"\"{column.Name}\""))} FROM \"{name}\"";

    public string Name => name;

    /// <summary>As what it is written over there.</summary>
    public RowWrite Write { get; } = RowWrite.Insert(name, [.. columns]);

    /// <summary>Its rows get their numbers from the database.</summary>
    public bool CountsItsRows => countsItsRows;

    /// <summary>Every table of the hub, as the model knows them.</summary>
    public static List<MovedTable> All()
    {
        using var context = PostgresContext.Open("Host=nowhere");
        return [.. context.Model.GetEntityTypes().Select(Of).OrderBy(table => table.Name, StringComparer.Ordinal)];
    }

    /// <summary>Reads all rows; each is handed over as PostgreSQL takes it.</summary>
    public Content Read(DbSession db, Action<object?[]>? each = null)
    {
        var (rows, sum, text) = (0L, UInt128.Zero, new StringBuilder());
        db.Query(_select, row =>
        {
            var values = Values(row);
            rows++;
            sum += HashOf(values, text);
            each?.Invoke(values);
            return true;
        });
        return new Content(rows, sum);
    }

    private static MovedTable Of(IEntityType entity) => new(
        entity.GetTableName()!,
        [.. entity.GetProperties().Select(property => new WriteColumn(property.GetColumnName(), TypeOf(property)))],
        entity.FindPrimaryKey()!.Properties is [{ ValueGenerated: ValueGenerated.OnAdd, Name: "Id" } key] && TypeOf(key) != ColumnType.Id);

    private static ColumnType TypeOf(IProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(int) ? ColumnType.Int
            : type == typeof(long) ? ColumnType.Long
            : type == typeof(bool) ? ColumnType.Truth
            : type == typeof(Guid) ? ColumnType.Id
            : type == typeof(DateTime) ? ColumnType.Moment
            : type == typeof(DateOnly) ? ColumnType.Date
            : type == typeof(byte[]) ? ColumnType.Bytes
            : ColumnType.Text;
    }

    private object?[] Values(DbRow row)
    {
        var values = new object?[columns.Count];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = row.IsDBNull(at) ? null : PostgresValues.Of(Value(row, at, columns[at].Type));
        }

        return values;
    }

    private static object Value(DbRow row, int at, ColumnType type) => type switch
    {
        ColumnType.Int => row.GetInt32(at),
        ColumnType.Long => row.GetInt64(at),
        ColumnType.Truth => row.GetBoolean(at),
        ColumnType.Id => row.GetGuid(at),
        ColumnType.Moment => ToMicrosecond(row.GetDateTime(at)),
        ColumnType.Date => row.GetDate(at),
        ColumnType.Bytes => row.GetBlob(at).ToArray(),
        _ => row.GetString(at),
    };

    // PostgreSQL keeps no shorter time.
    private static DateTime ToMicrosecond(DateTime moment) => new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);

    private static UInt128 HashOf(object?[] values, StringBuilder text)
    {
        text.Clear();
        foreach (var value in values)
        {
            text.Append(value switch
            {
                null => "\u0001",
                DateTime moment => moment.Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture),
                byte[] bytes => Convert.ToHexString(bytes),
                _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
            }).Append('\u0002');
        }

        return XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
