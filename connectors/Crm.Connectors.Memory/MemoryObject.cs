using Crm.Connect;

namespace Crm.Connectors.Memory;

/// <summary>One object of a memory base.</summary>
public sealed class MemoryObject
{
    internal MemoryObject(string kind, string id, string? key) => (Kind, Id, Key) = (kind, id, key);

    public string Kind { get; }

    /// <summary>The base's own.</summary>
    public string Id { get; }

    /// <summary>What the hub called it when it made it; null when it was made here.</summary>
    public string? Key { get; }

    public Fields Fields { get; internal set; } = Fields.Empty;

    public bool IsDeleted { get; internal set; }

    /// <summary>Grows with every change.</summary>
    public long Version { get; internal set; }
}

/// <summary>How a memory base behaves towards whoever sends to it.</summary>
/// <param name="Answers">
/// It writes at once, answers, and can be probed, as a web service does. Otherwise it takes parcels in, loads them when it
/// pleases, and tells the objects back, as an exchange folder does.
/// </param>
/// <param name="OwnIds">An object that is made from outside gets an id of this base's own.</param>
public sealed record MemoryHabits(bool Answers = true, bool OwnIds = true);
