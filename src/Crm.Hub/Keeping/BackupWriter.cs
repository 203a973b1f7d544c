using System.IO.Compression;
using System.Security.Cryptography;

namespace Crm.Hub.Keeping;

/// <summary>Writes a backup; until it is finished, it is no file that anybody would take for one.</summary>
internal sealed class BackupWriter : IDisposable
{
    private readonly FileStream _file;
    private readonly ZipArchive _zip;
    private readonly List<KeptFile> _files = [];

    /// <param name="draft">Not there yet.</param>
    public BackupWriter(string draft)
    {
        _file = new FileStream(draft, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        _zip = new ZipArchive(_file, ZipArchiveMode.Create, leaveOpen: true);
    }

    /// <summary>Adds a file that may have been deleted meanwhile: then it is left out.</summary>
    public async Task AddAsync(string name, string path, CancellationToken ct)
    {
        FileStream source;
        try
        {
            source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return;
        }

        // What lies in the archive is compressed already.
        var effort = name.StartsWith(HubFiles.Archive, StringComparison.Ordinal) ? CompressionLevel.NoCompression : CompressionLevel.Fastest;
        await using (source)
        await using (var target = await _zip.CreateEntry(name, effort).OpenAsync(ct))
        {
            var (length, sha256) = await HashedCopy.RunAsync(source, target, long.MaxValue - 1, ct);
            _files.Add(new KeptFile(name, length, sha256));
        }
    }

    /// <summary>Adds what it says of itself, and has the disk hold all.</summary>
    public async Task FinishAsync(Func<IReadOnlyList<KeptFile>, Manifest> manifest, CancellationToken ct)
    {
        var text = manifest(_files).Write();
        await AddAsync(Manifest.EntryName, text, ct);
        await AddAsync(Manifest.SealName, System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(text))), ct);
        await _zip.DisposeAsync();
        _file.Flush(flushToDisk: true);
    }

    public void Dispose()
    {
        _zip.Dispose();
        _file.Dispose();
    }

    private async Task AddAsync(string name, byte[] bytes, CancellationToken ct)
    {
        await using var target = await _zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
        await target.WriteAsync(bytes, ct);
    }
}
