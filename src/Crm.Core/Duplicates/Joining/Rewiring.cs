using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Duplicates.Joining;

/// <summary>The places all over the database that hold one of two rows, and their pointing elsewhere.</summary>
internal sealed class Rewiring(DbSession db, EntityKind kind)
{
    /// <summary>Every place that holds one of these rows.</summary>
    public List<Pointer> Places(params IReadOnlyList<Guid> rows) =>
        [.. Reference.To(kind).SelectMany(reference => rows.SelectMany(row => Places(reference, row)))];

    /// <summary>
    /// Of places that hold one of the two rows, those that do not follow what bases say: a person chose, or no base knows of it.
    /// All others can be told from the agreements alone, whenever it is asked.
    /// </summary>
    public List<OwnPlace> Own(IReadOnlyCollection<Pointer> places, Guid kept, Guid gone) =>
    [
        .. new Sides(db, kind, kept, gone).Of(places)
            .Where(pair => pair.Meant != pair.Place.Target)
            .Select(pair => new OwnPlace(pair.Place.Reference.Name, pair.Place.Owner, pair.Place.No, pair.Place.Target == gone)),
    ];

    /// <summary>Makes the places hold another row.</summary>
    /// <returns>What history says of it: for each owner the paths that changed.</returns>
    public ILookup<(KindTable Owner, Guid Row), string> Point(IReadOnlyCollection<Pointer> places, Guid to)
    {
        foreach (var (reference, owner, no, _) in places)
        {
            var place = $"UPDATE {reference.Sql} SET {reference.Column} = $0 WHERE {reference.OwnerColumn} = $1";
            if (reference.Table is null)
            {
                db.Write(place, to, owner);
            }
            else
            {
                db.Write(place + " AND No = $2", to, owner, no);
            }
        }

        var owners = places.ToLookup(place => (place.Reference.Owner, Row: place.Owner), place => place.Reference.Path(place.No));
        foreach (var owner in owners)
        {
            db.Write($"UPDATE \"{owner.Key.Owner.Name}\" SET Revision = Revision + 1 WHERE Id = $0", owner.Key.Row);
        }

        return owners;
    }

    private List<Pointer> Places(Reference reference, Guid row) => db.Query(
        $"SELECT {reference.OwnerColumn}, {(reference.Table is null ? "0" : "No")} FROM {reference.Sql} WHERE {reference.Column} = $0",
        reader => new Pointer(reference, reader.GetGuid(0), reader.GetInt64(1), row), row);
}
