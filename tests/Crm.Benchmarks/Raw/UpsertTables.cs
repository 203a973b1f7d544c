using Microsoft.Data.Sqlite;

namespace Crm.Benchmarks.Raw;

/// <summary>Tables of a SQLite file, written by prepared upserts in one transaction.</summary>
internal sealed class UpsertTables(SqliteConnection connection, SqliteTransaction transaction) : IRawTables
{
    public RawTable OfEntities(string name, params string[] columns) => Joined(UpsertTable.OfEntities(connection, name, columns));

    public RawTable OfRows(string name, params string[] columns) => Joined(UpsertTable.OfRows(connection, name, columns));

    private UpsertTable Joined(UpsertTable table)
    {
        table.Join(transaction);
        return table;
    }
}
