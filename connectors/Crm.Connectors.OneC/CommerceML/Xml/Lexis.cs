using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>
/// The smallest words of XML, over a span. Each takes where a word begins and gives the offset behind it,
/// or <see cref="Starved"/> when the span ends first.
/// </summary>
internal static class Lexis
{
    public const int Starved = -1;

    /// <summary>Behind a name: at a blank, '/', '>' or '='.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int NameEnd(ReadOnlySpan<byte> bytes, int at)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        for (; at + Vector256<byte>.Count <= bytes.Length; at += Vector256<byte>.Count)
        {
            var now = Vector256.LoadUnsafe(ref start, (nuint)at);
            var ends = Vector256.LessThanOrEqual(now, Vector256.Create((byte)' ')) | Vector256.Equals(now, Vector256.Create((byte)'>'))
                | Vector256.Equals(now, Vector256.Create((byte)'/')) | Vector256.Equals(now, Vector256.Create((byte)'='));
            if (ends.ExtractMostSignificantBits() is var mask and not 0)
            {
                return at + BitOperations.TrailingZeroCount(mask);
            }
        }

        for (; at < bytes.Length; at++)
        {
            if (bytes[at] is <= (byte)' ' or (byte)'>' or (byte)'/' or (byte)'=')
            {
                return at;
            }
        }

        return Starved;
    }

    /// <summary>At the first '&lt;', '&amp;' or ']' of a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int TextEnd(ReadOnlySpan<byte> bytes, int at)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        for (; at + Vector256<byte>.Count <= bytes.Length; at += Vector256<byte>.Count)
        {
            var now = Vector256.LoadUnsafe(ref start, (nuint)at);
            var ends = Vector256.Equals(now, Vector256.Create((byte)'<')) | Vector256.Equals(now, Vector256.Create((byte)'&'))
                | Vector256.Equals(now, Vector256.Create((byte)']'));
            if (ends.ExtractMostSignificantBits() is var mask and not 0)
            {
                return at + BitOperations.TrailingZeroCount(mask);
            }
        }

        for (; at < bytes.Length; at++)
        {
            if (bytes[at] is (byte)'<' or (byte)'&' or (byte)']')
            {
                return at;
            }
        }

        return Starved;
    }

    public static int Blanks(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length && IsBlank(bytes[at]))
        {
            at++;
        }

        return at < bytes.Length ? at : Starved;
    }

    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    /// <summary>Behind a ']' of a text.</summary>
    public static int Bracket(ReadOnlySpan<byte> bytes, int at)
    {
        if (at + 2 >= bytes.Length)
        {
            return Starved;
        }

        return bytes[at + 1] == ']' && bytes[at + 2] == '>'
            ? throw new NotWellFormedException(at, "«]]>» вне CDATA", "']]>' outside of CDATA")
            : at + 1;
    }

    /// <summary>Behind a reference such as &amp;amp; or &amp;#1025;.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Reference(ReadOnlySpan<byte> bytes, int at)
    {
        var end = bytes[(at + 1)..].IndexOfAnyExcept(ReferenceLetters);
        if (end < 0)
        {
            return Starved;
        }

        var name = bytes.Slice(at + 1, end);
        return bytes[at + 1 + end] == ';' && CodeOf(name) >= 0
            ? at + end + 2
            : throw new NotWellFormedException(at, "знак & без известного имени за ним; в тексте он пишется &amp;", "an & without a known name behind it; in text it is written &amp;");
    }

    /// <summary>The character that a reference names, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CodeOf(ReadOnlySpan<byte> name) => name switch
    {
        [(byte)'a', (byte)'m', (byte)'p'] => '&',
        [(byte)'l', (byte)'t'] => '<',
        [(byte)'g', (byte)'t'] => '>',
        [(byte)'q', (byte)'u', (byte)'o', (byte)'t'] => '"',
        [(byte)'a', (byte)'p', (byte)'o', (byte)'s'] => '\'',
        [(byte)'#', (byte)'x', .. var hex] => Number(hex, 16),
        [(byte)'#', .. var digits] => Number(digits, 10),
        _ => -1,
    };

    /// <summary>Behind the end mark of something that began earlier.</summary>
    public static int Until(ReadOnlySpan<byte> bytes, int at, ReadOnlySpan<byte> mark)
    {
        if (at >= bytes.Length)
        {
            return Starved;
        }

        var found = bytes[at..].IndexOf(mark);
        return found < 0 ? Starved : at + found + mark.Length;
    }

    private static readonly System.Buffers.SearchValues<byte> ReferenceLetters =
        System.Buffers.SearchValues.Create("#0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private static int Number(ReadOnlySpan<byte> digits, int radix)
    {
        var code = digits.IsEmpty ? -1 : 0;
        foreach (var digit in digits)
        {
            var value = HexValue(digit);
            if (value < 0 || value >= radix)
            {
                return -1;
            }

            code = Math.Min((code * radix) + value, 0x110000);
        }

        return IsCharacter(code) ? code : -1;
    }

    private static int HexValue(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };

    private static bool IsCharacter(int code) =>
        code is 9 or 10 or 13 or (>= 0x20 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD) or (>= 0x10000 and <= 0x10FFFF);
}
