using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>
/// The end of room 3. Joins to what is said now what was held of the same object before, and hands to the output, with its
/// reasons, what cannot be translated.
/// </summary>
internal sealed class Intake(RunContext run, LinkStore links, HistoryStore history, Answered answered, ChunkOutput output)
{
    public List<Incoming> Take(IReadOnlyList<Reading> readings, long delivery)
    {
        var taken = new List<Incoming>(readings.Count);
        var said = new List<(Incoming Change, Translation? Translation)>(readings.Count);

        foreach (var reading in readings)
        {
            if (reading.Mapping is null)
            {
                RunNumbers.Count(run.Numbers.Untaken, reading.Change.Ref.Kind);
            }
            else
            {
                said.Add((Change(reading, reading.Mapping, delivery), reading.Translation));
            }
        }

        var held = HeldOf(said);
        foreach (var (change, translation) in said)
        {
            Add(taken, change, translation, held is null ? [] : held[(change.Source, change.Ref.Id)]);
        }

        return taken;
    }

    public List<Incoming> Take(IReadOnlyList<HeldChange> held)
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
                var change = new Incoming
                {
                    Mapping = mapping,
                    Source = newest.SourceId,
                    Ref = new ExternalRef(run.Flow.Connection, externalKind, newest.ExternalId),
                    Place = new Place(newest.File, newest.Line),
                    DeliveryId = newest.DeliveryId,
                    MentionedAt = newest.MentionedAt,
                    Theirs = fields,
                    Held = [.. group],
                };
                Add(taken, change, mapping.Translate(fields));
            }
        }

        return taken;
    }

    private Incoming Change(Reading reading, Mapping mapping, long delivery)
    {
        var saved = reading.Change as Change.Saved;
        return new Incoming
        {
            Mapping = mapping,
            Source = links.Source(run.Flow.Connection, reading.Change.Ref.Kind, mapping.To.Name),
            Ref = reading.Change.Ref,
            Place = reading.Change.Place,
            DeliveryId = delivery,
            MentionedAt = saved?.MentionedAt,
            Version = reading.Change.OwnVersion,
            Theirs = saved?.Fields,
            Piece = reading.Piece,
        };
    }

    private ILookup<(int, string), HeldChange>? HeldOf(List<(Incoming Change, Translation? Translation)> said) => !history.HasHeld() ? null : said
        .GroupBy(pair => pair.Change.Source)
        .SelectMany(group => history.HeldOf(group.Key, group.Select(pair => pair.Change.Ref.Id).Distinct()))
        .ToLookup(one => (one.SourceId, one.ExternalId));

    // What was held is older than what is said now; together they are the object. Own words and mentions are not mixed.
    private void Add(List<Incoming> taken, Incoming change, Translation? translation, IEnumerable<HeldChange> held)
    {
        change.Held = [.. held.Where(one => change.Theirs is null || one.MentionedAt is null == change.MentionedAt is null)];

        if (change.Theirs is null)
        {
            taken.Add(change);
        }
        else if (change.Held.Count == 0)
        {
            Add(taken, change, translation!);
        }
        else
        {
            var before = change.Held.MaxBy(one => one.Id)!;
            var known = FieldsJson.Read(before.Fields);
            change.Theirs = known.With(change.Theirs);
            if (before.State != HeldState.Skipped || !change.Theirs.Equals(known))
            {
                Add(taken, change, change.Mapping.Translate(change.Theirs));
            }
        }
    }

    private void Add(List<Incoming> taken, Incoming change, Translation translation)
    {
        translation = answered.Mend(change, translation);
        if (translation.Rejections.Count > 0)
        {
            output.Reject(change, translation.Rejections);
            return;
        }

        change.Fields = translation.Fields;
        change.Notices = translation.Notices;
        change.Unsaid = translation.Unsaid;
        change.Whole = translation.Whole;
        taken.Add(change);
    }
}
