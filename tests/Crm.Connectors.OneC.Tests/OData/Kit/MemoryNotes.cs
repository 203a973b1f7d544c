using System.Collections.Concurrent;
using Crm.Connect;

namespace Crm.Connectors.OneC.Tests.OData.Kit;

/// <summary>What a hub remembers for a channel.</summary>
internal sealed class MemoryNotes : IChannelMemory
{
    private readonly ConcurrentDictionary<string, string> _notes;
    private readonly ConcurrentDictionary<(string Kind, string Id), string> _versions;

    public MemoryNotes() => (_notes, _versions) = (new(), new());

    private MemoryNotes(MemoryNotes of) => (_notes, _versions) = (new(of._notes), new(of._versions));

    /// <summary>How many notes are still kept before the hub dies.</summary>
    public int Left { get; set; } = int.MaxValue;

    /// <summary>As a backup has it.</summary>
    public MemoryNotes Copy() => new(this);

    public ValueTask<string?> RecallAsync(string key, CancellationToken ct) => ValueTask.FromResult(_notes.GetValueOrDefault(key));

    public ValueTask RememberAsync(string key, string? text, CancellationToken ct)
    {
        if (Left-- == 0)
        {
            throw new IOException("died");
        }

        if (text is null)
        {
            _notes.TryRemove(key, out _);
        }
        else
        {
            _notes[key] = text;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyDictionary<string, string>> VersionsAsync(string kind, IReadOnlyCollection<string> ids, CancellationToken ct) =>
        ValueTask.FromResult<IReadOnlyDictionary<string, string>>(
            ids.Where(id => _versions.ContainsKey((kind, id))).ToDictionary(id => id, id => _versions[(kind, id)]));

    /// <summary>The hub accounted for these changes.</summary>
    public void Take(IEnumerable<Change> changes)
    {
        foreach (var change in changes)
        {
            var version = change switch
            {
                Change.Saved saved => saved.Version,
                Change.Deleted deleted => deleted.Version,
                _ => null,
            };
            if (version is not null)
            {
                _versions[(change.Ref.Kind, change.Ref.Id)] = version;
            }
        }
    }
}
