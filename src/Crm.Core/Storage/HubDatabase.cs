using Crm.Core.Storage.Postgres;
using Crm.Core.Storage.Sqlite;

namespace Crm.Core.Storage;

/// <summary>The hub's database, wherever it is: its schema is ours and of today.</summary>
public abstract class HubDatabase
{
    /// <summary>Opens the database, makes what of it is not there, and brings an older schema up to date.</summary>
    public static async Task<HubDatabase> OpenAsync(DatabasePlace place, CancellationToken ct) => place switch
    {
        DatabasePlace.PostgresServer { ConnectionString: var server } => await PostgresDatabase.OpenServerAsync(server, ct),
        DatabasePlace.SqliteFile { File: var file } => await SqliteDatabase.OpenFileAsync(file, ct),
        _ => throw new NotSupportedException($"no way to open {place}"),
    };

    /// <summary>Whether there is a hub's database; makes none.</summary>
    public static Task<bool> IsThereAsync(DatabasePlace place, CancellationToken ct) => place switch
    {
        DatabasePlace.PostgresServer { ConnectionString: var server } => PostgresDatabase.IsThereAsync(server, ct),
        DatabasePlace.SqliteFile { File: var file } => Task.FromResult(File.Exists(file)),
        _ => throw new NotSupportedException($"no way to open {place}"),
    };

    /// <summary>A context for the migrations and their tests; all else uses <see cref="Connect"/>.</summary>
    public abstract HubDbContext Context();

    /// <summary>Closes connections that are kept for later. Nobody may be using one.</summary>
    public abstract void Release();

    /// <summary>A connection for prepared statements.</summary>
    /// <param name="cacheMegabytes">Pages that a file's session holds in memory. A writer needs what one commit touches, or pages are written twice.</param>
    public abstract DbSession Connect(int cacheMegabytes = 8);

    /// <summary>A connection that asks and never writes.</summary>
    public abstract DbSession ConnectToRead();

    /// <summary>What is to be done while that session writes long.</summary>
    public abstract Upkeep Tend(DbSession writer);

    /// <summary>Writes all of it, as it is between two commits, into a SQLite file that is not there yet; others go on meanwhile.</summary>
    public abstract Task CopyToAsync(string file, CancellationToken ct);

    /// <summary>Bytes it takes up.</summary>
    public abstract long Size();
}
