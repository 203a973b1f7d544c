using Crm.Core.Mappings;

namespace Crm.Core.Sync;

/// <summary>One thing the hub does regularly: what it takes or brings, from where or to where, by which mappings.</summary>
/// <param name="Today">The time zone in which a day begins and ends for this hub.</param>
public sealed record Flow(string Name, string Connection, MappingBook Mappings, Brakes Brakes, TimeZoneInfo Today)
{
    public Direction Direction { get; init; } = Direction.In;

    /// <summary>Which bases want to hear of changes of which kinds: those with a flow out. Of all flows, not only of this one.</summary>
    public Subscriptions Subscriptions { get; init; } = Subscriptions.None;

    public bool Receives => Direction is Direction.In or Direction.Both;

    public bool Sends => Direction is Direction.Out or Direction.Both;
}

/// <summary>Which bases want to hear of changes of which kinds of row.</summary>
public sealed class Subscriptions
{
    private readonly ILookup<string, string> _connections;

    /// <param name="wanted">Connection and name of the CRM kind.</param>
    public Subscriptions(IEnumerable<(string Connection, string Kind)> wanted) =>
        _connections = wanted.Distinct().ToLookup(pair => pair.Kind, pair => pair.Connection, StringComparer.Ordinal);

    public static Subscriptions None { get; } = new([]);

    public bool IsEmpty => _connections.Count == 0;

    public IEnumerable<string> Of(string kind) => _connections[kind];
}
