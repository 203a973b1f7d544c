using Crm.Connect;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>By what the mappings of a connection are judged.</summary>
internal enum JudgedBy
{
    /// <summary>The connector speaks of the same kinds everywhere.</summary>
    Connector,

    /// <summary>How the base is built at this moment.</summary>
    Living,

    /// <summary>How the base was built when it was last found right: it is away now.</summary>
    Pinned,

    /// <summary>The base is away and was never described, or no base is named rightly: nothing can be said.</summary>
    Nothing,
}

/// <summary>How the bases are built, for a check: each is asked once, and pinned when nothing was pinned before.</summary>
internal sealed class LivingShapes(Session session, MappingShelf shelf)
{
    private readonly Dictionary<string, JudgedBy> _judged = new(StringComparer.Ordinal);

    public static bool Describes(ConfiguredConnection connection) => connection.IsRight && connection.Connector.Abilities.HasFlag(Abilities.DescribesKinds);

    public async Task<JudgedBy> JudgeAsync(ConfiguredConnection connection, CancellationToken ct)
    {
        if (!Describes(connection))
        {
            return connection.Connector.Abilities.HasFlag(Abilities.DescribesKinds) ? JudgedBy.Nothing : JudgedBy.Connector;
        }

        if (!_judged.TryGetValue(connection.Name, out var judged))
        {
            _judged[connection.Name] = judged = await AskAsync(connection, ct);
        }

        return judged;
    }

    private async Task<JudgedBy> AskAsync(ConfiguredConnection connection, CancellationToken ct)
    {
        var isPinned = session.KindsOf(connection).Count > 0;
        try
        {
            await using var channel = session.Open(connection);
            var shape = await channel.DescribeAsync(ct);
            if (!isPinned)
            {
                await channel.PinAsync(shape, ct);
            }

            shelf.ReadBy(connection, shape.Kinds);
            return JudgedBy.Living;
        }
        catch (ConnectorException)
        {
            // What is wrong with the connection is told where the connection is looked at.
            return isPinned ? JudgedBy.Pinned : JudgedBy.Nothing;
        }
    }
}
