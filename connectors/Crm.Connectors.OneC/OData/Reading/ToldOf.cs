using Crm.Connect;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// Of which objects the hub was told what a register says. 1C does not say that it has nothing to say any more: goods that are sold out are
/// in no balance. So the hub is told in its place, once.
/// </summary>
internal sealed class ToldOf(IChannelMemory memory)
{
    private readonly Dictionary<string, (SortedIds Spoken, SortedIds Silent)> _passed = new(StringComparer.Ordinal);

    /// <param name="delivery">The name of the delivery that says what the register says.</param>
    public async Task<SortedIds> RecallAsync(string delivery, CancellationToken ct) => SortedIds.Noted(await memory.RecallAsync(Notes.Told(delivery), ct));

    /// <summary>The pieces of a delivery; what it speaks of is noted as it goes by, wherever the delivery was kept meanwhile.</summary>
    public IEnumerable<Piece> Noted(string delivery, IEnumerable<Piece> pieces)
    {
        var (spoken, silent) = (new List<Guid>(), new List<Guid>());
        foreach (var piece in pieces)
        {
            if (piece is ODataPiece { SpokenOf: { } text } about && Guid.TryParse(text, out var id))
            {
                (about.IsSilent ? silent : spoken).Add(id);
            }

            yield return piece;
        }

        _passed[delivery] = (SortedIds.Of(spoken), SortedIds.Of(silent));
    }

    /// <summary>A delivery may speak of some objects only: of the others, what was told stays.</summary>
    public async Task RememberAsync(string delivery, CancellationToken ct)
    {
        var before = await memory.RecallAsync(Notes.Told(delivery), ct);
        if (_passed.Remove(delivery, out var passed)
            && SortedIds.Of(passed.Spoken.With(SortedIds.Noted(before).Without(passed.Silent))).ToString() is var text && text != before)
        {
            await memory.RememberAsync(Notes.Told(delivery), text, ct);
        }
    }
}
