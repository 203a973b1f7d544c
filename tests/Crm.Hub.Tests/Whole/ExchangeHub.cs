using System.IO.Compression;
using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.CommerceML;
using Crm.Core.Mappings;
using Crm.Core.Sync;
using Crm.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crm.Hub.Tests.Whole;

/// <summary>The shipped mappings and the real connector over an exchange folder and a database of their own.</summary>
internal sealed class ExchangeHub : IDisposable
{
    private static readonly Lazy<MappingBook> Shipped = new(LoadShipped);

    private readonly CommerceMlFilesSettings _settings;

    private ExchangeHub(TestHub hub, AfterReading afterReading)
    {
        Hub = hub;
        Folder = Path.Combine(hub.Folder, "exchange");
        Directory.CreateDirectory(Folder);
        _settings = new CommerceMlFilesSettings { Folder = "exchange", AfterReading = afterReading, QuietSeconds = 0 };
    }

    public TestHub Hub { get; }

    /// <summary>The mappings in the repository.</summary>
    public static MappingBook Book => Shipped.Value;

    public string Folder { get; }

    /// <summary>The demo folder inside the repository.</summary>
    public static string Demo => Path.Combine(Repository(), "src", "Crm.Hub", "Demo", "exchange");

    /// <summary>For how long a file must have been left alone; nothing waits by default.</summary>
    public int QuietSeconds
    {
        get => _settings.QuietSeconds;
        set => _settings.QuietSeconds = value;
    }

    public static async Task<ExchangeHub> OpenAsync(AfterReading afterReading = AfterReading.Keep) => new(await TestHub.OpenAsync(), afterReading);

    public Task<RunReport> RunAsync(Brakes? brakes = null) => Hub.RunAsync(Shipped.Value, "1c", Open(), brakes);

    /// <summary>Copies a file in, under this name.</summary>
    public void Put(string source, string name)
    {
        var target = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(source, target, overwrite: true);
    }

    public void Write(string name, string xml) => Write(name, Encoding.UTF8.GetBytes(xml));

    /// <summary>Leaves a file as of so many seconds ago by the clock of the hub, or of now.</summary>
    public void Write(string name, byte[] bytes, int? secondsAgo = null)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        if (secondsAgo is { } seconds)
        {
            File.SetLastWriteTimeUtc(path, Hub.Clock.GetUtcNow().UtcDateTime.AddSeconds(-seconds));
        }
    }

    public void WriteZip(string name, params (string Name, string Text)[] entries) => Write(name, Zip(entries));

    public static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (entry, text) in entries)
            {
                using var stream = zip.CreateEntry(entry).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>What lies in the exchange folder, done/ and bad/ in it too, in order.</summary>
    public IReadOnlyList<string> Files() =>
    [
        .. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    public void PutDemo()
    {
        foreach (var file in Directory.EnumerateFiles(Demo))
        {
            Put(file, Path.GetFileName(file));
        }
    }

    public IReadOnlyList<string> State() => Hub.State();

    public object? Ask(string sql) => Hub.Ask(sql);

    /// <summary>The first column of every row, as text.</summary>
    public IReadOnlyList<string> List(string sql)
    {
        using var db = Hub.Database.Connect();
        return db.Query(sql, row => row.GetString(0));
    }

    /// <summary>What is held back: kind, id over there, state, field, value.</summary>
    public IReadOnlyList<string> Held() => List(
        "SELECT s.Kind || ' ' || h.ExternalId || ' ' || h.State || ' ' || h.Field || ' ' || COALESCE(h.Value, '-') "
        + "FROM Held h JOIN LinkSources s ON s.Id = h.SourceId ORDER BY 1");

    public void Dispose() => Hub.Dispose();

    private IChannel Open() => new CommerceMlFilesConnector().Open(new Connection(
        "1c", _settings, Hub.Folder, TimeZoneInfo.Utc, Hub.Clock, NullLogger.Instance));

    private static MappingBook LoadShipped()
    {
        var (book, lints) = MappingBook.Load(["mappings/commerceml"], Repository(), new CommerceMlFilesConnector().Kinds);
        return book ?? throw new InvalidOperationException(string.Join('\n', lints));
    }

    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Crm.Integration.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
