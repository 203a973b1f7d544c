using Crm.Connect;
using Crm.Core.Mappings;

namespace Crm.Core.Sync;

/// <summary>One thing the hub does regularly: what it takes or brings, from where or to where, by which mappings.</summary>
/// <param name="Today">The time zone in which a day begins and ends for this hub.</param>
public sealed record Flow(string Name, string Connection, MappingBook Mappings, Brakes Brakes, TimeZoneInfo Today)
{
    public Direction Direction { get; init; } = Direction.In;

    /// <summary>Who is to hear what, by all flows out, not only by this one.</summary>
    public Subscriptions Subscriptions { get; init; } = Subscriptions.None;

    /// <summary>What the channel can do.</summary>
    public Abilities Abilities { get; init; } = Abilities.Receive;

    public Patience Patience { get; init; } = new();

    /// <summary>What this flow's own base is told by; null when it is told nothing.</summary>
    public MappingBook? Outward => Subscriptions.Book(Connection);

    /// <summary>A walk of what is held back alone: nothing is received and nothing sent, the base may be away.</summary>
    public bool OnlyHeld { get; init; }

    /// <summary>Its mappings are without what a base that was rebuilt keeps from working: no run of it is wholly done.</summary>
    public bool IsPartial { get; init; }

    /// <summary>How long the raw file of an applied delivery is kept; null for ever.</summary>
    public TimeSpan? KeepsRawFiles { get; init; }

    public bool Receives => Direction is Direction.In or Direction.Both;

    public bool Sends => Direction is Direction.Out or Direction.Both;
}

/// <summary>How long the hub waits for a base to tell back what it was handed.</summary>
/// <param name="Attempts">So often it is sent; then a person is asked.</param>
public sealed record Patience(TimeSpan SendAgainAfter, int Attempts)
{
    public Patience()
        : this(TimeSpan.FromDays(3), 3)
    {
    }
}

/// <summary>Which bases want to hear of changes of which kinds of row: those to which a flow goes out, by its mappings.</summary>
public sealed class Subscriptions
{
    private readonly Dictionary<string, MappingBook> _books = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> _connections;

    /// <param name="wanted">Connection and name of the CRM kind.</param>
    public Subscriptions(IEnumerable<(string Connection, string Kind)> wanted) => _connections = wanted
        .Distinct()
        .OrderBy(pair => pair.Connection, StringComparer.Ordinal)
        .ToLookup(pair => pair.Kind, pair => pair.Connection, StringComparer.Ordinal);

    /// <param name="books">By connection; loaded for the way out.</param>
    public Subscriptions(Dictionary<string, MappingBook> books)
        : this(books.SelectMany(pair => pair.Value.Mappings.Where(mapping => mapping.Sends).Select(mapping => (pair.Key, mapping.To.Name)))) =>
        _books = books;

    public static Subscriptions None { get; } = new(new Dictionary<string, MappingBook>());

    public bool IsEmpty => _connections.Count == 0;

    public IEnumerable<string> Of(string kind) => _connections[kind];

    /// <summary>What that base is told by, or null when it is told nothing.</summary>
    public MappingBook? Book(string connection) => _books.GetValueOrDefault(connection);
}
