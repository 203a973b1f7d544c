using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Crm.Core.Storage.Sqlite;

/// <summary>The hub's database as one file.</summary>
public sealed class SqliteDatabase : HubDatabase
{
    private readonly string _connectionString;

    // What is set on a connection stays with it in its pool: those that only read have one of their own.
    private readonly string _readingString;

    private SqliteDatabase(string file)
    {
        File = file;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            ForeignKeys = false,
            DefaultTimeout = 60,
        }.ToString();
        _readingString = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 60 }.ToString();
    }

    /// <summary>What the newest schema of a file is called; later ones sort behind it.</summary>
    public static string NewestSchema => Schema.NewestOf(typeof(SqliteContext));

    public string File { get; }

    /// <summary>
    /// Opens the file, creates it when it is not there, and brings an older schema up to date.
    /// Several processes may do so at once: EF's migration lock lets one go first.
    /// </summary>
    public static async Task<SqliteDatabase> OpenFileAsync(string file, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var database = new SqliteDatabase(file);

        switch (await database.VersionAsync(ct))
        {
            case null:
                database.Create();
                break;
            case var version when version != Schema.NewestOf(typeof(SqliteContext)):
                await using (var context = database.Context())
                {
                    await context.Database.MigrateAsync(ct);
                }

                break;
        }

        return database;
    }

    public override HubDbContext Context() => SqliteContext.Open(_connectionString);

    public override void Release()
    {
        SqliteConnection.ClearPool(new SqliteConnection(_connectionString));
        SqliteConnection.ClearPool(new SqliteConnection(_readingString));
    }

    public override DbSession Connect(int cacheMegabytes = 8) => Open(cacheMegabytes);

    public override DbSession ConnectToRead()
    {
        var connection = new SqliteConnection(_readingString);
        connection.Open();
        connection.CreateFunction(
            "same", (string? shown, string? wanted) => KeyText.Normalise(shown) == KeyText.Normalise(wanted), isDeterministic: true);
        connection.CreateFunction(
            "moment", (string? stored) => stored is null ? null : SqliteValues.Moment(stored).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), isDeterministic: true);
        var session = new SqliteSession(connection);
        session.Execute("PRAGMA query_only = 1");
        return session;
    }

    // One reader's snapshot, whatever is written meanwhile.
    public override Task CopyToAsync(string file, CancellationToken ct)
    {
        using var db = Connect();
        db.Execute("VACUUM INTO $0", file);
        return Task.CompletedTask;
    }

    public override Upkeep Tend(DbSession writer) => new Checkpoints(this, writer);

    // The database has its journal beside it; both take room.
    public override long Size() => new DirectoryInfo(Path.GetDirectoryName(Path.GetFullPath(File))!)
        .EnumerateFiles(Path.GetFileName(File) + "*").Sum(file => file.Length);

    private SqliteSession Open(int cacheMegabytes)
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        var session = new SqliteSession(connection);

        // WAL: readers never wait for the night. NORMAL: a power cut may lose the last commits, never the file's
        // integrity, and what was lost is not acknowledged yet and comes again.
        session.Execute("PRAGMA journal_mode = WAL");
        session.Execute("PRAGMA synchronous = NORMAL");
        session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size = -{cacheMegabytes * 1_000}"));
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
        using var session = Open(cacheMegabytes: 8);
        session.Begin();

        // Another process may have been first; then there is nothing left to do.
        if (session.Scalar("SELECT 1 FROM sqlite_master WHERE name = '__EFMigrationsHistory'") is null)
        {
            session.ExecuteScript(Schema.Script("Sqlite"));
            Currencies.Seed(session);
        }

        session.Commit();
    }
}
