using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>
/// Finds bytes that are no UTF-8 or no characters of XML. Looks at 16 or 32 bytes at a time; the tables are those of
/// "Validating UTF-8 In Less Than One Instruction Per Byte" (Keiser, Lemire).
/// </summary>
internal static class Utf8Check
{
    private const byte TooShort = 1, TooLong = 2, Overlong3 = 4, TooLarge = 8, Surrogate = 16, Overlong2 = 32;
    private const byte TooLarge1000 = 64, Overlong4 = 64, TwoConts = 128, Carry = TooShort | TooLong | TwoConts;

    private static readonly SearchValues<byte> Controls = SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (byte)code).Except("\t\n\r"u8.ToArray())]);

    /// <summary>Bytes before <paramref name="to"/> that form whole characters, if they are valid at all.</summary>
    public static int WholeCharacters(ReadOnlySpan<byte> bytes, int from, int to)
    {
        for (var back = 1; back <= 3 && to - back >= from; back++)
        {
            var lead = bytes[to - back];
            if ((lead & 0xC0) == 0x80)
            {
                continue;
            }

            var needs = lead switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
            return needs > back ? to - back : to;
        }

        return to;
    }

    /// <summary>
    /// The first bad byte in [from, to), or -1. The range holds whole characters; three readable bytes stand before it
    /// that are zero or the end of what was checked earlier.
    /// </summary>
    public static int FirstBad(ReadOnlySpan<byte> bytes, int from, int to)
    {
        var step = Vector256.IsHardwareAccelerated && Avx2.IsSupported ? Vector256<byte>.Count : Vector128<byte>.Count;
        if (!Vector128.IsHardwareAccelerated || to - from < step)
        {
            return FirstBadSlowly(bytes, from, to);
        }

        ref var start = ref MemoryMarshal.GetReference(bytes);
        var bad = step == Vector256<byte>.Count ? WideBlock(ref start, from, to - step) : NarrowBlock(ref start, from, to - step);
        return bad < 0 ? -1 : FirstBadSlowly(bytes, LetterStart(bytes, from, Math.Max(from, bad - 3)), to);
    }

    // The last block overlaps the one before it: looking twice does no harm.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int WideBlock(ref byte start, int from, int last)
    {
        for (var at = from; ; at = Math.Min(at + Vector256<byte>.Count, last))
        {
            var now = Vector256.LoadUnsafe(ref start, (nuint)at);
            var before = Vector256.LoadUnsafe(ref start, (nuint)at - 1);
            var control = Vector256.Equals(Vector256.Min(now, Vector256.Create((byte)0x1F)), now)
                & ~(Vector256.Equals(now, Vector256.Create((byte)'\n')) | Vector256.Equals(now, Vector256.Create((byte)'\t')) | Vector256.Equals(now, Vector256.Create((byte)'\r')));
            if ((now | before).ExtractMostSignificantBits() != 0)
            {
                var second = Vector256.LoadUnsafe(ref start, (nuint)at - 2);
                var third = Vector256.LoadUnsafe(ref start, (nuint)at - 3);
                var nibble = Vector256.Create((byte)0x0F);
                var special = Avx2.Shuffle(Vector256.Create(FirstHigh), Vector256.ShiftRightLogical(before.AsUInt16(), 4).AsByte() & nibble)
                    & Avx2.Shuffle(Vector256.Create(FirstLow), before & nibble)
                    & Avx2.Shuffle(Vector256.Create(SecondHigh), Vector256.ShiftRightLogical(now.AsUInt16(), 4).AsByte() & nibble);
                var must = Avx2.SubtractSaturate(second, Vector256.Create((byte)0x60)) | Avx2.SubtractSaturate(third, Vector256.Create((byte)0x70));
                var never = Vector256.Equals(Vector256.Max(now, Vector256.Create((byte)0xBE)), now)
                    & Vector256.Equals(before, Vector256.Create((byte)0xBF)) & Vector256.Equals(second, Vector256.Create((byte)0xEF));
                control |= (special ^ (must & Vector256.Create((byte)0x80))) | never;
            }

            if (control != Vector256<byte>.Zero)
            {
                return at;
            }

            if (at == last)
            {
                return -1;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int NarrowBlock(ref byte start, int from, int last)
    {
        for (var at = from; ; at = Math.Min(at + Vector128<byte>.Count, last))
        {
            var now = Vector128.LoadUnsafe(ref start, (nuint)at);
            var before = Vector128.LoadUnsafe(ref start, (nuint)at - 1);
            var second = Vector128.LoadUnsafe(ref start, (nuint)at - 2);
            var third = Vector128.LoadUnsafe(ref start, (nuint)at - 3);
            var control = Vector128.LessThan(now, Vector128.Create((byte)0x20))
                & ~(Vector128.Equals(now, Vector128.Create((byte)'\n')) | Vector128.Equals(now, Vector128.Create((byte)'\t')) | Vector128.Equals(now, Vector128.Create((byte)'\r')));
            var nibble = Vector128.Create((byte)0x0F);
            var special = Vector128.ShuffleNative(FirstHigh, Vector128.ShiftRightLogical(before.AsUInt16(), 4).AsByte() & nibble)
                & Vector128.ShuffleNative(FirstLow, before & nibble)
                & Vector128.ShuffleNative(SecondHigh, Vector128.ShiftRightLogical(now.AsUInt16(), 4).AsByte() & nibble);
            var must = Vector128.GreaterThanOrEqual(second, Vector128.Create((byte)0xE0)) | Vector128.GreaterThanOrEqual(third, Vector128.Create((byte)0xF0));

            // U+FFFE and U+FFFF are no characters of XML.
            var never = Vector128.GreaterThanOrEqual(now, Vector128.Create((byte)0xBE))
                & Vector128.Equals(before, Vector128.Create((byte)0xBF)) & Vector128.Equals(second, Vector128.Create((byte)0xEF));
            if ((control | (special ^ (must & Vector128.Create((byte)0x80))) | never) != Vector128<byte>.Zero)
            {
                return at;
            }

            if (at == last)
            {
                return -1;
            }
        }
    }

    // Where the letter begins in whose middle a place may be.
    private static int LetterStart(ReadOnlySpan<byte> bytes, int from, int at)
    {
        while (at > from && (bytes[at] & 0xC0) == 0x80)
        {
            at--;
        }

        return at;
    }

    private static int FirstBadSlowly(ReadOnlySpan<byte> bytes, int from, int to)
    {
        for (var at = from; at < to;)
        {
            if (Rune.DecodeFromUtf8(bytes[at..to], out var rune, out var length) != OperationStatus.Done
                || rune.Value is 0xFFFE or 0xFFFF || (length == 1 && Controls.Contains(bytes[at])))
            {
                return at;
            }

            at += length;
        }

        return -1;
    }

    private static Vector128<byte> FirstHigh => Vector128.Create(
        TooLong, TooLong, TooLong, TooLong, TooLong, TooLong, TooLong, TooLong, TwoConts, TwoConts, TwoConts, TwoConts,
        TooShort | Overlong2, TooShort, TooShort | Overlong3 | Surrogate, TooShort | TooLarge | TooLarge1000 | Overlong4);

    private static Vector128<byte> FirstLow => Vector128.Create(
        Carry | Overlong3 | Overlong2 | Overlong4, Carry | Overlong2, Carry, Carry, Carry | TooLarge,
        Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000,
        Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000,
        Carry | TooLarge | TooLarge1000 | Surrogate, Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000);

    private static Vector128<byte> SecondHigh => Vector128.Create(
        TooShort, TooShort, TooShort, TooShort, TooShort, TooShort, TooShort, TooShort,
        TooLong | Overlong2 | TwoConts | Overlong3 | TooLarge1000 | Overlong4, TooLong | Overlong2 | TwoConts | Overlong3 | TooLarge,
        TooLong | Overlong2 | TwoConts | Surrogate | TooLarge, TooLong | Overlong2 | TwoConts | Surrogate | TooLarge,
        TooShort, TooShort, TooShort, TooShort);
}
