using System.Collections.Concurrent;
using Crm.Core.Storage.Moving;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Crm.Core.Storage.Postgres;

/// <summary>The hub's database on a PostgreSQL server. A database, or a schema of it, belongs to one hub.</summary>
public sealed class PostgresDatabase : HubDatabase
{
    private const string History = "\"__EFMigrationsHistory\"";

    // A node that vanished is noticed within a minute; one that stands still in the middle of its work loses it after some.
    private const string Patience =
        "-c lock_timeout=60s -c idle_in_transaction_session_timeout=5min -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 "
        + "-c tcp_keepalives_count=3 -c jit=off -c TimeZone=UTC";

    // What the corridor asks, it asks by keys. A plan made while a table was small must not read it whole when it has grown.
    private const string ByKeys =
        " -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c random_page_cost=1.1";

    // One pool for all that open the same database in this process.
    private static readonly ConcurrentDictionary<string, NpgsqlDataSource> Sources = new(StringComparer.Ordinal);

    private readonly string _connectionString;
    private readonly NpgsqlDataSource _writing;
    private readonly NpgsqlDataSource _reading;

    private PostgresDatabase(string connectionString)
    {
        _connectionString = connectionString;
        _writing = Source(connectionString, Patience + ByKeys);
        _reading = Source(connectionString, Patience + " -c default_transaction_read_only=on");
    }

    /// <summary>
    /// Opens the database, makes its tables when there are none, and brings an older schema up to date. Several processes may do so at
    /// once: a lock lets one go first.
    /// </summary>
    /// <exception cref="NpgsqlException">The server is away or does not let us in.</exception>
    public static async Task<PostgresDatabase> OpenServerAsync(string connectionString, CancellationToken ct)
    {
        var database = new PostgresDatabase(connectionString);
        switch (await database.VersionAsync(ct))
        {
            case null:
                await database.CreateAsync(ct);
                break;
            case var version when version != Schema.NewestOf(typeof(PostgresContext)):
                await using (var context = database.Context())
                {
                    await context.Database.MigrateAsync(ct);
                }

                break;
        }

        return database;
    }

    /// <summary>Whether the database has the tables of a hub.</summary>
    public static async Task<bool> IsThereAsync(string connectionString, CancellationToken ct) =>
        await new PostgresDatabase(connectionString).VersionAsync(ct) is not null;

    public override HubDbContext Context() => PostgresContext.Open(_connectionString);

    public override void Release()
    {
        _writing.Clear();
        _reading.Clear();
    }

    public override DbSession Connect(int cacheMegabytes = 8) => new PostgresSession(_writing.OpenConnection());

    /// <summary>A session and the connection beneath it, into which rows are copied within its transaction.</summary>
    internal DbSession ConnectToMove(out NpgsqlConnection connection) => new PostgresSession(connection = _writing.OpenConnection());

    public override DbSession ConnectToRead() => new PostgresSession(_reading.OpenConnection());

    public override Task CopyToAsync(string file, CancellationToken ct) => new ServerCopy(this).WriteAsync(file, ct);

    public override Upkeep Tend(DbSession writer) => new NoUpkeep();

    public override long Size()
    {
        using var db = ConnectToRead();
        return (long)db.Scalar("SELECT pg_database_size(current_database())")!;
    }

    private static NpgsqlDataSource Source(string connectionString, string options)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            CommandTimeout = 300,
            KeepAlive = 30,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
        };
        builder.ApplicationName ??= "hub";
        builder.Options = builder.Options is { Length: > 0 } own ? $"{own} {options}" : options;
        return Sources.GetOrAdd(builder.ToString(), NpgsqlDataSource.Create);
    }

    private async Task<string?> VersionAsync(CancellationToken ct)
    {
        await using var connection = await _writing.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT to_regclass('{History}') IS NOT NULL";
        if (await command.ExecuteScalarAsync(ct) is not true)
        {
            return null;
        }

        command.CommandText = $"SELECT MAX(\"MigrationId\") FROM {History}";
        return await command.ExecuteScalarAsync(ct) as string;
    }

    private async Task CreateAsync(CancellationToken ct)
    {
        await using var connection = await _writing.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_advisory_xact_lock(hashtext('hub: making tables'))";
        await command.ExecuteNonQueryAsync(ct);

        // Another process may have been first; then there is nothing left to do.
        command.CommandText = $"SELECT to_regclass('{History}') IS NOT NULL";
        if (await command.ExecuteScalarAsync(ct) is not true)
        {
            command.CommandText = Schema.Script("Postgres");
            await command.ExecuteNonQueryAsync(ct);
            Currencies.Seed(new PostgresSession(connection));
        }

        await transaction.CommitAsync(ct);
    }

    private sealed class NoUpkeep : Upkeep
    {
        public override void AfterCommit()
        {
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
