using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData.Sending;

/// <summary>Posts and unposts documents, as far as the flow asks for it and the settings allow it.</summary>
internal sealed class Poster(ObjectDoor door, Posting posting)
{
    /// <summary>Whether the last call changed the document.</summary>
    public bool HasActed { get; private set; }

    /// <param name="isRepost">It is posted, and what was posted is not what it says now.</param>
    /// <returns>Why the document, which is written, is not posted; null when all is well.</returns>
    public async Task<Words?> PostAsync(EntitySet set, string id, Fields fields, Seen there, bool isRepost, CancellationToken ct)
    {
        HasActed = false;
        if (set.Function("Post") is null || posting == Posting.Never)
        {
            return null;
        }

        var asked = fields.Text(OwnNames.Posted);
        if (asked == "false" && posting == Posting.Asked)
        {
            return await UnpostAsync(set, id, there, ct);
        }

        var isWanted = posting == Posting.Always || asked == "true";
        return isRepost || (isWanted && !there.IsPosted) ? await ActAsync(await door.PostAsync(set.Name, id, ct), set, id, isPosted: true, ct) : null;
    }

    /// <returns>Why it stays posted; null when it is not.</returns>
    public async Task<Words?> UnpostAsync(EntitySet set, string id, Seen there, CancellationToken ct)
    {
        HasActed = false;
        return there.IsPosted ? await ActAsync(await door.UnpostAsync(set.Name, id, ct), set, id, isPosted: false, ct) : null;
    }

    private async Task<Words?> ActAsync(Answer answer, EntitySet set, string id, bool isPosted, CancellationToken ct)
    {
        HasActed = true;
        if (answer.Outcome != Outcome.Refused && (await door.LookAsync(set.Name, id, ct))?.IsPosted == isPosted)
        {
            return null;
        }

        if (answer.Error is not { } error)
        {
            throw Faults.Unseen(answer, set.Name);
        }

        return isPosted
            ? new Words($"документ записан, но не проведён: {Faults.Said(error)}", $"the document was written but not posted: {Faults.Said(error)}")
            : new Words($"проведение не отменено: {Faults.Said(error)}", $"the document was not unposted: {Faults.Said(error)}");
    }
}
