using Crm.Connectors.OneC.OData.Metadata;

namespace Crm.Connectors.OneC.OData.Query;

/// <summary>Which properties of a set are asked for, so that no more comes than the mappings take.</summary>
internal static class Selection
{
    // A longer list leaves no room for keys beside it.
    private const int Longest = 900;

    private const string AllButSections = "**";
    private const string All = "*";

    /// <returns>The text of $select; null for everything.</returns>
    /// <param name="paths">As mappings name them; "" is the whole object.</param>
    public static string? Of(EntitySet set, IReadOnlyCollection<string> paths)
    {
        var behind = paths.Where(path => IsBehind(set, path)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (paths.Count == 0 || paths.Contains(""))
        {
            return behind.Count == 0 ? null : string.Join(',', [All, .. behind]);
        }

        var wanted = paths.Select(path => path.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        var names = set.Properties.Where(property => IsAsked(set, property, wanted)).Select(property => property.Name).ToList();
        var select = string.Join(',', [.. names, .. behind]);
        if (SetQuery.Encoded(select).Length <= Longest)
        {
            return select;
        }

        var whole = names.Exists(name => set.Find(name)!.Type == EdmType.Rows) ? All : AllButSections;
        return behind.Count == 0 && whole == All ? null : string.Join(',', [whole, .. behind]);
    }

    /// <summary>Whether the path leads through a reference of the set into the object it refers to, such as ВалютаДокумента/Code.</summary>
    public static bool IsBehind(EntitySet set, string path) =>
        path.Split('/') is [var bare, _] && set.Find(bare) is null && set.Find(bare + Property.KeySuffix) is { IsReference: true, Target: not null };

    private static bool IsAsked(EntitySet set, Property property, HashSet<string> wanted) =>
        property.Type != EdmType.Binary && (wanted.Contains(property.Name) || IsOwn(set, property.Name) || IsTypeOf(property, wanted));

    private static bool IsOwn(EntitySet set, string name) => name is OwnNames.Ref or OwnNames.Version or OwnNames.Deleted || set.Keys.Contains(name);

    private static bool IsTypeOf(Property property, HashSet<string> wanted) =>
        property.Name.EndsWith(Property.TypeSuffix, StringComparison.Ordinal) && wanted.Contains(property.Name[..^Property.TypeSuffix.Length]);
}
