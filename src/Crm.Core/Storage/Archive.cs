using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;

namespace Crm.Core.Storage;

/// <summary>
/// The raw bytes of deliveries as they came, compressed, one file each, named by the hash of the bytes. What the hub applies
/// it reads from here, so that what was applied is what is kept.
/// </summary>
/// <param name="disk">What stands for the disk in a test of one that fails.</param>
public sealed class Archive(string folder, Func<Stream, Stream>? disk = null)
{
    public string Folder { get; } = folder;

    /// <summary>The bytes of a kept delivery.</summary>
    public Stream Open(ReceivedDelivery delivery) => Open(delivery.ArchiveFile);

    /// <param name="archiveFile">Relative to the archive.</param>
    public Stream Open(string archiveFile)
    {
        var file = File.OpenRead(Path.Combine(Folder, archiveFile));
        return archiveFile.EndsWith(".br", StringComparison.Ordinal)
            ? new BrotliStream(file, CompressionMode.Decompress)
            : file;
    }

    public bool Has(ReceivedDelivery delivery) => File.Exists(Path.Combine(Folder, delivery.ArchiveFile));

    /// <summary>Has the disk hold a kept file: what is applied must survive a power cut. What brings no news need not.</summary>
    /// <param name="archiveFile">Relative to the archive.</param>
    public void Secure(string archiveFile)
    {
        using var file = File.OpenHandle(Path.Combine(Folder, archiveFile), FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Harmless when it is gone.</summary>
    /// <param name="archiveFile">Relative to the archive.</param>
    public void Delete(string archiveFile)
    {
        var path = Path.Combine(Folder, archiveFile);
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    /// <summary>Begins to keep a delivery. Nothing of it is visible until <see cref="Keeping.FinishAsync"/>.</summary>
    /// <param name="connection">The connection it came from; names a folder.</param>
    /// <param name="at">UTC; names a folder by month.</param>
    /// <param name="compressed">The bytes are compressed already (a zip) and are kept as they are.</param>
    public Keeping Begin(string connection, DateTime at, bool compressed)
    {
        var place = Path.Combine(SafeName(connection), at.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        Directory.CreateDirectory(Path.Combine(Folder, place));
        return new Keeping(Folder, place, compressed, disk ?? (file => file));
    }

    private static string SafeName(string name) =>
        string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));

    /// <summary>One delivery on its way into the archive.</summary>
    public sealed class Keeping : IAsyncDisposable
    {
        private readonly string _folder;
        private readonly string _place;
        private readonly string _draft;
        private readonly bool _compressed;
        private readonly Stream _file;
        private readonly BlockBrotli? _brotli;
        private readonly XxHash128 _hash = new();
        private bool _finished;

        internal Keeping(string folder, string place, bool compressed, Func<Stream, Stream> disk)
        {
            _folder = folder;
            _place = place;
            _compressed = compressed;
            _draft = Path.Combine(folder, place, $".{Guid.CreateVersion7():N}.part");
            _file = disk(new FileStream(_draft, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16));
            _brotli = compressed ? null : new BlockBrotli(_file);
        }

        public long Length { get; private set; }

        public void Write(ReadOnlySpan<byte> bytes)
        {
            Length += bytes.Length;

            if (_brotli is null)
            {
                _hash.Append(bytes);
                _file.Write(bytes);
            }
            else
            {
                _brotli.Write(bytes);
            }
        }

        /// <summary>Makes it visible under its hash; the same bytes kept before stay as they are.</summary>
        /// <returns>The hash, hexadecimal, and the file relative to the archive.</returns>
        public async Task<(string Hash, string File)> FinishAsync(CancellationToken ct)
        {
            var content = _brotli is null ? _hash.GetCurrentHash() : await _brotli.FinishAsync(ct);
            await _file.FlushAsync(ct);
            await _file.DisposeAsync();

            var hash = Convert.ToHexStringLower(content);
            var name = Path.Combine(_place, hash + (_compressed ? ".raw" : ".br"));
            File.Move(_draft, Path.Combine(_folder, name), overwrite: true);
            _finished = true;
            return (hash, name);
        }

        public async ValueTask DisposeAsync()
        {
            if (!_finished)
            {
                if (_brotli is not null)
                {
                    await _brotli.AbandonAsync();
                }

                // On a full disk what waits in its buffer fails once more.
                try
                {
                    await _file.DisposeAsync();
                }
                finally
                {
                    File.Delete(_draft);
                }
            }
        }
    }
}
