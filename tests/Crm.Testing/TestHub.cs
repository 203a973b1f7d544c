using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Core.Storage;
using Crm.Core.Sync;
using Microsoft.Extensions.Time.Testing;

namespace Crm.Testing;

/// <summary>A hub on a database of its own, on the provider that is tried, in a folder of its own, with a clock that stands still. Dispose deletes all.</summary>
public sealed class TestHub : IDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly TestDatabase _database;

    private TestHub(TestDatabase database, DirectoryInfo folder)
    {
        _folder = folder;
        _database = database;
        Archive = new Archive(Path.Combine(folder.FullName, "archive"));
    }

    public HubDatabase Database => _database.Database;

    public Archive Archive { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 30, 0, TimeSpan.Zero));

    public string Folder => _folder.FullName;

    /// <summary>The power goes at these points; see <see cref="Boundary"/>.</summary>
    public Boundary? Boundary { get; set; }

    /// <param name="database">What <see cref="SnapshotAsync"/> gave; by default a hub that has never run.</param>
    public static async Task<TestHub> OpenAsync(HubSnapshot? database = null)
    {
        var folder = Directory.CreateTempSubdirectory("hub-test-");
        return new TestHub(await TestDatabase.OpenAsync(Path.Combine(folder.FullName, "hub.db"), database), folder);
    }

    /// <summary>A mapping book from texts: file name → YAML.</summary>
    public MappingBook Book(IReadOnlyList<ExternalKind> kinds, params (string File, string Yaml)[] texts) =>
        Book(Direction.In, kinds, texts);

    /// <summary>A mapping book for these ways.</summary>
    public MappingBook Book(Direction direction, IReadOnlyList<ExternalKind> kinds, params (string File, string Yaml)[] texts)
    {
        var folder = new DirectoryInfo(Path.Combine(Folder, "mappings"));
        if (folder.Exists)
        {
            folder.Delete(recursive: true);
        }

        folder.Create();
        foreach (var (file, yaml) in texts)
        {
            var path = Path.Combine(folder.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, yaml);
        }

        var (book, lints) = MappingBook.Load(["mappings"], Folder, kinds, direction);
        return book ?? throw new InvalidOperationException(string.Join('\n', lints));
    }

    public Task<RunReport> RunAsync(MappingBook book, string connection, IChannel channel, Brakes? brakes = null) =>
        RunAsync(new Flow("night", connection, book, brakes ?? new Brakes(), TimeZoneInfo.Utc), channel);

    public async Task<RunReport> RunAsync(Flow flow, IChannel channel)
    {
        await using (channel)
        {
            return await new Corridor(Database, Archive, Clock, Boundary).RunAsync(flow, channel, null, CancellationToken.None);
        }
    }

    /// <summary>The database as it is between two runs, for other hubs to begin with; without the archive.</summary>
    public Task<HubSnapshot> SnapshotAsync() => _database.SnapshotAsync();

    public IReadOnlyList<string> State() => HubState.Read(Database);

    /// <summary>A single number or text from the database.</summary>
    public object? Ask(string sql)
    {
        using var db = Database.Connect();
        return db.Scalar(sql);
    }

    public void Execute(string sql)
    {
        using var db = Database.Connect();
        db.Execute(sql);
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Delete(recursive: true);
    }
}
