using Crm.Connect;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>A note that the hub is to keep.</summary>
internal sealed record Note(string Key, string Text);

/// <summary>
/// What a reading saw, to be noted when what it told is acknowledged. It dies with the conversation: what was not noted is read once more.
/// </summary>
internal sealed class Learnt
{
    private readonly Dictionary<long, IReadOnlyList<Note>> _notes = [];

    public Delivery By(Delivery delivery, IReadOnlyList<Note> notes)
    {
        _notes[delivery.Number] = notes;
        return delivery;
    }

    public async Task RememberAsync(Delivery delivery, IChannelMemory memory, CancellationToken ct)
    {
        foreach (var note in _notes.GetValueOrDefault(delivery.Number) ?? [])
        {
            await memory.RememberAsync(note.Key, note.Text, ct);
        }
    }
}
