namespace Crm.Core.Storage;

/// <summary>Keeps notes and versions for one flow under one set of mappings; what was kept under others is forgotten when they change.</summary>
public sealed class MemoryStore(DbSession db, string flow, string mappingHash)
{
    private const string Notes = "";

    private static readonly RowWrite Seen = RowWrite.Put(
        "SeenVersions", ["MemoryId", "ExternalId"], new("MemoryId", ColumnType.Int), new("ExternalId", ColumnType.Text), new("Version", ColumnType.Text));

    private readonly Dictionary<string, int> _memories = new(StringComparer.Ordinal);

    public string? Recall(string key) => Find(Notes) is { } memory
        ? db.Scalar("SELECT Text FROM ChannelNotes WHERE MemoryId = $0 AND Key = $1", memory, key) as string
        : null;

    public void Remember(string key, string? text)
    {
        var memory = FindOrMake(Notes);
        db.Write("DELETE FROM ChannelNotes WHERE MemoryId = $0 AND Key = $1", memory, key);
        if (text is not null)
        {
            db.Write("INSERT INTO ChannelNotes (MemoryId, Key, Text) VALUES ($0, $1, $2)", memory, key, text);
        }
    }

    /// <summary>The versions that were taken of these objects.</summary>
    public IReadOnlyDictionary<string, string> Versions(string externalKind, IEnumerable<string> ids) => Find(externalKind) is { } memory
        ? db.Query(
            "SELECT v.ExternalId, v.Version FROM SeenVersions v WHERE v.MemoryId = $0 AND v.ExternalId IN texts($1)",
            reader => KeyValuePair.Create(reader.GetString(0), reader.GetString(1)),
            memory, ids).ToDictionary(StringComparer.Ordinal)
        : new Dictionary<string, string>();

    /// <summary>Within the transaction that accounts for the object.</summary>
    public void Saw(string externalKind, string id, string version) => db.Write(
        Seen, FindOrMake(externalKind), id, version);

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
            db.Write("DELETE FROM ChannelNotes WHERE MemoryId = $0", old);
            db.Write("DELETE FROM SeenVersions WHERE MemoryId = $0", old);
        }

        db.Write("INSERT INTO FlowMemories (Flow, ExternalKind, MappingHash) VALUES ($0, $1, $2)", flow, kind, mappingHash);
        return Find(kind)!.Value;
    }
}
