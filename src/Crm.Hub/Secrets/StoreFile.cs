using System.Text.Json;
using System.Text.Json.Serialization;
using Crm.Connect;

namespace Crm.Hub.Secrets;

/// <summary>The file of the store as it is written: names in clear, values sealed.</summary>
internal sealed record StoreFile(int Format, SortedDictionary<string, SealedSecret> Secrets)
{
    private const int Known = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>What stands in the file; nothing when there is none.</summary>
    /// <exception cref="SecretsException">It is cut, altered, or written by a newer hub.</exception>
    public static StoreFile Read(string path)
    {
        if (!File.Exists(path))
        {
            return new StoreFile(Known, new(StringComparer.Ordinal));
        }

        var read = Parse(File.ReadAllBytes(path)) ?? throw new SecretsException(new Words(
            $"Хранилище секретов {path} обрезано или изменено. Верните его из копии или удалите и задайте секреты заново: hub secret set ИМЯ.",
            $"The store of secrets {path} is cut or altered. Put it back from a copy, or delete it and set the secrets anew: hub secret set NAME."));
        return read.Format == Known ? read with { Secrets = new(read.Secrets, StringComparer.Ordinal) } : throw new SecretsException(new Words(
            $"Хранилище секретов {path} записал более новый hub (формат {read.Format}). Возьмите тот hub.",
            $"The store of secrets {path} was written by a newer hub (format {read.Format}). Use that hub."));
    }

    public void Write(string path, Action<string>? boundary) => OwnFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, Options), boundary);

    private static StoreFile? Parse(byte[] content)
    {
        try
        {
            // That no entry is null, the reader of JSON does not see to.
            return JsonSerializer.Deserialize<StoreFile>(content, Options) is { } read && !read.Secrets.ContainsValue(null!) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
