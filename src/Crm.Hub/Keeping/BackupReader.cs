using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Crm.Connect;
using Crm.Core.Storage.Sqlite;

namespace Crm.Hub.Keeping;

/// <summary>The file is no backup, or not whole, or not one of ours.</summary>
internal sealed class BackupException(string ru, string en) : Exception(en)
{
    public Words Words { get; } = new(ru, en);
}

/// <summary>
/// Reads a backup that may have been cut, altered or made by somebody who means ill: what it lists is there, once, nothing else is, and
/// each file is as long and has the hash that is listed.
/// </summary>
internal sealed class BackupReader : IDisposable
{
    private const long LongestManifest = 1 << 28;

    // Deflate makes nothing smaller than that.
    private const long SmallestShare = 1040;

    private readonly ZipArchive _zip;

    private BackupReader(ZipArchive zip, Manifest manifest) => (_zip, Manifest) = (zip, manifest);

    public Manifest Manifest { get; }

    /// <exception cref="BackupException">It is no backup that this program can read.</exception>
    public static async Task<BackupReader> OpenAsync(string file, CancellationToken ct)
    {
        ZipArchive? zip = null;
        try
        {
            zip = await ZipFile.OpenReadAsync(file, ct);
            return new BackupReader(zip, await ManifestOfAsync(zip, ct));
        }
        catch (Exception e)
        {
            zip?.Dispose();
            throw e is InvalidDataException or EndOfStreamException ? Cut(e) : e;
        }
    }

    /// <summary>Reads all of it, and hands over each file; what was handed over counts only if this returns.</summary>
    /// <param name="target">Where a file goes; null when it need only be compared. Closed here.</param>
    /// <exception cref="BackupException">Something is not as listed.</exception>
    public async Task ReadAsync(Func<KeptFile, Stream?> target, CancellationToken ct)
    {
        foreach (var file in Manifest.Files)
        {
            await using var to = target(file) ?? Stream.Null;
            if (await ReadAsync(file, to, ct) != (file.Length, file.Sha256))
            {
                throw Damaged(file.Name);
            }
        }
    }

    public void Dispose() => _zip.Dispose();

    private async Task<(long, string)> ReadAsync(KeptFile file, Stream to, CancellationToken ct)
    {
        try
        {
            await using var from = await _zip.GetEntry(file.Name)!.OpenAsync(ct);
            return await HashedCopy.RunAsync(from, to, file.Length, ct);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw Damaged(file.Name);
        }
    }

    private static async Task<Manifest> ManifestOfAsync(ZipArchive zip, CancellationToken ct)
    {
        var text = await TextOfAsync(zip, Manifest.EntryName, ct);
        var seal = await TextOfAsync(zip, Manifest.SealName, ct);
        if (text is null || seal is null)
        {
            throw new BackupException("Это не копия хаба: в файле нет её описи.", "This is no backup of a hub: there is no list in it.");
        }

        if (Manifest.Read(text) is not { } manifest || Convert.ToHexStringLower(SHA256.HashData(text)) != Encoding.ASCII.GetString(seal))
        {
            throw Damaged(Manifest.EntryName);
        }

        if (manifest.Format > Manifest.Newest || string.CompareOrdinal(manifest.Schema, SqliteDatabase.NewestSchema) > 0)
        {
            throw new BackupException(
                $"Копия сделана более новой программой ({manifest.Hub}). Восстановите её той же версией или новее.",
                $"The backup was made by a newer program ({manifest.Hub}). Restore it with that version or a later one.");
        }

        Compare(zip, manifest);
        return manifest;
    }

    private static async Task<byte[]?> TextOfAsync(ZipArchive zip, string name, CancellationToken ct)
    {
        if (zip.GetEntry(name) is not { } entry)
        {
            return null;
        }

        using var text = new MemoryStream();
        await using var from = await entry.OpenAsync(ct);
        var (length, _) = await HashedCopy.RunAsync(from, text, LongestManifest, ct);
        return length <= LongestManifest ? text.ToArray() : throw Damaged(name);
    }

    private static void Compare(ZipArchive zip, Manifest manifest)
    {
        foreach (var file in manifest.Files)
        {
            if (!HubFiles.IsKnown(file.Name))
            {
                throw new BackupException(
                    $"В копии есть файл, которому в ней не место: «{file.Name}». Ничего не взято: копию сделал не хаб.",
                    $"There is a file in the backup that has no place there: '{file.Name}'. Nothing was taken: no hub made it.");
            }

            if (zip.GetEntry(file.Name) is not { } entry || file.Length / SmallestShare > entry.CompressedLength)
            {
                throw Damaged(file.Name);
            }
        }

        var listed = manifest.Files.Select(file => file.Name).Append(Manifest.EntryName).Append(Manifest.SealName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (listed.Count != manifest.Files.Count + 2 || zip.Entries.Count != listed.Count)
        {
            throw Damaged(Manifest.EntryName);
        }
    }

    private static BackupException Cut(Exception e) => new(
        $"Файл оборван или это не копия хаба: {e.Message} Возьмите другую копию.", $"The file is cut off, or no backup of a hub: {e.Message} Take another backup.");

    private static BackupException Damaged(string name) => new(
        $"Копия повреждена: «{name}» не такой, каким был записан. Ничего не взято; возьмите другую копию.",
        $"The backup is damaged: '{name}' is not as it was written. Nothing was taken; take another backup.");
}
