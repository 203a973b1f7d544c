using System.Text.Encodings.Web;
using System.Text.Json;
using Crm.Connect;

namespace Crm.Core.Storage;

/// <summary>A sentence in both languages, as it lies in a column.</summary>
public static class WordsJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    public static string Write(Words words) => JsonSerializer.Serialize(words, Options);

    public static Words Read(string json) => JsonSerializer.Deserialize<Words>(json, Options)!;
}
