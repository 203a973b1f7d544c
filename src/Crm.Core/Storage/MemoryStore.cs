using System.Text.Json;

namespace Crm.Core.Storage;

/// <summary>Keeps notes and versions for one flow under one set of mappings; what was kept under others is forgotten when they change.</summary>
public sealed class MemoryStore(DbSession db, string flow, string mappingHash)
{
    private const string Notes = "";

    private readonly Dictionary<string, int> _memories = new(StringComparer.Ordinal);

    public string? Recall(string key) => Find(Notes) is { } memory
        ? db.Scalar("SELECT Text FROM ChannelNotes WHERE MemoryId = $0 AND Key = $1", memory, key) as string
        : null;

    public void Remember(string key, string? text)
    {
        var memory = FindOrMake(Notes);
        db.Execute("DELETE FROM ChannelNotes WHERE MemoryId = $0 AND Key = $1", memory, key);
        if (text is not null)
        {
            db.Execute("INSERT INTO ChannelNotes (MemoryId, Key, Text) VALUES ($0, $1, $2)", memory, key, text);
        }
    }

    /// <summary>The versions that were taken of these objects.</summary>
    public IReadOnlyDictionary<string, string> Versions(string externalKind, IEnumerable<string> ids) => Find(externalKind) is { } memory
        ? db.Query(
            "SELECT v.ExternalId, v.Version FROM json_each($1) j CROSS JOIN SeenVersions v ON v.MemoryId = $0 AND v.ExternalId = j.value",
            reader => KeyValuePair.Create(reader.GetString(0), reader.GetString(1)),
            memory, JsonSerializer.Serialize(ids)).ToDictionary(StringComparer.Ordinal)
        : new Dictionary<string, string>();

    /// <summary>Within the transaction that accounts for the object.</summary>
    public void Saw(string externalKind, string id, string version) => db.Execute(
        "INSERT INTO SeenVersions (MemoryId, ExternalId, Version) VALUES ($0, $1, $2) "
        + "ON CONFLICT (MemoryId, ExternalId) DO UPDATE SET Version = excluded.Version WHERE Version <> excluded.Version",
        FindOrMake(externalKind), id, version);

    /// <summary>Forgets what was looked up; after a rollback a number may be gone.</summary>
    public void Forget() => _memories.Clear();

    private int? Find(string kind)
    {
        if (!_memories.TryGetValue(kind, out var id))
        {
            if (db.Scalar("SELECT Id FROM FlowMemories WHERE Flow = $0 AND ExternalKind = $1 AND MappingHash = $2", flow, kind, mappingHash) is not long found)
            {
                return null;
            }

            _memories.Add(kind, id = (int)found);
        }

        return id;
    }

    private int FindOrMake(string kind)
    {
        if (Find(kind) is { } known)
        {
            return known;
        }

        foreach (var old in db.Query("DELETE FROM FlowMemories WHERE Flow = $0 AND ExternalKind = $1 RETURNING Id", reader => reader.GetInt64(0), flow, kind))
        {
            db.Execute("DELETE FROM ChannelNotes WHERE MemoryId = $0", old);
            db.Execute("DELETE FROM SeenVersions WHERE MemoryId = $0", old);
        }

        db.Execute("INSERT INTO FlowMemories (Flow, ExternalKind, MappingHash) VALUES ($0, $1, $2)", flow, kind, mappingHash);
        return Find(kind)!.Value;
    }
}
