using Npgsql;

namespace Crm.Benchmarks.Raw;

/// <summary>Tables of PostgreSQL, written by binary COPY.</summary>
internal sealed class CopyTables(NpgsqlConnection connection) : IRawTables
{
    private readonly List<CopyTable> _tables = [];

    public RawTable OfEntities(string name, params string[] columns) =>
        Made(new CopyTable(connection, name, ["Ref", .. columns], "Id bigint PRIMARY KEY, Ref text COLLATE \"C\" UNIQUE", isEntity: true));

    public RawTable OfRows(string name, params string[] columns) =>
        Made(new CopyTable(connection, name, ["OwnerId", "No", .. columns], "OwnerId bigint, No bigint, PRIMARY KEY (OwnerId, No)", isEntity: false));

    public void Flush() => _tables.ForEach(table => table.Flush());

    private CopyTable Made(CopyTable table)
    {
        _tables.Add(table);
        return table;
    }
}
