using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>A quick hash of short bytes by both their ends; only for tables in which a clash costs time and nothing else.</summary>
internal static class ByteHash
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var (head, tail) = bytes.Length switch
        {
            >= 8 => (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[^8..])),
            >= 4 => (BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..])),
            >= 1 => (bytes[0], bytes[^1]),
            _ => (0UL, 0UL),
        };
        var mixed = ((head * 0x9E3779B97F4A7C15) ^ BitOperations.RotateLeft(tail * 0xC2B2AE3D27D4EB4F, 31)) + (ulong)bytes.Length;
        return mixed * 0x9E3779B97F4A7C15;
    }
}
