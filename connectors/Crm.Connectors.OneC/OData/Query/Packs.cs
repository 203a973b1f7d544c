using Crm.Connectors.OneC.OData.Metadata;

namespace Crm.Connectors.OneC.OData.Query;

/// <summary>Keys in packs that fit into an address.</summary>
internal static class Packs
{
    private const int MostKeys = 20;

    /// <summary>A question for each pack, with its keys.</summary>
    /// <param name="field">The property that has them.</param>
    public static IEnumerable<(SetQuery Query, IReadOnlyList<string> Ids)> Of(SetQuery query, IReadOnlyList<string> ids, string field = OwnNames.Ref)
    {
        var most = KeysThatFit(query, field);
        for (var at = 0; at < ids.Count; at += most)
        {
            var pack = ids.Skip(at).Take(most).ToList();
            yield return (Named(query, pack, field), pack);
        }
    }

    /// <summary>The same question, for those of its objects that have one of the keys.</summary>
    public static SetQuery Named(SetQuery query, IReadOnlyList<string> ids, string field = OwnNames.Ref) =>
        query with { Filter = Filter.All(query.Filter, query.Filter is null ? Filter.AnyKey(ids, field) : $"({Filter.AnyKey(ids, field)})") };

    private static int KeysThatFit(SetQuery query, string field)
    {
        var key = Guid.Empty.ToString();
        var one = Named(query, [key], field).ToPath().Length;
        var each = Named(query, [key, key], field).ToPath().Length - one;
        return Math.Clamp(1 + ((SetQuery.LongestPath - one) / each), 1, MostKeys);
    }
}
