using Npgsql;
using NpgsqlTypes;

namespace Crm.Benchmarks.Raw;

/// <summary>One table whose rows wait in memory and go by COPY, some thousands at once.</summary>
internal sealed class CopyTable : RawTable
{
    private const int AtOnce = 5_000;

    private readonly NpgsqlConnection _connection;
    private readonly string _copy;
    private readonly bool _isEntity;
    private readonly Dictionary<string, int> _columns;
    private readonly Dictionary<object, long> _numbers = [];
    private readonly List<object?[]> _rows = [];
    private object?[] _row;

    public CopyTable(NpgsqlConnection connection, string name, string[] columns, string key, bool isEntity)
    {
        (_connection, _isEntity) = (connection, isEntity);
        _columns = columns.Select((column, at) => (column, at: isEntity ? at + 1 : at)).ToDictionary(pair => pair.column, pair => pair.at, StringComparer.Ordinal);
        _row = new object?[_columns.Count + (isEntity ? 1 : 0)];
        var others = columns.Except(["Ref", "OwnerId", "No"]).Select(column => $"{column} text COLLATE \"C\"");
        using var command = new NpgsqlCommand($"CREATE TABLE {name} ({string.Join(", ", others.Prepend(key))})", connection);
        command.ExecuteNonQuery();
        _copy = $"COPY {name} ({(isEntity ? "Id, " : "")}{string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)";
    }

    public override object? this[string column]
    {
        set => _row[_columns[column]] = value;
    }

    public override void Clear() => Array.Clear(_row);

    public void Flush()
    {
        using var import = _connection.BeginBinaryImport(_copy);
        foreach (var row in _rows)
        {
            import.StartRow();
            for (var at = 0; at < row.Length; at++)
            {
                Write(import, at < (_isEntity ? 1 : 2), row[at]);
            }
        }

        import.Complete();
        _rows.Clear();
    }

    public override void Dispose()
    {
    }

    protected override long Put()
    {
        var reference = _row[1] is byte[] id ? Convert.ToHexString(id) : _row[1]!;
        if (!_numbers.TryGetValue(reference, out var number))
        {
            _numbers.Add(reference, number = _numbers.Count + 1);
            _row[0] = number;
            Keep();
        }

        return number;
    }

    protected override void PutRow()
    {
        // What an entity that came twice says again is there already.
        if (_numbers.TryAdd((_row[0], _row[1]), 0))
        {
            Keep();
        }
    }

    private void Keep()
    {
        _rows.Add(_row);
        _row = (object?[])_row.Clone();
        if (_rows.Count == AtOnce)
        {
            Flush();
        }
    }

    private static void Write(NpgsqlBinaryImporter import, bool isNumber, object? value)
    {
        switch (value)
        {
            case null:
                import.WriteNull();
                break;
            case var _ when isNumber:
                import.Write(Convert.ToInt64(value, null), NpgsqlDbType.Bigint);
                break;
            case byte[] id:
                import.Write(Convert.ToHexString(id), NpgsqlDbType.Text);
                break;
            default:
                import.Write(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!, NpgsqlDbType.Text);
                break;
        }
    }
}
