using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Duplicates.Joining;

/// <summary>Which places are to hold the row again that went; asked when its links are its own again.</summary>
internal sealed class Returning(DbSession db, EntityKind kind, RowMerge merge, Undo undo)
{
    /// <summary>
    /// A place that followed what the bases say follows them again, whether it is older or newer than the merge. A place where a
    /// person chose holds what it held, unless it was written anew.
    /// </summary>
    public List<Pointer> Places()
    {
        var own = undo.Own.ToDictionary(place => (place.Place, place.Owner, place.No));
        var places = new Rewiring(db, kind).Places(merge.KeptId).ToLookup(place => own.GetValueOrDefault((place.Reference.Name, place.Owner, place.No)));
        var chosen = places.Where(group => group.Key is not null).SelectMany(group => group.Select(place => (Place: place, Own: group.Key!))).ToLookup(IsAsItWas);

        return
        [
            .. chosen[true].Where(pair => pair.Own.HeldGone).Select(pair => pair.Place),
            .. new Sides(db, kind, merge.KeptId, merge.GoneId).Of([.. places[null], .. chosen[false].Select(pair => pair.Place)])
                .Where(pair => pair.Meant == merge.GoneId)
                .Select(pair => pair.Place),
        ];
    }

    private bool IsAsItWas((Pointer Place, OwnPlace Own) chosen) =>
        !new Since(db, undo.Journal).Of(chosen.Place.Owner).Exists(line => line.Speaks(chosen.Place.Reference.Top));
}
