using Crm.Connectors.OneC.OData.Metadata;

namespace Crm.Connectors.OneC.OData.Query;

/// <summary>Which properties of a set are asked for, so that no more comes than the mappings take.</summary>
internal static class Selection
{
    // A longer list leaves no room for keys beside it.
    private const int Longest = 900;

    private const string AllButSections = "**";

    /// <returns>The text of $select; null for everything.</returns>
    /// <param name="paths">As mappings name them; "" is the whole object.</param>
    public static string? Of(EntitySet set, IReadOnlyCollection<string> paths)
    {
        if (paths.Count == 0 || paths.Contains(""))
        {
            return null;
        }

        var wanted = paths.Select(path => path.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        var names = set.Properties.Where(property => IsAsked(set, property, wanted)).Select(property => property.Name).ToList();
        var select = string.Join(',', names);
        return SetQuery.Encoded(select).Length <= Longest ? select : names.Exists(name => set.Find(name)!.Type == EdmType.Rows) ? null : AllButSections;
    }

    private static bool IsAsked(EntitySet set, Property property, HashSet<string> wanted) =>
        property.Type != EdmType.Binary && (wanted.Contains(property.Name) || IsOwn(set, property.Name) || IsTypeOf(property, wanted));

    private static bool IsOwn(EntitySet set, string name) => name is OwnNames.Ref or OwnNames.Version or OwnNames.Deleted || set.Keys.Contains(name);

    private static bool IsTypeOf(Property property, HashSet<string> wanted) =>
        property.Name.EndsWith(Property.TypeSuffix, StringComparison.Ordinal) && wanted.Contains(property.Name[..^Property.TypeSuffix.Length]);
}
