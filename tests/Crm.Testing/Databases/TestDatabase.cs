using Crm.Core.Storage;
using Crm.Core.Storage.Sqlite;
using Npgsql;
using Xunit;

namespace Crm.Testing;

/// <summary>
/// A hub's database of its own, on the provider that is tried: SQLite, or with HUB_TESTS_DATABASE=PostgreSql a database on a server that
/// the test process starts for itself.
/// </summary>
public sealed class TestDatabase : IDisposable
{
    private static readonly Lazy<Task<byte[]>> EmptyFile = new(MakeFileAsync);

    private TestDatabase(HubDatabase database, DatabasePlace place)
    {
        Database = database;
        Place = place;
    }

    /// <summary>Whether the suite runs on PostgreSQL.</summary>
    public static bool IsPostgres { get; } = string.Equals(Environment.GetEnvironmentVariable("HUB_TESTS_DATABASE"), "PostgreSql", StringComparison.OrdinalIgnoreCase);

    /// <summary>Skips a test that is about the SQLite file itself when the suite runs on something else.</summary>
    public static void OnlyAFile(string why) => Assert.SkipWhen(IsPostgres, $"about the SQLite file: {why}");

    public HubDatabase Database { get; }

    public DatabasePlace Place { get; }

    /// <param name="file">Where it lies when it is a file.</param>
    /// <param name="begin">What it begins with; by default that of a hub that has never run.</param>
    public static Task<TestDatabase> OpenAsync(string file, HubSnapshot? begin = null) => IsPostgres ? OpenServerAsync(begin) : OpenFileAsync(file, begin);

    /// <summary>A database on the server, whatever the suite runs on; skips the test when there is no PostgreSQL here.</summary>
    public static async Task<TestDatabase> OpenServerAsync(HubSnapshot? begin = null)
    {
        var server = await PostgresServer.StartedAsync();
        var place = new DatabasePlace.PostgresServer(begin is null ? await server.NewHubAsync() : await server.CopyAsync(begin.Database!));
        return new TestDatabase(await HubDatabase.OpenAsync(place, CancellationToken.None), place);
    }

    /// <summary>A SQLite file, whatever the suite runs on.</summary>
    public static async Task<TestDatabase> OpenFileAsync(string file, HubSnapshot? begin = null)
    {
        await File.WriteAllBytesAsync(file, begin?.File ?? await EmptyFile.Value);
        var place = new DatabasePlace.SqliteFile(file);
        return new TestDatabase(await HubDatabase.OpenAsync(place, CancellationToken.None), place);
    }

    /// <summary>The database as it is between two runs.</summary>
    public async Task<HubSnapshot> SnapshotAsync()
    {
        Database.Release();
        if (Place is DatabasePlace.SqliteFile { File: var file })
        {
            return new HubSnapshot(await File.ReadAllBytesAsync(file), null);
        }

        var copy = await (await PostgresServer.StartedAsync()).CopyAsync(NameOf(Place));
        return new HubSnapshot(null, new NpgsqlConnectionStringBuilder(copy).Database);
    }

    /// <summary>Ends every connection to it, as a server does that goes away.</summary>
    public async Task CutAsync() => await (await PostgresServer.StartedAsync()).CutAsync(NameOf(Place));

    public void Dispose()
    {
        Database.Release();
        if (Place is DatabasePlace.PostgresServer { ConnectionString: var server })
        {
            PostgresServer.DropOf(server);
        }
    }

    private static string NameOf(DatabasePlace place) =>
        new NpgsqlConnectionStringBuilder(((DatabasePlace.PostgresServer)place).ConnectionString).Database!;

    private static async Task<byte[]> MakeFileAsync()
    {
        var folder = Directory.CreateTempSubdirectory("hub-template-");
        var file = Path.Combine(folder.FullName, "hub.db");
        (await SqliteDatabase.OpenFileAsync(file, CancellationToken.None)).Release();
        var bytes = await File.ReadAllBytesAsync(file);
        folder.Delete(recursive: true);
        return bytes;
    }
}
