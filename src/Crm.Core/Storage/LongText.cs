using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Crm.Core.Storage;

/// <summary>A text too long to be remembered whole: its length and a hash that tells whether another is the same.</summary>
public sealed record LongText(int Length, UInt128 Hash)
{
    private const string Mark = "\u2261";

    public static LongText Of(string text) => new(text.Length, XxHash128.HashToUInt128(MemoryMarshal.AsBytes(text.AsSpan())));

    /// <summary>Back from <see cref="ToString"/>, or null when the text is no such mark.</summary>
    public static LongText? Parse(string text)
    {
        var parts = text.StartsWith(Mark, StringComparison.Ordinal) ? text[1..].Split(':') : [];
        return parts.Length == 2
            && int.TryParse(parts[0], System.Globalization.CultureInfo.InvariantCulture, out var length)
            && UInt128.TryParse(parts[1], System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out var hash)
            ? new LongText(length, hash)
            : null;
    }

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Mark}{Length}:{Hash:x32}");
}
