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

    public string Folder { get; }

    /// <summary>The demo folder inside the repository.</summary>
    public static string Demo => Path.Combine(Repository(), "src", "Crm.Hub", "Demo", "exchange");

    public static async Task<ExchangeHub> OpenAsync(AfterReading afterReading = AfterReading.Keep) => new(await TestHub.OpenAsync(), afterReading);

    public Task<RunReport> RunAsync() => Hub.RunAsync(Shipped.Value, "1c", Open());

    /// <summary>Copies a file in, under this name.</summary>
    public void Put(string source, string name)
    {
        var target = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(source, target, overwrite: true);
    }

    public void Write(string name, string xml) => File.WriteAllText(Path.Combine(Folder, name), xml);

    public void PutDemo()
    {
        foreach (var file in Directory.EnumerateFiles(Demo))
        {
            Put(file, Path.GetFileName(file));
        }
    }

    public IReadOnlyList<string> State() => Hub.State();

    public object? Ask(string sql) => Hub.Ask(sql);

    public void Dispose() => Hub.Dispose();

    private IChannel Open() => new CommerceMlFilesConnector().Open(new Connection(
        "1c", _settings, Hub.Folder, TimeZoneInfo.Utc, Hub.Clock, NullLogger.Instance));

    private static MappingBook LoadShipped()
    {
        var (book, lints) = MappingBook.Load(["mappings/commerceml"], Repository(), new CommerceMlFilesConnector().Kinds);
        return book ?? throw new InvalidOperationException(string.Join('\n', lints));
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Crm.Integration.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
