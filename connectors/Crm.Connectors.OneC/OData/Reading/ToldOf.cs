using System.Runtime.InteropServices;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// Of which objects a register spoke the last time. 1C does not say that it has nothing to say any more: goods that are sold out are in
/// no balance. So the hub is told in its place, once.
/// </summary>
internal sealed class ToldOf(IChannelMemory memory)
{
    private readonly Dictionary<string, HashSet<Guid>> _spoken = new(StringComparer.Ordinal);

    /// <summary>The objects of which the hub was told, and of which nothing is said now.</summary>
    /// <param name="delivery">The name of the delivery that says all that the register says.</param>
    public async Task<IReadOnlyList<string>> SilentAsync(string delivery, IReadOnlyCollection<string> spoken, CancellationToken ct)
    {
        var now = spoken.Select(Guid.Parse).ToHashSet();
        return [.. Ids(await memory.RecallAsync(Notes.Told(delivery), ct)).Where(id => !now.Contains(id)).Select(id => id.ToString())];
    }

    /// <summary>The pieces of a delivery; what it speaks of is noted as it goes by, wherever the delivery was kept meanwhile.</summary>
    public IEnumerable<Piece> Noted(string delivery, IEnumerable<Piece> pieces)
    {
        var spoken = new HashSet<Guid>();
        foreach (var piece in pieces)
        {
            if (piece is ODataPiece { SpeaksOf: { } id } && Guid.TryParse(id, out var guid))
            {
                spoken.Add(guid);
            }

            yield return piece;
        }

        _spoken[delivery] = spoken;
    }

    public async Task RememberAsync(string delivery, CancellationToken ct)
    {
        if (_spoken.Remove(delivery, out var spoken) && Text(spoken) is var text && text != await memory.RecallAsync(Notes.Told(delivery), ct))
        {
            await memory.RememberAsync(Notes.Told(delivery), text, ct);
        }
    }

    private static string Text(HashSet<Guid> ids) => Convert.ToBase64String(MemoryMarshal.AsBytes<Guid>(ids.Order().ToArray()));

    private static Guid[] Ids(string? text) => text is null ? [] : MemoryMarshal.Cast<byte, Guid>(Convert.FromBase64String(text)).ToArray();
}
