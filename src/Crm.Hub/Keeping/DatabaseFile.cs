using Microsoft.Data.Sqlite;

namespace Crm.Hub.Keeping;

/// <summary>A SQLite file that nobody works with, looked at as it is.</summary>
internal sealed class DatabaseFile : IDisposable
{
    private readonly SqliteConnection _connection;

    public DatabaseFile(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        _connection.Open();
    }

    public bool IsWhole => Texts("PRAGMA integrity_check") is ["ok"];

    /// <summary>The last migration.</summary>
    public string Schema => Texts("SELECT MAX(MigrationId) FROM __EFMigrationsHistory")[0];

    /// <summary>Rows of each table of the hub.</summary>
    public IReadOnlyDictionary<string, long> Count() =>
        Texts("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' ORDER BY name")
            .ToDictionary(table => table, table => long.Parse(Texts($"SELECT COUNT(*) FROM \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")[0], null), StringComparer.Ordinal);

    /// <summary>Copies a file with which others may work.</summary>
    public static void Copy(string from, string to)
    {
        using var file = new DatabaseFile(from);
        using var command = file._connection.CreateCommand();
        command.CommandText = "VACUUM INTO $to";
        command.Parameters.AddWithValue("$to", to);
        command.ExecuteNonQuery();
    }

    public void Dispose() => _connection.Dispose();

    private List<string> Texts(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        var texts = new List<string>();
        while (row.Read())
        {
            texts.Add(row.GetString(0));
        }

        return texts;
    }
}
