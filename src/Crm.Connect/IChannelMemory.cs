namespace Crm.Connect;

/// <summary>
/// What the hub keeps for a channel from run to run, for one flow. All of it is forgotten when the mappings of the flow
/// change: then everything must be told again.
/// </summary>
public interface IChannelMemory
{
    /// <summary>The note under that key, or null.</summary>
    ValueTask<string?> RecallAsync(string key, CancellationToken ct);

    /// <summary>Keeps a note, at once and for good; null takes it away. Called in <see cref="IChannel.AcknowledgeAsync"/> and not before.</summary>
    ValueTask RememberAsync(string key, string? text, CancellationToken ct);

    /// <summary>
    /// The versions of these objects that the hub has taken, each accounted for: applied, held with its reason, or wanted by no
    /// mapping. Objects that it was never told are missing. Ask for a few thousand at a time. Kept only for channels with
    /// <see cref="Abilities.NamesVersions"/>.
    /// </summary>
    ValueTask<IReadOnlyDictionary<string, string>> VersionsAsync(string kind, IReadOnlyCollection<string> ids, CancellationToken ct);
}

/// <summary>The memory of a channel that nobody lends one: it forgets at once.</summary>
public sealed class NoMemory : IChannelMemory
{
    public static NoMemory Instance { get; } = new();

    public ValueTask<string?> RecallAsync(string key, CancellationToken ct) => ValueTask.FromResult<string?>(null);

    public ValueTask RememberAsync(string key, string? text, CancellationToken ct) => ValueTask.CompletedTask;

    public ValueTask<IReadOnlyDictionary<string, string>> VersionsAsync(string kind, IReadOnlyCollection<string> ids, CancellationToken ct) =>
        ValueTask.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());
}
