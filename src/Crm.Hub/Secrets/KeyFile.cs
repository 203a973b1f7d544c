using System.Security.Cryptography;
using System.Text;
using Crm.Connect;

namespace Crm.Hub.Secrets;

/// <summary>
/// The keys of the store: a line of base64 each, the one to seal with first. There is more than one only while keys change.
/// </summary>
internal sealed class KeyFile(string path, Action<string>? boundary)
{
    private const int KeyBytes = 32;

    public string Path { get; } = path;

    public bool Exists => File.Exists(Path);

    public static byte[] Fresh() => RandomNumberGenerator.GetBytes(KeyBytes);

    /// <exception cref="SecretsException">It is not there, or it is no key file.</exception>
    public IReadOnlyList<byte[]> Read()
    {
        if (!Exists)
        {
            throw new SecretsException(new Words(
                $"Нет файла ключа {Path}. Верните его на место или укажите, где он лежит: Hub:Secrets:KeyFile. Если он утерян, удалите секреты (hub secret rm ИМЯ) и задайте их заново.",
                $"The key file {Path} is not there. Put it back, or say where it lies: Hub:Secrets:KeyFile. If it is lost, remove the secrets (hub secret rm NAME) and set them anew."));
        }

        var keys = File.ReadAllLines(Path).Where(line => line.Length > 0).Select(KeyOf).ToList();
        return keys.Count > 0 && keys.TrueForAll(key => key.Length == KeyBytes) ? keys : throw new SecretsException(new Words(
            $"Файл {Path} — не файл ключа или повреждён. Верните прежний, например из копии.",
            $"The file {Path} is no key file, or it is damaged. Put the former one back, from a copy for example."));
    }

    public void Write(IEnumerable<byte[]> keys) =>
        OwnFile.Write(Path, Encoding.ASCII.GetBytes(string.Concat(keys.Select(key => Convert.ToBase64String(key) + "\n"))), boundary);

    private static byte[] KeyOf(string line)
    {
        var key = new byte[KeyBytes];
        return Convert.TryFromBase64String(line, key, out var length) && length == KeyBytes ? key : [];
    }
}
