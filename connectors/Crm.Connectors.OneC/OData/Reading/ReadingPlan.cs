using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>One set that is read for its own objects.</summary>
/// <param name="References">Those through which it is read on, as far as what stands there has versions.</param>
/// <param name="Sections">The references of its sections through which it is read on.</param>
internal sealed record SetPlan(EntitySet Set, string? Select, IReadOnlyList<Behind> References, IReadOnlyList<BehindSection> Sections)
{
    public static SetPlan Of(BaseIndex index, EntitySet set, IReadOnlyCollection<string> paths)
    {
        var references = Behind.Of(set, paths).Where(behind => index.Find(behind.Target) is { HasVersions: true });
        return new SetPlan(set, Selection.Of(set, paths), [.. references], BehindSection.Of(index, set, paths));
    }
}

/// <summary>What a flow needs of a base: sets in the order in which their objects build on each other, then what registers say about them.</summary>
internal sealed record ReadingPlan(IReadOnlyList<SetPlan> Sets, IReadOnlyList<AboutPlan> Abouts)
{
    // What refers to what, by the kinds of 1C: charts and catalogues first, then documents, then registers.
    private static readonly string[] Order = ["ChartOf", "Catalog_", "ExchangePlan_", "Document_", "BusinessProcess_", "Task_"];

    /// <exception cref="ConnectorException">Misconfigured: the base has no such set or field.</exception>
    public static ReadingPlan Of(BaseIndex index, IReadOnlyList<WantedKind> wants)
    {
        var known = wants.Select(want => (Want: want, Set: index.Find(want.Kind) ?? throw Unpublished(want.Kind))).ToList();
        return new ReadingPlan(
            [.. known.OrderBy(one => Rank(one.Want.Kind)).Select(one => SetPlan.Of(index, one.Set, Own(index, one.Want, one.Set)))],
            [.. known.SelectMany(one => Told(index, one.Want, one.Set))]);
    }

    /// <summary>The paths that lie in a register, or in a set that is subordinate to the objects, and not in the object.</summary>
    public static IEnumerable<IGrouping<string, string>> InOthers(BaseIndex index, WantedKind want, EntitySet set) => want.Paths
        .Where(path => IsInAnother(index, set, path))
        .Select(path => path.Split('/', 2))
        .Where(parts => parts.Length > 1)
        .GroupBy(parts => parts[0], parts => parts[1]);

    /// <summary>Whether the path begins with the name of another set.</summary>
    public static bool IsInAnother(BaseIndex index, EntitySet set, string path) =>
        path.Split('/')[0] is var first && set.Find(first) is null && (first.Contains("Register_", StringComparison.Ordinal) || index.Find(first) is not null);

    private static IEnumerable<AboutPlan> Told(BaseIndex index, WantedKind want, EntitySet set) =>
        InOthers(index, want, set).Select(register => AboutPlan.Of(index, want.Kind, register.Key, register.Distinct().ToList()));

    private static List<string> Own(BaseIndex index, WantedKind want, EntitySet set) => [.. want.Paths.Where(path => !IsInAnother(index, set, path))];

    private static int Rank(string kind)
    {
        var rank = Array.FindIndex(Order, prefix => kind.StartsWith(prefix, StringComparison.Ordinal));
        return rank < 0 ? Order.Length : rank;
    }

    private static ConnectorException Unpublished(string kind) => Faults.Wrong(
        kind,
        "такого набора база не публикует; проверьте сопоставление и состав стандартного интерфейса OData",
        "the base publishes no such set; check the mapping and what the standard OData interface includes");
}
