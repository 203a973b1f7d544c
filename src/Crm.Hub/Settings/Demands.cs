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
        return right.SelectMany(connection => Lacks(connection, [.. flows.Where(flow => flow.Connection == connection)]))
            .Concat(right.GroupBy(connection => connection.Connector).SelectMany(group => Shared([.. group], baseDirectory)));
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

    private static IEnumerable<(string, Words)> Shared(List<ConfiguredConnection> connections, string baseDirectory) => connections
        .SelectMany(connection => connection.Connector.Claims(connection.Settings, baseDirectory), (connection, claim) => (Connection: connection, Claim: claim))
        .GroupBy(one => one.Claim.Place)
        .SelectMany(group => group.Skip(1).Select(later => (KeyOf(later.Connection, later.Claim.Key), Taken(group.First().Connection, later.Claim.Key))));

    private static Words Taken(ConfiguredConnection first, string key) => new(
        $"это место уже занято соединением «{first.Name}»; укажите для {key} другое",
        $"this place is taken by the connection '{first.Name}'; name another for {key}");

    private static string KeyOf(ConfiguredConnection connection, string key) => $"Hub:Connections:{connection.Name}:Settings:{key}";
}
