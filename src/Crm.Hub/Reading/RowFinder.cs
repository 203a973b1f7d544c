using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Hub.Reading;

/// <summary>Finds the row that a person means: by its id here, by a number, name, ИНН or article, by its id over there.</summary>
internal sealed class RowFinder(DbSession db)
{
    private const int Enough = 20;

    /// <summary>The rows that could be meant, living ones first; none, one, or as many as are shown.</summary>
    public IReadOnlyList<Guid> Find(EntityKind kind, string said)
    {
        if (Guid.TryParse(said, out var id) && ById(kind, id) is { Count: > 0 } own)
        {
            return own;
        }

        var known = ByKeys(kind, said);
        if (known.Count == 0 && kind.ClrType == typeof(Variant))
        {
            known = OfItems(ByKeys(EntityKind.Find(nameof(Item))!, said));
        }

        known = known.Count > 0 ? known : ByExternalId(kind, said);
        return known.Count > 0 ? known : ByName(kind, said);
    }

    // People know a variant by the article of its item.
    private List<Guid> OfItems(List<Guid> items) => db.Query(
        $"SELECT v.Id FROM \"Variant\" v WHERE v.ItemId IN ids($0) AND v.ArchivedAt IS NULL LIMIT {Enough}",
        reader => reader.GetGuid(0), items);

    private List<Guid> ById(EntityKind kind, Guid id) =>
        db.Query($"SELECT Id FROM \"{kind.Name}\" WHERE Id = $0", reader => reader.GetGuid(0), id);

    private List<Guid> ByKeys(EntityKind kind, string said)
    {
        var keys = KindTable.Of(kind).Columns.Select(column => column.KeyColumn).OfType<string>().Select(key => $"\"{key}\" = $0").ToList();
        if (keys.Count == 0)
        {
            return [];
        }

        var rows = db.Query(
            $"SELECT Id, ArchivedAt IS NULL FROM \"{kind.Name}\" WHERE {string.Join(" OR ", keys)} ORDER BY ArchivedAt IS NOT NULL, Id LIMIT {Enough}",
            reader => (Id: reader.GetGuid(0), Lives: reader.GetBoolean(1)),
            KeyText.Normalise(said));
        var living = rows.Where(row => row.Lives).ToList();
        return [.. (living.Count > 0 ? living : rows).Select(row => row.Id)];
    }

    // Names without an index are the last resort: every row is looked at.
    private List<Guid> ByName(EntityKind kind, string said) => db.Query(
        $"SELECT t.Id FROM \"{kind.Name}\" t WHERE same({KindView.NameOf(kind.Name, "t")}, $0) ORDER BY t.ArchivedAt IS NOT NULL, t.Id LIMIT {Enough}",
        reader => reader.GetGuid(0), said);

    private List<Guid> ByExternalId(EntityKind kind, string said) => db.Query(
        $"SELECT DISTINCT l.EntityId FROM LinkSources s JOIN Links l ON l.SourceId = s.Id AND l.ExternalId = $1 WHERE s.Kind = $0 LIMIT {Enough}",
        reader => reader.GetGuid(0), kind.Name, said);
}
