using Npgsql;
using NpgsqlTypes;

namespace Crm.Core.Storage.Postgres;

/// <summary>Writes values into a binary COPY, each as the type of its column: the server converts nothing there.</summary>
internal static class BinaryRow
{
    public static void Write(NpgsqlBinaryImporter import, RowWrite write, object?[] row)
    {
        import.StartRow();
        for (var at = 0; at < row.Length; at++)
        {
            Write(import, write.Columns[at].Type, row[at]);
        }
    }

    private static void Write(NpgsqlBinaryImporter import, ColumnType type, object? value)
    {
        switch (type)
        {
            case var _ when value is null:
                import.WriteNull();
                break;
            case ColumnType.Int:
                import.Write(Convert.ToInt32(value, null), NpgsqlDbType.Integer);
                break;
            case ColumnType.Long:
                import.Write(Convert.ToInt64(value, null), NpgsqlDbType.Bigint);
                break;
            case ColumnType.Truth:
                import.Write((bool)value, NpgsqlDbType.Boolean);
                break;
            case ColumnType.Id:
                import.Write((Guid)value, NpgsqlDbType.Uuid);
                break;
            case ColumnType.Moment:
                import.Write((DateTime)value, NpgsqlDbType.TimestampTz);
                break;
            case ColumnType.Date:
                import.Write((DateOnly)value, NpgsqlDbType.Date);
                break;
            case ColumnType.Bytes:
                import.Write((byte[])value, NpgsqlDbType.Bytea);
                break;
            default:
                import.Write((string)value, NpgsqlDbType.Text);
                break;
        }
    }
}
