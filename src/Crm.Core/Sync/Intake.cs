using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>
/// Room 3. Leads each change to the mappings that take it and turns its words into ours. What cannot be translated is
/// handed to the output with its reasons; what was held of the same object before is joined to what is said now.
/// </summary>
internal sealed class Intake(RunContext run, LinkStore links, HistoryStore history, ChunkOutput output)
{
    public List<Incoming> Translate(IReadOnlyList<(Change Change, PieceNote Piece)> changes, long delivery)
    {
        var taken = new List<Incoming>(changes.Count);
        var rough = changes.SelectMany(pair => Routes(pair.Change, pair.Piece, delivery)).ToList();
        var held = HeldOf(rough);

        foreach (var change in rough)
        {
            Add(taken, held.Count == 0 ? change : Join(change, held[(change.Source, change.Ref.Id)]));
        }

        return taken;
    }

    public List<Incoming> Translate(IReadOnlyList<HeldChange> held)
    {
        var taken = new List<Incoming>(held.Count);
        foreach (var group in held.GroupBy(one => (one.SourceId, one.ExternalId)))
        {
            var newest = group.MaxBy(one => one.Id)!;
            var (externalKind, kind) = links.SourceOf(newest.SourceId);
            var fields = FieldsJson.Read(newest.Fields);
            var mapping = run.Flow.Mappings.Taking(externalKind).FirstOrDefault(mapping => mapping.To.Name == kind && mapping.Takes(fields));

            if (mapping is not null)
            {
                Add(taken, new Incoming
                {
                    Mapping = mapping,
                    Source = newest.SourceId,
                    Ref = new ExternalRef(run.Flow.Connection, externalKind, newest.ExternalId),
                    Place = new Place(newest.File, newest.Line),
                    DeliveryId = newest.DeliveryId,
                    Theirs = fields,
                    MentionedAt = newest.MentionedAt,
                    Held = [.. group],
                });
            }
        }

        return taken;
    }

    private IEnumerable<Incoming> Routes(Change change, PieceNote piece, long delivery)
    {
        var fields = (change as Change.Saved)?.Fields;
        var mappings = run.Flow.Mappings.Taking(change.Ref.Kind);

        if (mappings.Count == 0)
        {
            RunNumbers.Count(run.Numbers.Untaken, change.Ref.Kind);
        }

        foreach (var mapping in mappings)
        {
            if (fields is null || mapping.Takes(fields))
            {
                yield return new Incoming
                {
                    Mapping = mapping,
                    Source = links.Source(run.Flow.Connection, change.Ref.Kind, mapping.To.Name),
                    Ref = change.Ref,
                    Place = change.Place,
                    DeliveryId = delivery,
                    Theirs = fields,
                    MentionedAt = (change as Change.Saved)?.MentionedAt,
                    Piece = piece,
                };
            }
        }
    }

    private ILookup<(int, string), HeldChange> HeldOf(List<Incoming> changes)
    {
        var held = !history.HasHeld() ? [] : changes.GroupBy(change => change.Source)
            .SelectMany(group => history.HeldOf(group.Key, group.Select(change => change.Ref.Id).Distinct()));
        return held.ToLookup(one => (one.SourceId, one.ExternalId));
    }

    // What was held is older than what is said now; together they are the object. Own words and mentions are not mixed.
    private static Incoming Join(Incoming change, IEnumerable<HeldChange> held)
    {
        var same = held.Where(one => change.Theirs is null || one.MentionedAt is null == change.MentionedAt is null).ToList();
        if (same.Count == 0)
        {
            return change;
        }

        var theirs = change.Theirs is null ? null : FieldsJson.Read(same.MaxBy(one => one.Id)!.Fields).With(change.Theirs);
        return Copy(change, theirs, change.Fields, change.Notices, same);
    }

    private void Add(List<Incoming> taken, Incoming change)
    {
        if (change.Theirs is null)
        {
            taken.Add(change);
            return;
        }

        var translation = change.Mapping.Translate(change.Theirs);
        if (translation.Rejections.Count > 0)
        {
            output.Reject(change, translation.Rejections);
        }
        else
        {
            taken.Add(Copy(change, change.Theirs, translation.Fields, translation.Notices, change.Held));
        }
    }

    private static Incoming Copy(
        Incoming change, Fields? theirs, Fields? fields, IReadOnlyList<Rejection> notices, IReadOnlyList<HeldChange> held) => new()
        {
            Mapping = change.Mapping,
            Source = change.Source,
            Ref = change.Ref,
            Place = change.Place,
            DeliveryId = change.DeliveryId,
            Theirs = theirs,
            Fields = fields,
            MentionedAt = change.MentionedAt,
            Notices = notices,
            Held = held,
            Piece = change.Piece,
        };
}
