using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData.Sending;

/// <summary>
/// Writes one object after the other and believes no answer: what was written is what is read again under its key. So an answer that
/// was lost is found, and nothing is written twice.
/// </summary>
internal sealed class Sender(ObjectDoor door, BaseIndex index, Posting posting, NamedObjects named)
{
    private readonly Poster _poster = new(door, posting);
    private readonly Marker _marker = new(door, posting);

    public async Task<Receipt> SendAsync(Outbound outbound, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (index.Find(outbound.Ref.Kind) is not { HasRef: true } set)
        {
            return Receipts.Refuse(outbound, "такого набора база не публикует, или писать в него нельзя", "the base publishes no such set, or it cannot be written to");
        }

        if (!Guid.TryParse(outbound.Ref.Id, out _))
        {
            return Receipts.Refuse(outbound, "ключ не GUID", "the key is no GUID");
        }

        return outbound switch
        {
            { Fields: null } => await _marker.MarkAsync(outbound, set, ct),
            { IsNew: true } => await CreateAsync(outbound, set, outbound.Fields, ct),
            _ => await ChangeAsync(outbound, set, outbound.Fields, ct),
        };
    }

    private async Task<Receipt> CreateAsync(Outbound outbound, EntitySet set, Fields fields, CancellationToken ct)
    {
        await named.FindAsync(set, fields, ct);
        var body = Body.Of(set, fields, null, outbound.Ref.Id, named);
        if (body.Problems.Count > 0)
        {
            return Receipts.Refuse(outbound, body.Problems);
        }

        var answer = await door.CreateAsync(set.Name, body.Json, ct);
        if (answer.Outcome == Outcome.Refused && answer.Status < 500 && answer.Error?.Code != OneCError.KeyExists)
        {
            return Receipts.Said(outbound, answer, set);
        }

        // The key is there already when this parcel was sent before; of an error of the server nobody knows what it left.
        var there = await door.LookAsync(set.Name, outbound.Ref.Id, ct);
        return there is null ? Receipts.NotThere(outbound, answer, set) : await FinishAsync(outbound, set, body, fields, there, isRepost: false, ct);
    }

    private async Task<Receipt> ChangeAsync(Outbound outbound, EntitySet set, Fields fields, CancellationToken ct)
    {
        if (await door.LookAsync(set.Name, outbound.Ref.Id, ct) is not { } before)
        {
            return Receipts.Refuse(outbound, "такого объекта в базе нет", "there is no such object in the base");
        }

        var changed = Changed(outbound, fields);
        await named.FindAsync(set, changed, ct);
        var body = Body.Of(set, changed, before.Fields, null, named);
        if (body.Problems.Count > 0)
        {
            return Receipts.Refuse(outbound, body.Problems);
        }

        // After a lost answer the version is ours: all that we say is there, but it may not have been posted anew.
        if (Differences.Between(set, body.Said, before.Fields).Count == 0)
        {
            return await FinishAsync(outbound, set, body, fields, before, before.IsPosted && Receipts.IsStale(outbound, before), ct);
        }

        return Receipts.IsStale(outbound, before) ? Receipts.Outdated(outbound, before) : await WriteAsync(outbound, set, body, fields, before, ct);
    }

    private async Task<Receipt> WriteAsync(Outbound outbound, EntitySet set, Body body, Fields fields, Seen before, CancellationToken ct)
    {
        if (before.IsPosted && posting == Posting.Never)
        {
            return Receipts.Refuse(outbound, "документ проведён, а Post: Never не даёт провести его заново", "the document is posted, and Post: Never keeps it from being posted anew");
        }

        var answer = await door.ChangeAsync(set.Name, outbound.Ref.Id, body.Json, outbound.Version, ct);
        if (answer.Outcome == Outcome.Refused && answer.Status < 500)
        {
            return answer.Status == 412 ? Receipts.Outdated(outbound, await door.LookAsync(set.Name, outbound.Ref.Id, ct) ?? before) : Receipts.Said(outbound, answer, set);
        }

        var there = await door.LookAsync(set.Name, outbound.Ref.Id, ct);
        if (there is null || (!answer.IsDone && Differences.Between(set, body.Said, there.Fields).Count > 0))
        {
            return Receipts.NotThere(outbound, answer, set);
        }

        return await FinishAsync(outbound, set, body, fields, there, before.IsPosted, ct);
    }

    private async Task<Receipt> FinishAsync(Outbound outbound, EntitySet set, Body body, Fields fields, Seen there, bool isRepost, CancellationToken ct)
    {
        if (Differences.Between(set, body.Said, there.Fields) is { Count: > 0 } different)
        {
            var names = string.Join(", ", different);
            return Receipts.Refuse(outbound, $"объект записан, но в 1С осталось другое: {names}; проверьте длину и вид значений", $"the object was written, but 1C has something else in: {names}; check the length and form of the values");
        }

        var wrong = await _poster.PostAsync(set, outbound.Ref.Id, fields, there, isRepost, ct);
        if (wrong is not null)
        {
            return Receipts.Refuse(outbound, [wrong]);
        }

        var last = _poster.HasActed ? await door.LookAsync(set.Name, outbound.Ref.Id, ct) ?? there : there;
        return new Receipt(outbound.Ref, Reception.Taken, Version: last.Version);
    }

    private static Fields Changed(Outbound outbound, Fields fields)
    {
        var names = outbound.Changed.Select(path => path.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        names.UnionWith(names.Select(name => name + Property.TypeSuffix).ToList());
        return fields.Without(name => !names.Contains(name));
    }
}
