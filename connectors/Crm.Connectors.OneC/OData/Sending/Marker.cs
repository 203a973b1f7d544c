using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;

namespace Crm.Connectors.OneC.OData.Sending;

/// <summary>Marks objects as deleted: never the deletion for good that DELETE would be.</summary>
internal sealed class Marker(ObjectDoor door, Posting posting)
{
    private readonly Poster _poster = new(door, posting);

    public async Task<Receipt> MarkAsync(Outbound outbound, EntitySet set, CancellationToken ct)
    {
        var before = await door.LookAsync(set.Name, outbound.Ref.Id, ct);
        if (before is null or { IsMarked: true })
        {
            return new Receipt(outbound.Ref, Reception.Taken, Version: before?.Version);
        }

        if (before.IsPredefined || Receipts.IsStale(outbound, before))
        {
            return before.IsPredefined ? Receipts.Refuse(outbound, "предопределённый объект не удаляют", "a predefined object is not deleted") : Receipts.Outdated(outbound, before);
        }

        if (await _poster.UnpostAsync(set, outbound.Ref.Id, before, ct) is { } wrong)
        {
            return Receipts.Refuse(outbound, [wrong]);
        }

        var answer = await door.ChangeAsync(set.Name, outbound.Ref.Id, $"{{\"{OwnNames.Deleted}\":true}}", null, ct);
        return await door.LookAsync(set.Name, outbound.Ref.Id, ct) is { IsMarked: true } there
            ? new Receipt(outbound.Ref, Reception.Taken, Version: there.Version)
            : Receipts.NotThere(outbound, answer, set);
    }
}
