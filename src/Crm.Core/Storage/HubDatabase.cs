using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Crm.Core.Storage;

/// <summary>The hub's database file: where it is, that its schema is ours, and how to open it.</summary>
public sealed class HubDatabase
{
    private readonly string _connectionString;

    private HubDatabase(string file)
    {
        File = file;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            ForeignKeys = false,
            DefaultTimeout = 60,
        }.ToString();
    }

    public string File { get; }

    /// <summary>
    /// Opens the database, creates it when it is not there, and brings an older schema up to date.
    /// Several processes may do so at once: EF's migration lock lets one go first.
    /// </summary>
    public static async Task<HubDatabase> OpenAsync(string file, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var database = new HubDatabase(file);

        switch (await database.VersionAsync(ct))
        {
            case null:
                database.Create();
                break;
            case var version when version != Schema.Newest:
                await using (var context = database.Context())
                {
                    await context.Database.MigrateAsync(ct);
                }

                break;
        }

        return database;
    }

    /// <summary>A context for queries and single questions; the corridor uses <see cref="Connect"/>.</summary>
    public HubDbContext Context() => new(HubDbContext.Options(_connectionString));

    /// <summary>Lets go of the files: connections that are kept for later are closed. Nobody may be using one.</summary>
    public void Release() => SqliteConnection.ClearPool(new SqliteConnection(_connectionString));

    /// <summary>A connection for prepared statements.</summary>
    /// <param name="cacheMegabytes">Pages held in memory. A writer needs what one commit touches, or pages are written twice.</param>
    public DbSession Connect(int cacheMegabytes = 8)
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        var session = new DbSession(connection);

        // WAL: readers never wait for the night. NORMAL: a power cut may lose the last commits, never the file's
        // integrity, and what was lost is not acknowledged yet and comes again.
        session.Execute("PRAGMA journal_mode = WAL");
        session.Execute("PRAGMA synchronous = NORMAL");
        session.Execute(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA cache_size = -{cacheMegabytes * 1_000}"));
        session.Execute("PRAGMA temp_store = MEMORY");
        return session;
    }

    // Building EF's model costs more than a small run, in time and in memory. The version is asked with plain statements, and a
    // new database is made by the script that a test keeps equal to the migrations.
    private async Task<string?> VersionAsync(CancellationToken ct)
    {
        if (!System.IO.File.Exists(File))
        {
            return null;
        }

        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'";

        if (await command.ExecuteScalarAsync(ct) is not 1L)
        {
            return null;
        }

        command.CommandText = "SELECT MAX(MigrationId) FROM __EFMigrationsHistory";
        return await command.ExecuteScalarAsync(ct) as string;
    }

    private void Create()
    {
        using var session = Connect();
        session.Begin();

        // Another process may have been first; then there is nothing left to do.
        if (session.Scalar("SELECT 1 FROM sqlite_master WHERE name = '__EFMigrationsHistory'") is null)
        {
            session.ExecuteScript(Schema.Script());
            Currencies.Seed(session);
        }

        session.Commit();
    }
}
