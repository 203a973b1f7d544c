using System.Text.Json;
using Crm.Hub.Printing;

namespace Crm.Hub.Keeping;

/// <summary>One file within a backup.</summary>
/// <param name="Name">With slashes, relative.</param>
internal sealed record KeptFile(string Name, long Length, string Sha256);

/// <summary>What a backup says of itself: all that it holds, and how to know that it is whole.</summary>
/// <param name="Hub">The version of the program.</param>
/// <param name="Schema">The last migration of the database within.</param>
/// <param name="Tables">Rows of each table.</param>
internal sealed record Manifest(
    int Format, string Hub, string Schema, DateTime MadeAt, IReadOnlyDictionary<string, long> Tables, IReadOnlyList<KeptFile> Files)
{
    public const int Newest = 1;

    public const string EntryName = "manifest.json";

    /// <summary>The SHA-256 of the manifest itself.</summary>
    public const string SealName = "manifest.sha256";

    private static readonly JsonSerializerOptions Options = new(JsonAnswer.Options) { WriteIndented = true };

    public long Bytes => Files.Sum(file => file.Length);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <returns>Null when it is none.</returns>
    public static Manifest? Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<Manifest>(json, Options) is { Tables: not null, Files: not null } read
                && read.Files.All(file => file is { Name: not null, Sha256: not null, Length: >= 0 }) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
