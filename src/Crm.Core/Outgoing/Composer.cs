using Crm.Connect;
using Crm.Core.Editing;
using Crm.Core.Entities;
using Crm.Core.Mappings;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Outgoing;

/// <summary>
/// Collect and translate backwards: makes the next parcel of the lines that wait. Keys of new objects are chosen and stored
/// with it, so that a crash after this never makes a second object.
/// </summary>
internal sealed class Composer(RunContext run, DbSession db)
{
    private const int ObjectsInParcel = 250;

    private readonly OutboxStore _outbox = new(db);
    private readonly LinkStore _links = new(db);
    private readonly HistoryStore _history = new(db);
    private readonly QuestionStore _questions = new(db);
    private readonly RowEditor _editor = new(db, run.Flow.Subscriptions, run.Clock, run.Flow.Today);
    private readonly RowNews _news = new(db, run.Flow.Connection, run.Flow.Outward!);

    // Lines that stay for a later run are not looked at twice in this one.
    private readonly Dictionary<string, long> _after = new(StringComparer.Ordinal);

    // Ids of rows by which other rows go over there already.
    private HashSet<string> _taken = [];

    private string Connection => run.Flow.Connection;

    /// <summary>Composes one parcel; called within a transaction that the caller commits before anything is sent.</summary>
    /// <returns>The parcel, or null when nothing waits any more.</returns>
    public (KeptParcel Parcel, List<Packed> Objects)? Compose()
    {
        var packed = new List<Packed>();
        foreach (var kind in run.Flow.Outward!.Mappings.Where(mapping => mapping.Sends).Select(mapping => mapping.To).Distinct())
        {
            while (packed.Count < ObjectsInParcel && Take(kind, ObjectsInParcel - packed.Count) is { Count: > 0 } items)
            {
                Pack(kind, items, packed);
            }

            // A base that answers may give its own ids: what refers to these objects is composed when they are known.
            if (packed.Count > 0 && run.Flow.Abilities.HasFlag(Abilities.Probe))
            {
                break;
            }
        }

        return packed.Count == 0 ? null : Keep(packed);
    }

    private List<OutboxItem> Take(EntityKind kind, int limit)
    {
        var items = _outbox.Waiting(Connection, kind.Name, _after.GetValueOrDefault(kind.Name), limit);
        if (items.Count > 0)
        {
            _after[kind.Name] = items[^1].Id;
        }

        return items;
    }

    private void Pack(EntityKind kind, List<OutboxItem> items, List<Packed> packed)
    {
        var all = _news.Of(kind, [.. items.Select(item => item.EntityId)]).FindAll(message => message.HasNews);
        var carriage = new Carriage(_news, all);
        var unlinked = all.Where(message => message.Link is null).Select(message => message.Row.ToString()).ToList();
        _taken = unlinked.Count == 0 ? [] : [.. _links.Resolve(Connection, kind.Name, unlinked).Select(link => link.ExternalId)];
        var messages = all.ToLookup(message => message.Row);
        foreach (var item in items)
        {
            if (!messages.Contains(item.EntityId))
            {
                _outbox.Remove(item.Id);
            }

            foreach (var message in messages[item.EntityId])
            {
                Pack(item, message, carriage, packed);
            }
        }
    }

    private void Pack(OutboxItem item, Message message, Carriage carriage, List<Packed> packed)
    {
        if (message.Deletes)
        {
            packed.Add(Deletion(item, message, carriage));
        }
        else if (message.Missing.FirstOrDefault(missing => message.Mapping.Rule(missing.Field)?.Missing == WhenMissing.Park) is { } needed)
        {
            AwaitLink(item, needed);
        }
        else if (message.Mapping.Back(message.Whole, message.IsNew) is var said && said.Rejections.Count > 0)
        {
            Refuse(item, said.Rejections);
        }
        else
        {
            packed.Add(Statement(item, message, said.Fields, carriage));
        }
    }

    private static Packed Deletion(OutboxItem item, Message message, Carriage carriage)
    {
        var link = message.Link!;
        var last = message.Mapping.Back(message.Whole);
        var known = last.Rejections.Count > 0 ? null : carriage.Load(message, last.Fields, link.Ref.Kind);
        return new Packed(
            new Outbound(link.Ref, null, IsNew: false, [], link.Agreed.Version, known), item.Id, link.Id, message.Mapping.To, item.EntityId, Fields.Empty);
    }

    private Packed Statement(OutboxItem item, Message message, Fields theirs, Carriage carriage)
    {
        (message, theirs) = Normalised(message, theirs);
        var link = LinkOf(message, theirs);
        var changed = message.News.SelectMany(field => message.Mapping.TheirNames(field.Key)).Distinct(StringComparer.Ordinal).ToList();
        return new Packed(
            new Outbound(link.Ref, carriage.Load(message, theirs, link.Ref.Kind), message.IsNew, changed, link.Agreed.Version),
            item.Id, link.Id, message.Mapping.To, item.EntityId, message.IsNew ? message.Told : message.News);
    }

