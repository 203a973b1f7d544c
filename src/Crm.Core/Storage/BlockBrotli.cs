using System.Buffers;
using System.IO.Compression;
using System.IO.Hashing;
using System.Threading.Channels;

namespace Crm.Core.Storage;

/// <summary>
/// Compresses and hashes a stream on another thread while the caller goes on reading. At most a few blocks wait in memory.
/// Brotli, because at its lowest quality it takes half the time of gzip at its own and leaves two thirds of the bytes (measured on exports of 1C).
/// </summary>
internal sealed class BlockBrotli
{
    private const int BlockSize = 1 << 20;
    private const int Waiting = 4;

    private static readonly BrotliCompressionOptions Fastest = new() { Quality = 0 };

    private readonly Channel<(byte[] Block, int Length)> _blocks = Channel.CreateBounded<(byte[], int)>(
        new BoundedChannelOptions(Waiting) { SingleReader = true, SingleWriter = true });

    private readonly XxHash128 _hash = new();
    private readonly Stream _target;
    private readonly Task _work;
    private byte[] _block = ArrayPool<byte>.Shared.Rent(BlockSize);
    private int _length;

    public BlockBrotli(Stream target)
    {
        _target = target;
        _work = Task.Run(CompressAsync);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = Math.Min(bytes.Length, BlockSize - _length);
            bytes[..part].CopyTo(_block.AsSpan(_length));
            _length += part;
            bytes = bytes[part..];

            if (_length == BlockSize)
            {
                Pass();
            }
        }
    }

    /// <summary>Waits until everything is compressed and written.</summary>
    /// <returns>The hash of the bytes that came in.</returns>
    public async Task<byte[]> FinishAsync(CancellationToken ct)
    {
        await _blocks.Writer.WriteAsync((_block, _length), ct);
        _blocks.Writer.Complete();
        await _work;
        return _hash.GetCurrentHash();
    }

    /// <summary>Ends the work without caring for its result.</summary>
    public async Task AbandonAsync()
    {
        _blocks.Writer.TryComplete();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // The reader of a delivery is synchronous by design (an asynchronous one costs half its speed); when compression is
    // behind, it waits here, on a plain handle.
    private void Pass()
    {
        var full = (_block, _length);
        while (!_blocks.Writer.TryWrite(full))
        {
            _blocks.Writer.WaitToWriteAsync().AsTask().GetAwaiter().GetResult();
        }

        _block = ArrayPool<byte>.Shared.Rent(BlockSize);
        _length = 0;
    }

    private async Task CompressAsync()
    {
        try
        {
            await using var brotli = new BrotliStream(_target, Fastest, leaveOpen: true);
            await foreach (var (block, length) in _blocks.Reader.ReadAllAsync())
            {
                _hash.Append(block.AsSpan(0, length));
                brotli.Write(block, 0, length);
                ArrayPool<byte>.Shared.Return(block);
            }
        }
        catch (Exception e)
        {
            // The writer must not wait for a reader that is gone.
            _blocks.Writer.TryComplete(e);
            throw;
        }
    }
}
