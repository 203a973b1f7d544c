using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Crm.Core.Storage.Postgres;
using Npgsql;
using Xunit;

namespace Crm.Testing;

/// <summary>
/// A real PostgreSQL for one test process, started from the binaries that are installed; gone with the process. Each hub gets a database of
/// its own, copied from one that is ready. It forgets everything when the power goes: tests of that are SQLite's.
/// </summary>
public sealed class PostgresServer
{
    // Some words of SQLite that tests ask with.
    private const string WordsOfTests = """
        CREATE AGGREGATE group_concat(text, text) (SFUNC = string_agg_transfn, STYPE = internal, FINALFUNC = string_agg_finalfn);
        CREATE FUNCTION joined(already text, next text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(already || ',', '') || next $$;
        CREATE AGGREGATE group_concat(text) (SFUNC = joined, STYPE = text);
        CREATE FUNCTION quote(value anyelement) RETURNS text LANGUAGE sql STABLE AS $$ SELECT coalesce(value::text, 'NULL') $$;
        CREATE FUNCTION hex(id uuid) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT upper(replace(id::text, '-', '')) $$;
        """;

    /// <summary>The password of the user "guarded", the only one who is asked for it.</summary>
    public const string GuardedPassword = "s3cret-of-the-server";

    private const string Template = "hub_template";

    private static readonly Lazy<Task<PostgresServer>> Started = new(StartAsync);

    private static int count;
    private static PostgresServer? running;

    private readonly string _server;

    private PostgresServer(string server) => _server = server;

    public static bool IsInstalled => PostgresBinaries.Folder is not null;

    /// <summary>The server of this process; skips the test when no PostgreSQL is installed.</summary>
    public static Task<PostgresServer> StartedAsync()
    {
        Assert.SkipUnless(IsInstalled, "PostgreSQL is not installed here (apt-get install postgresql; or PG_BIN names its bin folder)");
        return Started.Value;
    }

    /// <summary>The connection string of a database of a hub that has never run.</summary>
    public Task<string> NewHubAsync() => CopyAsync(Template);

    /// <summary>The same where nobody can wait.</summary>
    public static string NewHub() => Task.Run(async () => await (await StartedAsync()).NewHubAsync()).GetAwaiter().GetResult();

    /// <summary>The connection string of a copy of a database that nobody uses at this moment.</summary>
    public async Task<string> CopyAsync(string from)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"hub_{Interlocked.Increment(ref count)}");
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {from} STRATEGY FILE_COPY");
        return StringOf(name);
    }

    /// <summary>The connection string of a database without anything.</summary>
    public Task<string> EmptyAsync() => CopyAsync("template1");

    /// <summary>Takes away a database of a running server, whoever is connected to it.</summary>
    public static void Drop(string name)
    {
        using var connection = new NpgsqlConnection(running!.StringOf("postgres"));
        connection.Open();
        using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Takes away the database of a connection string.</summary>
    public static void DropOf(string connectionString) => Drop(new NpgsqlConnectionStringBuilder(connectionString).Database!);

    /// <summary>Ends every connection to a database, as a server does that goes away.</summary>
    public Task CutAsync(string name) => ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()");

    private string StringOf(string database) => $"{_server};Database={database}";

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(StringOf("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresServer> StartAsync()
    {
        var binaries = new PostgresBinaries();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => binaries.Stop();
        var port = FreePort();
        binaries.Start(port);

        var server = new PostgresServer(string.Create(
            CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=hub;Maximum Pool Size=20;Include Error Detail=true"));
        await server.ExecuteAsync($"CREATE USER {PostgresBinaries.Guarded} SUPERUSER PASSWORD '{GuardedPassword}'");
        await server.ExecuteAsync($"CREATE DATABASE {Template}");
        (await PostgresDatabase.OpenServerAsync(server.StringOf(Template), CancellationToken.None)).Release();
        await using (var connection = new NpgsqlConnection(server.StringOf(Template) + ";Pooling=false"))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(WordsOfTests, connection);
            await command.ExecuteNonQueryAsync();
        }

        return running = server;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
