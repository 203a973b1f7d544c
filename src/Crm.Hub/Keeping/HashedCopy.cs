using System.Buffers;
using System.Security.Cryptography;

namespace Crm.Hub.Keeping;

/// <summary>Copies a stream and tells what went through; memory does not grow with it.</summary>
internal static class HashedCopy
{
    private const int BlockSize = 1 << 17;

    /// <param name="limit">No more bytes than that and one are read.</param>
    public static async Task<(long Length, string Sha256)> RunAsync(Stream from, Stream to, long limit, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        var length = 0L;
        try
        {
            while (length <= limit && await from.ReadAsync(block, ct) is var read and > 0)
            {
                hash.AppendData(block, 0, read);
                await to.WriteAsync(block.AsMemory(0, read), ct);
                length += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
