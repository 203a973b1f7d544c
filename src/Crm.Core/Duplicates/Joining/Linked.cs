using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Duplicates.Joining;

/// <summary>The objects over there that are a row, over all bases.</summary>
internal sealed class Linked(DbSession db)
{
    private readonly LinkStore _links = new(db);

    /// <summary>The links of a row and what they agree on, oldest first.</summary>
    public List<AgreedLink> Of(Guid row) => db.Query(
        "SELECT Id, Agreed FROM Links WHERE EntityId = $0 ORDER BY Id",
        reader => new AgreedLink(reader.GetInt64(0), reader.GetString(1)), row);

    /// <summary>How history names the objects of a row.</summary>
    public HashSet<(int Source, string ExternalId)> NamesOf(Guid row) =>
        [.. db.Query("SELECT SourceId, ExternalId FROM Links WHERE EntityId = $0", reader => (reader.GetInt32(0), reader.GetString(1)), row)];

    public void Move(IEnumerable<AgreedLink> links, Guid to)
    {
        foreach (var link in links)
        {
            db.Write("UPDATE Links SET EntityId = $1 WHERE Id = $0", link.Id, to);
        }
    }

    /// <summary>These links as they are today, with what they agreed on then; less those that are of another row by now.</summary>
    public List<KnownObject> Today(EntityKind kind, IEnumerable<AgreedLink> links, Guid row) =>
    [
        .. links.SelectMany(link => db.Query(
            "SELECT l.SourceId, s.Connection, s.ExternalKind, l.ExternalId, l.Agreed FROM Links l JOIN LinkSources s ON s.Id = l.SourceId WHERE l.Id = $0 AND l.EntityId = $1",
            reader => new KnownObject(
                link, reader.GetInt32(0), new ExternalRef(reader.GetString(1), reader.GetString(2), reader.GetString(3)),
                AgreedJson.FromJson(link.Agreed, kind), AgreedJson.FromJson(reader.GetString(4), kind)),
            link.Id, row)),
    ];

    /// <summary>The fields with links as rows; a field whose target is not known is left out.</summary>
    public Fields Resolve(string connection, Fields fields)
    {
        var open = new List<OpenLink>();
        var resolved = Resolution.Resolve(fields, link => RowOf(connection, link), open);
        return open.Count == 0 ? resolved : resolved.Without(name => open.Exists(link => link.Path.Split('/')[0] == name));
    }

    private Guid? RowOf(string connection, LinkRef link) =>
        _links.Resolve(connection, link.Kind, [link.Id]).Select(found => found.EntityId).Distinct().ToList() is [var one] ? one : null;
}

/// <summary>An object over there: what was agreed on when the merge was made, and what is now.</summary>
internal sealed record KnownObject(AgreedLink Link, int Source, ExternalRef Ref, Agreed Then, Agreed Now)
{
    public string Connection => Ref.Connection;

    public (int Source, string ExternalId) Name => (Source, Ref.Id);
}
