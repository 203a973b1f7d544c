using Microsoft.Data.Sqlite;

namespace Crm.Benchmarks.Raw;

/// <summary>One table and its prepared upsert.</summary>
internal sealed class UpsertTable : RawTable
{
    private readonly SqliteCommand _upsert;
    private readonly Dictionary<string, SqliteParameter> _columns = new(StringComparer.Ordinal);

    private UpsertTable(SqliteConnection connection, string create, string name, string key, string[] columns, string tail)
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
    public static UpsertTable OfEntities(SqliteConnection connection, string name, string[] columns)
    {
        string[] all = ["Ref", .. columns];
        var create = $"CREATE TABLE {name} (Id INTEGER PRIMARY KEY, Revision INTEGER NOT NULL DEFAULT 1, ArchivedAt, "
            + $"{string.Join(", ", all)}, UNIQUE (Ref))";
        return new UpsertTable(connection, create, name, "Ref", all, ", Revision = Revision + 1, ArchivedAt = NULL RETURNING Id");
    }

    /// <summary>A table of rows that belong to an entity, in their order.</summary>
    public static UpsertTable OfRows(SqliteConnection connection, string name, string[] columns)
    {
        string[] all = ["OwnerId", "No", .. columns];
        var create = $"CREATE TABLE {name} ({string.Join(", ", all)}, PRIMARY KEY (OwnerId, No)) WITHOUT ROWID";
        return new UpsertTable(connection, create, name, "OwnerId, No", all, "");
    }

    public override object? this[string column]
    {
        set => _columns[column].Value = value ?? DBNull.Value;
    }

    public void Join(SqliteTransaction transaction)
    {
        _upsert.Transaction = transaction;
        _upsert.Prepare();
    }

    public override void Clear()
    {
        foreach (var parameter in _columns.Values)
        {
            parameter.Value = DBNull.Value;
        }
    }

    protected override long Put()
    {
        return (long)_upsert.ExecuteScalar()!;
    }

    protected override void PutRow() => _upsert.ExecuteNonQuery();

    public override void Dispose() => _upsert.Dispose();

    private static string Upsert(string name, string key, string[] columns) =>
        $"INSERT INTO {name} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(c => "$" + c))}) "
        + $"ON CONFLICT ({key}) DO UPDATE SET {string.Join(", ", columns.Select(c => $"{c} = excluded.{c}"))}";
}
