using Crm.Connectors.OneC.OData.Metadata;

namespace Crm.Connectors.OneC.OData.Query;

/// <summary>A reference through which mappings read on, such as ВалютаДокумента/Code: what stands there changes while the version of the object stays.</summary>
/// <param name="Reference">The property that refers.</param>
/// <param name="Target">The set to which it refers.</param>
internal sealed record Behind(string Reference, string Target)
{
    public static IReadOnlyList<Behind> Of(EntitySet set, IEnumerable<string> paths) =>
    [
        .. paths.Where(path => Selection.IsBehind(set, path))
            .Select(path => set.Find(path.Split('/')[0] + Property.KeySuffix)!)
            .Distinct()
            .Select(reference => new Behind(reference.Name, reference.Target!)),
    ];
}
