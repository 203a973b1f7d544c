using Crm.Connect;
using Crm.Core.Mappings;

namespace Crm.Hub.Settings;

/// <summary>What connectors ask of connections beyond each setting by itself: what their flows need, and places of their own.</summary>
internal static class Demands
{
    /// <returns>The keys of settings, and what is wrong with them.</returns>
    public static IEnumerable<(string Key, Words Words)> Unmet(
        IReadOnlyList<ConfiguredConnection> connections, IReadOnlyList<ConfiguredFlow> flows, string baseDirectory)
    {
        var right = connections.Where(connection => connection.IsRight).ToList();
        var claims = right.SelectMany(connection => connection.Connector.Claims(connection.Settings, baseDirectory), (connection, claim) => new Claim(connection, claim)).ToList();
        return right.SelectMany(connection => Lacks(connection, [.. flows.Where(flow => flow.Connection == connection)]))
            .Concat(claims.GroupBy(claim => (claim.Of.Connector, claim.On.Place)).SelectMany(group => Taken([.. group])))
            .Concat(claims.Where(claim => claim.On.IsReadOnce).SelectMany(claim => ReadTwice(claim, flows)));
    }

    private static IEnumerable<(string, Words)> Lacks(ConfiguredConnection connection, List<ConfiguredFlow> flows)
    {
        var needed = flows.Aggregate(Abilities.None, (all, flow) => all | NeededBy(flow.Direction));
        var (names, flowsRu) = (string.Join(", ", flows.Select(flow => flow.Name)), flows.Count == 1 ? "потоку" : "потокам");
        return needed == Abilities.None ? [] : connection.Connector.Lacks(connection.Settings, needed).Select(lack => (
            KeyOf(connection, lack.Key),
            new Words($"{lack.Words.Ru} (нужно {flowsRu} {names})", $"{lack.Words.En} (needed by {names})")));
    }

    private static Abilities NeededBy(Direction direction) => direction switch
    {
        Direction.In => Abilities.Receive,
        Direction.Out => Abilities.Send,
        _ => Abilities.Receive | Abilities.Send,
    };

    private static IEnumerable<(string, Words)> Taken(List<Claim> claims) =>
        from at in Enumerable.Range(1, claims.Count - 1)
        let later = claims[at]
        let first = claims.Take(at).FirstOrDefault(one => one.Of != later.Of && !(one.On.IsShared && later.On.IsShared))
        where first is not null
        select (later.Key, new Words(
            $"это место уже занято соединением «{first.Of.Name}»; укажите для {later.On.Key} другое",
            $"this place is taken by the connection '{first.Of.Name}'; name another for {later.On.Key}"));

    // The first flow would confirm what the second has not seen.
    private static IEnumerable<(string, Words)> ReadTwice(Claim claim, IReadOnlyList<ConfiguredFlow> flows)
    {
        var receiving = flows.Where(flow => flow.Connection == claim.Of && flow.Direction != Direction.Out).Select(flow => flow.Name).ToList();
        var names = string.Join(", ", receiving);
        return receiving.Count < 2 ? [] :
        [
            (claim.Key, new Words(
                $"что здесь прочитано, второй раз не приходит, а принимают сразу несколько потоков: {names}; соедините их в один",
                $"what was read here does not come a second time, and several flows receive: {names}; join them into one")),
        ];
    }

    private static string KeyOf(ConfiguredConnection connection, string key) => $"Hub:Connections:{connection.Name}:Settings:{key}";

    private sealed record Claim(ConfiguredConnection Of, SettingClaim On)
    {
        public string Key => KeyOf(Of, On.Key);
    }
}
