using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Crm.Hub.Secrets;

/// <summary>One value as it stands in the store: AES-GCM with 256 bits, bound to its name and moment, so that neither can be exchanged for another.</summary>
/// <param name="SetAt">UTC.</param>
/// <param name="Value">Base64 of nonce, tag and cipher text.</param>
internal sealed record SealedSecret(DateTime SetAt, string Value)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int Head = NonceBytes + TagBytes;

    public static SealedSecret Seal(byte[] key, string name, DateTime at, string value)
    {
        var plain = Encoding.UTF8.GetBytes(value);
        var box = new byte[Head + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(box.AsSpan(0, NonceBytes), plain, box.AsSpan(Head), box.AsSpan(NonceBytes, TagBytes), Label(name, at));
        return new SealedSecret(at, Convert.ToBase64String(box));
    }

    /// <summary>The value, or null when it was not sealed with any of these keys under this name, or was changed since.</summary>
    public string? Open(IEnumerable<byte[]> keys, string name)
    {
        var box = new byte[Value.Length];
        return Convert.TryFromBase64String(Value, box, out var length) && length >= Head
            ? keys.Select(key => Open(key, name, box.AsSpan(0, length))).FirstOrDefault(plain => plain is not null)
            : null;
    }

    private string? Open(byte[] key, string name, ReadOnlySpan<byte> box)
    {
        var plain = new byte[box.Length - Head];
        using var aes = new AesGcm(key, TagBytes);
        try
        {
            aes.Decrypt(box[..NonceBytes], box[Head..], box.Slice(NonceBytes, TagBytes), plain, Label(name, SetAt));
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Label(string name, DateTime at) =>
        Encoding.UTF8.GetBytes($"{name}\n{at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)}");
}
