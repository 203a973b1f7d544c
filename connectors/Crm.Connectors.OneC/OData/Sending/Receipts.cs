using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData.Sending;

/// <summary>What is said of an object that was not written.</summary>
internal static class Receipts
{
    public static bool IsStale(Outbound outbound, Seen there) => outbound.Version is { } seen && there.Version is { } now && seen != now;

    public static Receipt Outdated(Outbound outbound, Seen there) => new(outbound.Ref, Reception.Outdated, Version: there.Version);

    // What 1C threw is an answer; silence is none, and 1C may still be at work: the hub looks again later.
    public static Receipt NotThere(Outbound outbound, Answer answer, EntitySet set) =>
        answer.Outcome == Outcome.Refused ? Said(outbound, answer, set) : throw Faults.Unseen(answer, set.Name);

    public static Receipt Said(Outbound outbound, Answer answer, EntitySet set)
    {
        if (answer.Error is not { } error)
        {
            throw Faults.Of(answer, set.Name);
        }

        return Refuse(outbound, $"1С не приняла объект: {Faults.Said(error)}", $"1C did not take the object: {Faults.Said(error)}");
    }

    public static Receipt Refuse(Outbound outbound, string ru, string en) => Refuse(outbound, [new Words(ru, en)]);

    public static Receipt Refuse(Outbound outbound, IReadOnlyList<Words> reasons) => new(outbound.Ref, Reception.Refused, new Words(
        string.Join("; ", reasons.Select(reason => reason.Ru)),
        string.Join("; ", reasons.Select(reason => reason.En))));
}