    // The row takes the form in which it is read over there now: else what comes back would look like a change of theirs.
    private (Message Message, Fields Theirs) Normalised(Message message, Fields theirs)
    {
        var heard = message.Mapping.Translate(theirs).Fields;
        var forms = Forms.Of(message.Mapping, message.Told, heard);
        if (forms.Count == 0)
        {
            return (message, theirs);
        }

        var ours = Forms.Of(message.Mapping, message.Ours.Without(field => !forms.Says(field)), heard);
        _editor.Change(message.Mapping.To, message.Row, ours, new Author("hub", "Normalise"));
        message = message with
        {
            Whole = message.Whole.With(forms),
            Told = message.Told.With(forms),
            News = message.News.With(forms.Without(field => !message.News.Says(field))),
        };
        return (message, message.Mapping.Back(message.Whole, message.IsNew).Fields);
    }

    // The link remembers all that is said, not only what is news: a base that reads whole objects may tell it all back.
    private KnownLink LinkOf(Message message, Fields theirs)
    {
        if (message.Link is not { } known)
        {
            return NewLink(message, theirs);
        }

        if (message.Told.Count > 0)
        {
            _links.Update(known.Id, known.Agreed.Saying(message.Told).ToUtf8());
        }

        return known;
    }

    // The key is the row's own id: whatever happens, it is never chosen twice. Unless something else goes by it over there.
    private KnownLink NewLink(Message message, Fields theirs)
    {
        var kind = message.Mapping.KindFor(theirs);
        var source = _links.Source(Connection, kind, message.Mapping.To.Name);
        var own = message.Row.ToString();
        var key = _taken.Contains(own) ? RowIds.Next(run.Clock).ToString() : own;
        var id = _links.Insert(source, key, message.Row, Agreed.Nothing.Saying(message.Told).ToUtf8());
        return new KnownLink(id, new ExternalRef(Connection, kind, key), Agreed.Nothing);
    }

    // What it refers to goes first; when this base is not told of such rows at all, only a person can help.
    private void AwaitLink(OutboxItem item, MissingLink missing)
    {
        if (run.Flow.Outward!.Mappings.Any(mapping => mapping.Sends && mapping.To.Name == missing.Kind))
        {
            _outbox.Queue(Connection, missing.Kind, missing.Row, run.Now);
            _outbox.Wait(item.Id, new Words(
                $"Сначала база «{Connection}» должна узнать {missing.Kind} {missing.Row} (поле {missing.Field}).",
                $"First the base '{Connection}' must learn {missing.Kind} {missing.Row} (field {missing.Field})."));
            return;
        }

        Refuse(item, new Words(
            $"База «{Connection}» не знает {missing.Kind} {missing.Row} (поле {missing.Field}), а поток её о таких не извещает.",
            $"The base '{Connection}' does not know {missing.Kind} {missing.Row} (field {missing.Field}), and the flow does not tell it of such."));
    }

    private void Refuse(OutboxItem item, IReadOnlyList<Rejection> rejections) => Refuse(item, new Words(
        string.Join("; ", rejections.Select(rejection => $"{rejection.Field}: {rejection.Reason.Ru}")),
        string.Join("; ", rejections.Select(rejection => $"{rejection.Field}: {rejection.Reason.En}"))));

    private void Refuse(OutboxItem item, Words reason) =>
        Refusal.Note(_outbox, _questions, run, item.Id, item.Kind, item.EntityId, reason);

    private (KeptParcel Parcel, List<Packed> Objects) Keep(List<Packed> packed)
    {
        var number = _outbox.NextNumber(Connection);
        var parcel = new KeptParcel
        {
            Connection = Connection,
            Number = number,
            Name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"hub-{run.Now:yyyyMMdd}-{number:D6}"),
            FormedAt = run.Now,
            RunId = run.RunId,
            Body = ParcelJson.Write(packed),
        };
        parcel.Id = _outbox.Keep(parcel);

        foreach (var one in packed)
        {
            _outbox.MarkSent(one.Item, parcel.Id);
            _history.Write(Line(one, parcel));
            run.Numbers.Of(one.Kind.Name).Sent++;
        }

        return (parcel, packed);
    }

    private JournalEntry Line(Packed packed, KeptParcel parcel) => new()
    {
        RunId = run.RunId,
        At = run.Now,
        Kind = packed.Kind.Name,
        EntityId = packed.Row,
        Decision = packed.Object.Fields is null ? "SentDeletion" : "Sent",
        File = parcel.Name,
        SourceId = _links.Source(Connection, packed.Object.Ref.Kind, packed.Kind.Name),
        ExternalId = packed.Object.Ref.Id,
    };
}
