using System.IO.Compression;
using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.CommerceML;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crm.Connectors.OneC.Tests.CommerceML.Kit;

/// <summary>An exchange folder and one to send to, gone at the end. Files in the first are an hour old unless said otherwise.</summary>
internal sealed class Exchange : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-onec-");

    public CommerceMlFilesSettings Settings { get; } = new() { Folder = "exchange", AfterReading = AfterReading.Move, Out = "out" };

    public FixedClock Clock { get; } = new();

    public string Folder => Path.Combine(_folder.FullName, "exchange");

    public string Out => Path.Combine(_folder.FullName, "out");

    public Exchange()
    {
        Directory.CreateDirectory(Folder);
        Directory.CreateDirectory(Out);
    }

    public IChannel Open() => new CommerceMlFilesConnector().Open(
        new Connection("ut", Settings, _folder.FullName, TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"), Clock, NullLogger.Instance));

    public string Write(string name, string text, double secondsAgo = 3600) => Write(name, Encoding.UTF8.GetBytes(text), secondsAgo);

    public string Write(string name, byte[] bytes, double secondsAgo = 3600)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, Clock.Now.UtcDateTime.AddSeconds(-secondsAgo));
        return path;
    }

    public string WriteZip(string name, params (string Name, string Text)[] entries)
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

        return Write(name, bytes.ToArray());
    }

    public bool Has(string name) => File.Exists(Path.Combine(Folder, name));

    public async Task<IReadOnlyList<Receipt>> SendAsync(Parcel parcel)
    {
        await using var channel = Open();
        return await channel.SendAsync(parcel, TestContext.Current.CancellationToken);
    }

    /// <summary>Everything in the folder for 1C, a line each: name and content.</summary>
    public IReadOnlyList<string> SentThere() =>
        [.. Directory.EnumerateFiles(Out).Order(StringComparer.Ordinal).Select(path => $"{Path.GetFileName(path)}: {Convert.ToHexString(File.ReadAllBytes(path))}")];

    public async Task<List<Delivery>> ReceiveAsync()
    {
        await using var channel = Open();
        var deliveries = new List<Delivery>();
        await foreach (var delivery in channel.ReceiveAsync(TestContext.Current.CancellationToken))
        {
            deliveries.Add(delivery);
        }

        return deliveries;
    }

    public async Task<List<Change>> ReadAsync(Delivery delivery)
    {
        await using var channel = Open();
        await using var raw = await delivery.OpenAsync(TestContext.Current.CancellationToken);
        return [.. channel.Read(delivery, raw, TestContext.Current.CancellationToken).SelectMany(piece => piece.Read())];
    }

    public async Task<ConnectorException> RefusesAsync(string name)
    {
        var delivery = (await ReceiveAsync()).Single(one => one.Name == name);
        return await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(delivery));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
