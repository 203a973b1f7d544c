namespace Crm.Core.Storage;

/// <summary>Reads and writes links, many at a time.</summary>
public sealed class LinkStore(DbSession db)
{
    private static readonly RowWrite NewLink = RowWrite.Insert(
        "Links", new("Id", ColumnType.Long), new("SourceId", ColumnType.Int), new("ExternalId", ColumnType.Text), new("EntityId", ColumnType.Id),
        new("Agreed", ColumnType.Text));

    private static readonly RowWrite Agreement = RowWrite.Update("Links", ["Id"], new("Id", ColumnType.Long), new("Agreed", ColumnType.Text));

    private readonly Dictionary<(string Connection, string ExternalKind, string Kind), int> _sources = [];

    /// <summary>The number of a source; it is made when it is new.</summary>
    public int Source(string connection, string externalKind, string kind)
    {
        if (_sources.TryGetValue((connection, externalKind, kind), out var id))
        {
            return id;
        }

        db.Write(
            "INSERT INTO LinkSources (Connection, ExternalKind, Kind) VALUES ($0, $1, $2) ON CONFLICT DO NOTHING",
            connection, externalKind, kind);
        id = (int)(long)db.Scalar(
            "SELECT Id FROM LinkSources WHERE Connection = $0 AND ExternalKind = $1 AND Kind = $2", connection, externalKind, kind)!;
        return _sources[(connection, externalKind, kind)] = id;
    }

    /// <summary>What a source stands for.</summary>
    public (string ExternalKind, string Kind) SourceOf(int source) => db.Query(
        "SELECT ExternalKind, Kind FROM LinkSources WHERE Id = $0", reader => (reader.GetString(0), reader.GetString(1)), source)[0];

    /// <summary>Forgets what was looked up; after a rollback a number may be gone.</summary>
    public void Forget() => _sources.Clear();

    public List<Link> Read(int source, IEnumerable<string> externalIds) => db.Query(
        "SELECT l.Id, l.ExternalId, l.EntityId, l.Agreed FROM Links l WHERE l.SourceId = $0 AND l.ExternalId IN texts($1)",
        reader => new Link
        {
            Id = reader.GetInt64(0),
            SourceId = source,
            ExternalId = reader.GetString(1),
            EntityId = reader.GetGuid(2),
            Agreed = reader.GetString(3),
        },
        source, externalIds);

    /// <summary>Which rows of a kind these ids of a connection are, whatever they are called over there.</summary>
    public List<(string ExternalId, Guid EntityId)> Resolve(string connection, string kind, IEnumerable<string> externalIds) => db.Query(
        "SELECT l.ExternalId, l.EntityId FROM LinkSources s CROSS JOIN Links l "
        + "WHERE l.SourceId = s.Id AND l.ExternalId IN texts($2) AND s.Connection = $0 AND s.Kind = $1",
        reader => (reader.GetString(0), reader.GetGuid(1)),
        connection, kind, externalIds);

    /// <summary>The links that these rows of a kind have in a connection.</summary>
    public List<(Guid EntityId, int SourceId, string ExternalId)> Of(string connection, string kind, IReadOnlyCollection<Guid> rows) => db.Query(
        "SELECT l.EntityId, l.SourceId, l.ExternalId FROM Links l CROSS JOIN LinkSources s "
        + "WHERE l.EntityId IN ids($2) AND s.Id = l.SourceId AND s.Connection = $0 AND s.Kind = $1",
        reader => (reader.GetGuid(0), reader.GetInt32(1), reader.GetString(2)),
        connection, kind, rows);

    /// <summary>The links that these rows of a kind have in a connection, with what is agreed on, oldest first.</summary>
    public List<(string ExternalKind, Link Link)> WholeOf(string connection, string kind, IReadOnlyCollection<Guid> rows) => db.Query(
        "SELECT s.ExternalKind, l.Id, l.SourceId, l.ExternalId, l.EntityId, l.Agreed FROM Links l CROSS JOIN LinkSources s "
        + "WHERE l.EntityId IN ids($2) AND s.Id = l.SourceId AND s.Connection = $0 AND s.Kind = $1 ORDER BY l.Id",
        reader => (reader.GetString(0), new Link
        {
            Id = reader.GetInt64(1),
            SourceId = reader.GetInt32(2),
            ExternalId = reader.GetString(3),
            EntityId = reader.GetGuid(4),
            Agreed = reader.GetString(5),
        }),
        connection, kind, rows);

    public Link? Find(long id) => db.Query(
        "SELECT SourceId, ExternalId, EntityId, Agreed FROM Links WHERE Id = $0",
        reader => new Link
        {
            Id = id,
            SourceId = reader.GetInt32(0),
            ExternalId = reader.GetString(1),
            EntityId = reader.GetGuid(2),
            Agreed = reader.GetString(3),
        },
        id).FirstOrDefault();

    /// <summary>The object got an id of its own over there; the key that we chose is not spoken of any more.</summary>
    public void Rename(long id, string externalId) => db.Write("UPDATE Links SET ExternalId = $1 WHERE Id = $0", id, externalId);

    /// <summary>Numbers for so many new links.</summary>
    public IReadOnlyList<long> Numbers(int count) => db.Numbers("Links", count);

    /// <param name="id">One of <see cref="Numbers"/>.</param>
    public void Insert(long id, int source, string externalId, Guid row, Utf8 agreed) => db.Write(NewLink, id, source, externalId, row, agreed);

    /// <returns>The number of the new link.</returns>
    public long Insert(int source, string externalId, Guid row, Utf8 agreed)
    {
        var id = Numbers(1)[0];
        Insert(id, source, externalId, row, agreed);
        return id;
    }

    public void Update(long id, Utf8 agreed) => db.Write(Agreement, id, agreed);

    /// <summary>
    /// The same outside the corridor, when something else is agreed on than what was heard: pieces that spoke of the object are
    /// news again.
    /// </summary>
    public void Relearn(long id, Utf8 agreed)
    {
        Update(id, agreed);
        db.Write("DELETE FROM Fingerprints WHERE LinkId = $0", id);
    }

    /// <summary>The links of these objects, as far as there are; makes no source.</summary>
    public List<Link> Known(string connection, string externalKind, string kind, IEnumerable<string> externalIds) =>
        db.Scalar("SELECT Id FROM LinkSources WHERE Connection = $0 AND ExternalKind = $1 AND Kind = $2", connection, externalKind, kind) is long source
            ? Read((int)source, externalIds)
            : [];

    /// <summary>How many objects of a connection the hub knows as rows of a kind.</summary>
    public long Count(string connection, string kind) => (long)db.Scalar(
        "SELECT COUNT(*) FROM Links WHERE SourceId IN (SELECT Id FROM LinkSources WHERE Connection = $0 AND Kind = $1)", connection, kind)!;

    /// <summary>How many objects of a kind over there the hub knows that are not marked as deleted.</summary>
    public long CountLiving(string connection, string externalKind) => (long)db.Scalar(
        "SELECT COALESCE(MAX(n), 0) FROM (SELECT COUNT(*) AS n FROM LinkSources s JOIN Links l ON l.SourceId = s.Id "
        + "WHERE s.Connection = $0 AND s.ExternalKind = $1 AND l.Agreed NOT LIKE '%\"deleted\":true%' GROUP BY s.Id) AS sources", connection, externalKind)!;
}
