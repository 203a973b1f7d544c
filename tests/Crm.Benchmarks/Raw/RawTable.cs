using Microsoft.Data.Sqlite;

namespace Crm.Benchmarks.Raw;

/// <summary>One table and its prepared upsert. Columns are said by name; what is not said since <see cref="Clear"/> is null.</summary>
internal sealed class RawTable : IDisposable
{
    private readonly SqliteCommand _upsert;
    private readonly Dictionary<string, SqliteParameter> _columns = new(StringComparer.Ordinal);

    private RawTable(SqliteConnection connection, string create, string name, string key, string[] columns, string tail)
    {
        using (var command = connection.CreateCommand())
        {
            command.CommandText = create;
            command.ExecuteNonQuery();
        }

        _upsert = connection.CreateCommand();
        _upsert.CommandText = Upsert(name, key, columns) + tail;
        foreach (var column in columns)
        {
            _columns[column] = _upsert.Parameters.Add(new SqliteParameter("$" + column, DBNull.Value));
        }
    }

    /// <summary>A table of entities: a number of its own, and the id over there, which is unique.</summary>
    public static RawTable OfEntities(SqliteConnection connection, string name, params string[] columns)
    {
        string[] all = ["Ref", .. columns];
        var create = $"CREATE TABLE {name} (Id INTEGER PRIMARY KEY, Revision INTEGER NOT NULL DEFAULT 1, ArchivedAt, "
            + $"{string.Join(", ", all)}, UNIQUE (Ref))";
        return new RawTable(connection, create, name, "Ref", all, ", Revision = Revision + 1, ArchivedAt = NULL RETURNING Id");
    }

    /// <summary>A table of rows that belong to an entity, in their order.</summary>
    public static RawTable OfRows(SqliteConnection connection, string name, params string[] columns)
    {
        string[] all = ["OwnerId", "No", .. columns];
        var create = $"CREATE TABLE {name} ({string.Join(", ", all)}, PRIMARY KEY (OwnerId, No)) WITHOUT ROWID";
        return new RawTable(connection, create, name, "OwnerId, No", all, "");
    }

    public object? this[string column]
    {
        set => _columns[column].Value = value ?? DBNull.Value;
    }

    public long Written { get; private set; }

    public void Join(SqliteTransaction transaction)
    {
        _upsert.Transaction = transaction;
        _upsert.Prepare();
    }

    public void Clear()
    {
        foreach (var parameter in _columns.Values)
        {
            parameter.Value = DBNull.Value;
        }
    }

    /// <summary>Writes the entity and gives its number.</summary>
    public long Write()
    {
        Written++;
        return (long)_upsert.ExecuteScalar()!;
    }

    public void WriteRow(long owner, int number)
    {
        Written++;
        this["OwnerId"] = owner;
        this["No"] = number;
        _upsert.ExecuteNonQuery();
    }

    public void Dispose() => _upsert.Dispose();

    private static string Upsert(string name, string key, string[] columns) =>
        $"INSERT INTO {name} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(c => "$" + c))}) "
        + $"ON CONFLICT ({key}) DO UPDATE SET {string.Join(", ", columns.Select(c => $"{c} = excluded.{c}"))}";
}
