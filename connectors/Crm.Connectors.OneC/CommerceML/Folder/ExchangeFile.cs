using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Folder;

/// <summary>A file of the exchange folder as it was found.</summary>
/// <param name="FullPath">Where it is.</param>
/// <param name="Name">Its path in the folder, with '/'.</param>
/// <param name="IsWhole">Its root is closed, or its zip opens.</param>
internal sealed record ExchangeFile(string FullPath, string Name, long Length, DateTime ChangedAt, CommerceGlance Glance, bool IsZip, bool IsWhole)
{
    private const int TailSize = 4 << 10;

    /// <summary>Formed at, and among files formed at one moment the order in which they build on each other.</summary>
    public long Number => FormedAt.Ticks + Glance.Rank;

    public DateTime FormedAt => Glance.FormedAt ?? ChangedAt;

    /// <exception cref="IOException">Somebody else holds it, or it has gone.</exception>
    public static async Task<ExchangeFile> LookAsync(string path, string name, TimeZoneInfo zone, CancellationToken ct)
    {
        await using var stream = Open(path);
        var head = await PartAsync(stream, 0, CommerceGlance.HeadSize, ct);
        var changedAt = File.GetLastWriteTimeUtc(path);
        if (head.AsSpan().StartsWith("PK"u8))
        {
            var (package, whole) = ZipPackage.Look(stream, zone);
            return new ExchangeFile(path, name, stream.Length, changedAt, package, true, whole);
        }

        var tail = await PartAsync(stream, (Math.Max(0, stream.Length - TailSize) + 3) & ~3L, TailSize, ct);
        var glance = CommerceGlance.Of(head, zone);
        return new ExchangeFile(path, name, stream.Length, changedAt, glance, false, stream.Length > 0 && glance.IsClosed(head, tail));
    }

    public Delivery ToDelivery() => new(Number, Name, FormedAt, Length, IsZip, OpenAsync);

    private ValueTask<Stream> OpenAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            return ValueTask.FromResult<Stream>(Open(FullPath));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                Trouble.Unavailable,
                new Words($"{Name}: файл нельзя открыть; он исчез или занят другой программой", $"{Name}: cannot be opened; it has gone or another program holds it"),
                gone);
        }
    }

    private static FileStream Open(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.Read | FileShare.Delete,
        Options = FileOptions.SequentialScan,
        BufferSize = 0,
    });

    private static async Task<byte[]> PartAsync(FileStream stream, long from, int size, CancellationToken ct)
    {
        var part = new byte[(int)Math.Clamp(stream.Length - from, 0, size)];
        stream.Position = Math.Min(from, stream.Length);
        var read = await stream.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, ct);
        return part[..read];
    }
}
