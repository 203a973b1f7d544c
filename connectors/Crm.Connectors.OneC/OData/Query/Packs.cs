namespace Crm.Connectors.OneC.OData.Query;

/// <summary>Keys in packs that fit into an address.</summary>
internal static class Packs
{
    private const int MostKeys = 20;

    /// <summary>A question for each pack, with its keys.</summary>
    public static IEnumerable<(SetQuery Query, IReadOnlyList<string> Ids)> Of(SetQuery query, IReadOnlyList<string> ids)
    {
        var most = KeysThatFit(query);
        for (var at = 0; at < ids.Count; at += most)
        {
            var pack = ids.Skip(at).Take(most).ToList();
            yield return (query with { Filter = Filter.AnyKey(pack) }, pack);
        }
    }

    private static int KeysThatFit(SetQuery query)
    {
        var key = Guid.Empty.ToString();
        var one = (query with { Filter = Filter.AnyKey([key]) }).ToPath().Length;
        var each = (query with { Filter = Filter.AnyKey([key, key]) }).ToPath().Length - one;
        return Math.Clamp(1 + ((SetQuery.LongestPath - one) / each), 1, MostKeys);
    }
}
