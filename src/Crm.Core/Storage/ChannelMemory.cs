using Crm.Connect;
using Crm.Core.Mappings;

namespace Crm.Core.Storage;

/// <summary>The memory that the hub lends to the channel of a flow. It is read while a run writes, and written between its commits.</summary>
public sealed class ChannelMemory(HubDatabase database, string flow, MappingBook book) : IChannelMemory
{
    public ValueTask<string?> RecallAsync(string key, CancellationToken ct) => new(Ask(memory => memory.Recall(key), ct));

    public ValueTask RememberAsync(string key, string? text, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var db = database.Connect();
        db.Begin();
        new MemoryStore(db, flow, book.HashText).Remember(key, text);
        db.Commit();
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyDictionary<string, string>> VersionsAsync(string kind, IReadOnlyCollection<string> ids, CancellationToken ct) =>
        new(Ask(memory => memory.Versions(kind, ids), ct));

    private T Ask<T>(Func<MemoryStore, T> question, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var db = database.Connect();
        return question(new MemoryStore(db, flow, book.HashText));
    }
}
