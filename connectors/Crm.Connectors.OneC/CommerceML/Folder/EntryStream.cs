using System.IO.Compression;
using System.IO.Hashing;

namespace Crm.Connectors.OneC.CommerceML.Folder;

/// <summary>The bytes of one entry of a zip; distrusts what the directory of the zip says of them.</summary>
internal sealed class EntryStream(ZipArchiveEntry entry, string file) : Stream
{
    private const int HighestRatio = 200;
    private const long Harmless = 10L << 20;

    private readonly Stream _inner = entry.Open();
    private readonly Crc32 _crc = new();
    private long _count;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether so many bytes out of so few are nothing that 1C wrote.</summary>
    public static bool IsBomb(long length, long compressed) => length > Harmless && length / Math.Max(1, compressed) > HighestRatio;

    public override int Read(Span<byte> buffer)
    {
        var read = Unfold(buffer);
        _crc.Append(buffer[..read]);
        _count += read;
        if (IsBomb(_count, entry.CompressedLength) || _count > entry.Length)
        {
            throw Broken.Whole(file, "разворачивается в неправдоподобно много байтов (zip-бомба)", "unfolds to implausibly many bytes (a zip bomb)");
        }

        if (read == 0 && buffer.Length > 0 && (_count != entry.Length || _crc.GetCurrentHashAsUInt32() != entry.Crc32))
        {
            throw Broken.Whole(file, "повреждён: контрольная сумма не сходится", "is damaged: its checksum does not match");
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Unfold(Span<byte> buffer)
    {
        try
        {
            return _inner.Read(buffer);
        }
        catch (InvalidDataException wrong)
        {
            throw Broken.Whole(file, "сжатые данные повреждены", "its compressed bytes are damaged", wrong);
        }
    }
}
