using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Duplicates.Joining;

/// <summary>Which of two rows the agreements of other rows mean, by the links the two have at this moment.</summary>
internal sealed class Sides
{
    private readonly DbSession _db;
    private readonly Dictionary<(string Connection, string ExternalId), Guid> _rows = [];

    public Sides(DbSession db, EntityKind kind, Guid one, Guid other)
    {
        _db = db;
        foreach (var (connection, id, row) in db.Query(
            "SELECT s.Connection, l.ExternalId, l.EntityId FROM Links l JOIN LinkSources s ON s.Id = l.SourceId "
            + "WHERE l.EntityId IN ($0, $1) AND s.Kind = $2",
            reader => (reader.GetString(0), reader.GetString(1), reader.GetGuid(2)), one, other, kind.Name))
        {
            // One id for two rows tells nothing.
            _rows[(connection, id)] = _rows.TryGetValue((connection, id), out var known) && known != row ? Guid.Empty : row;
        }
    }

    /// <summary>For each place the row that all bases who speak of it mean; null when none does, or when they differ.</summary>
    public IEnumerable<(Pointer Place, Guid? Meant)> Of(IReadOnlyCollection<Pointer> places)
    {
        foreach (var group in places.GroupBy(place => place.Reference.Owner))
        {
            // Agreements of long documents are large: not all of them at once.
            foreach (var chunk in group.Chunk(500))
            {
                var said = AgreementsOf(group.Key.Kind!, [.. chunk.Select(place => place.Owner).Distinct()]);
                foreach (var place in chunk)
                {
                    yield return (place, Meant(place, said[place.Owner]));
                }
            }
        }
    }

    private Guid? Meant(Pointer place, IEnumerable<(string Connection, Agreed Agreed)> said)
    {
        var rows = said
            .Select(link => place.Reference.In(link.Agreed, place.No) is { } meant ? RowOf(link.Connection, meant) : (Guid?)null)
            .OfType<Guid>()
            .Distinct()
            .ToList();
        return rows is [var one] && one != Guid.Empty ? one : null;
    }

    private Guid RowOf(string connection, LinkRef meant) => _rows.GetValueOrDefault((connection, meant.Id), Guid.Empty);

    private ILookup<Guid, (string Connection, Agreed Agreed)> AgreementsOf(EntityKind owner, IReadOnlyCollection<Guid> rows) => _db.Query(
        "SELECT l.EntityId, s.Connection, l.Agreed FROM Links l CROSS JOIN LinkSources s "
        + "WHERE l.EntityId IN ids($0) AND s.Id = l.SourceId AND s.Kind = $1",
        reader => (Row: reader.GetGuid(0), Connection: reader.GetString(1), Agreed: AgreedJson.FromJson(reader.GetString(2), owner)),
        rows, owner.Name).ToLookup(link => link.Row, link => (link.Connection, link.Agreed));
}
