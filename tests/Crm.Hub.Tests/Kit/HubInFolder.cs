using Crm.Connect;
using Crm.Core.Storage;
using Crm.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Crm.Hub.Tests.Kit;

/// <summary>
/// The whole program in a folder of its own: settings, mappings, exchange folder, database on the provider that is tried; with a clock that stands
/// still. Dispose deletes all.
/// </summary>
internal sealed class HubInFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hub-program-");

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 30, 0, TimeSpan.Zero));

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public List<IConnector> Connectors { get; } = [.. Crm.Hub.Connectors.All];

    public int Width { get; set; } = 300;

    /// <summary>What comes on standard input.</summary>
    public string Piped { get; set; } = "";

    /// <summary>A person at the keyboard: what is typed, by what was asked.</summary>
    public Func<string, string?>? Typed { get; set; }

    public string Folder => _folder.FullName;

    public string Exchange => Path.Combine(Folder, "exchange");

    public string DatabaseFile => Path.Combine(Folder, "data", "hub.db");

    public string ScheduleFile => Path.Combine(Folder, "data", "schedule.db");

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<string> Backups => [.. Directory.GetFiles(Path.Combine(Folder, "backups")).Order(StringComparer.Ordinal)];

    /// <summary>The newest.</summary>
    public string Backup => Backups[^1];

    /// <summary>The shipped mappings over an exchange folder that holds the demo.</summary>
    public static HubInFolder WithDemo()
    {
        var hub = new HubInFolder();
        Copy(Path.Combine(Repository, "mappings"), Path.Combine(hub.Folder, "mappings"));
        Copy(Path.Combine(Repository, "src", "Crm.Hub", "Demo", "exchange"), hub.Exchange);
        hub.Write("appsettings.json", """
            {
              "Hub": {
                "Connections": { "1c": { "Connector": "commerceml-files", "Settings": { "Folder": "exchange", "QuietSeconds": 0 } } },
                "Flows": { "night": { "Connection": "1c", "Mappings": [ "mappings/commerceml" ] } }
              }
            }
            """);
        return hub;
    }

    /// <summary>The shipped mappings of one configuration over a base of 1C.</summary>
    /// <param name="shape">bp, ut or unf.</param>
    public static HubInFolder WithOneC(string shape, Uri address)
    {
        var hub = new HubInFolder();
        foreach (var folder in new[] { "onec-" + shape, "tables" })
        {
            Copy(Path.Combine(Repository, "mappings", folder), Path.Combine(hub.Folder, "mappings", folder));
        }

        hub.Write("appsettings.json", $$"""
            {
              "Hub": {
                "Connections": { "1c": { "Connector": "onec-odata", "Settings": { "Address": "{{address}}", "User": "hub" } } },
                "Flows": { "night": { "Connection": "1c", "Direction": "Both", "Mappings": [ "mappings/onec-{{shape}}" ] } }
              }
            }
            """);
        return hub;
    }

    /// <summary>A base in memory and one small mapping: clients with a name and an ИНН.</summary>
    public static HubInFolder WithMemory(IConnector memory)
    {
        var hub = new HubInFolder();
        hub.Connectors.Add(memory);
        hub.Write("mappings/clients.yaml", """
            mapping: clients
            from: Клиент
            to: Counterparty
            match: [[Inn]]
            fields:
              Name: { from: Имя, required: true }
              Inn: { from: ИНН, convert: [inn] }
              Comment: Заметка
            """);
        hub.Write("appsettings.json", """
            {
              "Hub": {
                "Connections": { "memory": { "Connector": "memory", "Settings": { "Password": "env:MEMORY_PASSWORD" } } },
                "Flows": { "night": { "Connection": "memory", "Mappings": [ "mappings" ] } }
              }
            }
            """);
        hub.Environment["MEMORY_PASSWORD"] = "s3cret-of-the-base";
        return hub;
    }

    public static HubInFolder Empty() => new();

    private readonly string? _server = TestDatabase.IsPostgres ? PostgresServer.NewHub() : null;

    private HubInFolder()
    {
        if (_server is not null)
        {
            Environment["Hub__Database__Provider"] = "PostgreSql";
            Environment["Hub__Database__ConnectionString"] = _server;
        }
    }

    public DatabasePlace FilePlace => new DatabasePlace.SqliteFile(DatabaseFile);

    /// <summary>On the file, whatever the suite runs on.</summary>
    public void UseFile()
    {
        Environment.Remove("Hub__Database__Provider");
        Environment.Remove("Hub__Database__ConnectionString");
    }

    /// <summary>Where its database is.</summary>
    public DatabasePlace Place => _server is null ? new DatabasePlace.SqliteFile(DatabaseFile) : new DatabasePlace.PostgresServer(_server);

    public static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Crm.Integration.sln")))
            {
                folder = folder.Parent!;
            }

            return folder.FullName;
        }
    }

    public Task<Answer> RunAsync(params string[] args) => RunAsync(CancellationToken.None, args);

    public async Task<Answer> RunAsync(CancellationToken ct, params string[] args)
    {
        await using var @out = new StringWriter();
        await using var err = new StringWriter();
        var exit = await HubProgram.RunAsync(args, Around(@out, err), ct);
        return new Answer((ExitCode)exit, @out.ToString(), err.ToString());
    }

    /// <summary>From the newest backup.</summary>
    public Task<Answer> RestoreAsync(params string[] args) => RunAsync(["restore", Backup, "--lang", "en", .. args]);

    public Surroundings Around(TextWriter @out, TextWriter err) => new(@out, err, Clock, Folder, Environment, IsTerminal: false, Width, Connectors)
    {
        In = new StringReader(Piped),
        Hidden = Typed,
    };

    public void Write(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public Task<HubDatabase> DatabaseAsync() => HubDatabase.OpenAsync(Place, CancellationToken.None);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        if (_server is not null)
        {
            PostgresServer.DropOf(_server);
        }

        _folder.Delete(recursive: true);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
