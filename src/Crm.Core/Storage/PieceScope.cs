using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Crm.Core.Storage;

/// <summary>The name under which the pieces of one flow are kept, under one set of mappings.</summary>
public sealed class PieceScope
{
    private readonly long _seed;

    public PieceScope(string flow, string connection, UInt128 mappings)
    {
        Span<byte> seed = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(seed, mappings);
        _seed = (long)XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{flow}\n{connection}\n{Convert.ToHexString(seed)}"));
    }

    public UInt128 Of(UInt128 piece)
    {
        Span<byte> raw = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(raw, piece);
        return XxHash128.HashToUInt128(raw, _seed);
    }

    /// <summary>The same as it lies in the database.</summary>
    public byte[] Key(UInt128 piece)
    {
        var key = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(key, Of(piece));
        return key;
    }
}
