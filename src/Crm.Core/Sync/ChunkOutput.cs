using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>
/// Everything that a chunk will write beside its rows and links, collected so that one transaction carries it all:
/// journal, waits, what is held back, questions, the outbox, forgotten fingerprints, invoices whose facts may have changed.
/// </summary>
internal sealed class ChunkOutput(
    RunContext run, HistoryStore history, QuestionStore questions, OutboxStore outbox, FingerprintStore fingerprints)
{
    // One moment for the whole chunk: it is one commit.
    private readonly DateTime _now = run.Now;

    private readonly List<JournalEntry> _journal = [];
    private readonly List<Action> _writes = [];
    private readonly HashSet<long> _changed = [];
    private bool? _hasClashes;

    /// <summary>Invoices, payments and shipments that were touched, by kind.</summary>
    public Dictionary<string, HashSet<Guid>> Touched { get; } = new(StringComparer.Ordinal)
    {
        [nameof(Invoice)] = [],
        [nameof(Payment)] = [],
        [nameof(Shipment)] = [],
    };

    /// <summary>Takes away the fingerprints of pieces that spoke of what changed; within the transaction of the chunk.</summary>
    /// <returns>Those pieces, as <see cref="PieceScope.Of"/> names them.</returns>
    public IReadOnlyList<UInt128> ForgetPieces() => fingerprints.Forget(_changed);

    public void Journal(Incoming change, KindTable table, Guid row, string decision, string? changes)
    {
        if (decision == "Update" && changes is null)
        {
            return;
        }

        _journal.Add(new JournalEntry
        {
            RunId = run.RunId,
            At = _now,
            Kind = table.Name,
            EntityId = row,
            Decision = decision,
            DeliveryId = change.DeliveryId,
            File = change.Place.File,
            Line = change.Place.Line,
            SourceId = change.Source,
            ExternalId = change.Ref.Id,
            Mapping = change.Mapping.Name,
            Changes = changes,
            Person = change.Answer?.Person,
        });
    }

    /// <summary>Notes a row as it is now, so that invoices it speaks of are settled anew, and memberships follow the partner.</summary>
    public void Touch(KindTable table, StoredRow row)
    {
        if (Touched.TryGetValue(table.Name, out var ids))
        {
            ids.Add(row.Id);
        }
    }

    /// <summary>The row changed: every base that wants its kind is to hear of it, except for the one that said it.</summary>
    public void Tell(Incoming change, KindTable table, Guid row) => Tell(table, row, except: change.Ref.Connection);

    /// <summary>The base that spoke is to hear the row as it is after all.</summary>
    public void TellBack(Incoming change, KindTable table, Guid row)
    {
        if (run.Flow.Subscriptions.Of(table.Name).Contains(change.Ref.Connection))
        {
            _writes.Add(() => outbox.Queue(change.Ref.Connection, table.Name, row, _now));
        }
    }

    /// <summary>The base that spoke is behind, or has gone back: unless it is being told already, it is to hear the row once more.</summary>
    public void Remind(Incoming change, KindTable table, Guid row)
    {
        if (run.Flow.Subscriptions.Of(table.Name).Contains(change.Ref.Connection))
        {
            _writes.Add(() => outbox.QueueMissing(change.Ref.Connection, table.Name, [row], _now));
        }
    }

    /// <summary>Keeps their values that gave way to ours: they can be taken back.</summary>
    public void Lose(Incoming change, KindTable table, Guid row, IReadOnlyList<FieldClash> lost)
    {
        if (lost.Count > 0)
        {
            Journal(change, table, row, "Lost", FieldsJson.Write(Fields.Of(lost.GroupBy(clash => clash.Field).Select(Lost))));
        }
    }

    // Of a table with a key, the rows in question; a row that one side took away is missing there.
    private static KeyValuePair<string, object?> Lost(IGrouping<string, FieldClash> lost) => KeyValuePair.Create(lost.Key, (object?)new Many(
        lost.First().Row is null
            ? [lost.First().Ours, lost.First().Theirs]
            : [new Many(lost.Select(clash => clash.Ours).OfType<Fields>()), new Many(lost.Select(clash => clash.Theirs).OfType<Fields>())]));

    private void Tell(KindTable table, Guid row, string except)
    {
        if (run.Flow.Subscriptions.IsEmpty)
        {
            return;
        }

        foreach (var connection in run.Flow.Subscriptions.Of(table.Name).Where(connection => connection != except))
        {
            _writes.Add(() => outbox.Queue(connection, table.Name, row, _now));
        }
    }

    /// <summary>Notes that a link was filled because its target came.</summary>
    public void Fill(KindTable table, StoredRow row, Wait wait, Guid target)
    {
        _journal.Add(new JournalEntry
        {
            RunId = run.RunId,
            At = _now,
            Kind = table.Name,
            EntityId = row.Id,
            Decision = "Fill",
            ExternalId = wait.TargetId,
            Changes = FieldsJson.Write(Fields.Of((wait.Field, new Many([null, target])))),
        });
        Touch(table, row);
        Tell(table, row.Id, except: wait.Connection);
    }

    public void Join(Guid counterparty, Guid? partner) => _writes.Add(() => history.Join(counterparty, partner, run.Today));

    public void Wait(Incoming change, KindTable table, Guid row, IReadOnlyCollection<OpenLink> open)
    {
        foreach (var link in open)
        {
            _writes.Add(() => history.Write(new Wait
            {
                Kind = table.Name,
                EntityId = row,
                Field = link.Path,
                Connection = change.Ref.Connection,
                TargetKind = link.Target.Kind,
                TargetId = link.Target.Id,
            }));
        }
    }

    /// <summary>Fields that were written anew wait for nothing old.</summary>
    public void EndWaits(Guid row, Fields written)
    {
        foreach (var (field, value) in written)
        {
            if (value is Many or Guid or null)
            {
                _writes.Add(() => history.EndWaits(row, field));
            }
        }
    }

    public void Forget(LinkState link)
    {
        if (link.Id > 0)
        {
            _changed.Add(link.Id);
        }
    }

    public void Park(Incoming change, OpenLink missing)
    {
        var reason = new Words(
            $"Ждёт объект, которого ещё нет: {missing.Target.Kind} «{missing.Target.Id}» (поле {missing.Path}). Применится само, когда он придёт.",
            $"Waits for an object that is not here yet: {missing.Target.Kind} '{missing.Target.Id}' (field {missing.Path}). It goes on by itself when that comes.");
        Hold(change, HeldState.Parked, missing.Path, missing.Target.Id, reason, missing.Target);
    }

    /// <summary>The object is new here and does not say enough of itself; a later word may complete it.</summary>
    public void Park(Incoming change, Rejection unsaid)
    {
        var reason = new Words(
            $"Объекта ещё нет у нас, а поле {unsaid.Field} о нём не сказано: {unsaid.Reason.Ru}. Применится само, когда он придёт целиком.",
            $"The object is not here yet and its {unsaid.Field} was not said: {unsaid.Reason.En}. It goes on by itself when the object comes whole.");
        Hold(change, HeldState.Parked, unsaid.Field, null, reason, missing: null);
    }

    public void Reject(Incoming change, IReadOnlyList<Rejection> rejections)
    {
        var first = rejections[0];
        var reason = new Words(
            string.Join("; ", rejections.Select(rejection => $"{rejection.Field}: {rejection.Reason.Ru}")),
            string.Join("; ", rejections.Select(rejection => $"{rejection.Field}: {rejection.Reason.En}")));
        Hold(change, HeldState.Rejected, first.Field, first.Value, reason, missing: null);
    }

    public void Ask(Incoming change, Decision.Ask ask)
    {
        Hold(change, HeldState.Asked, "", null, ask.Why, missing: null);
        Ask(
            Answered.Key(QuestionKind.Ambiguous, change),
            QuestionKind.Ambiguous,
            ask.Why,
            JsonSerializer.Serialize(new { kind = change.Mapping.To.Name, external = change.Ref.ToString(), candidates = ask.Candidates }));
    }

    /// <summary>Asks about one field, instead of what was asked about it before.</summary>
    /// <param name="said">What they say of the field: agreed on when a person has decided.</param>
    public void Ask(Incoming change, KindTable table, Guid row, FieldClash clash, object? said)
    {
        var question = ClashQuestion.Of(change, table.Name, row, clash, said);
        _writes.Add(() =>
        {
            foreach (var older in questions.Open(ClashQuestion.Begin(row, clash.Field, change.Ref.Connection) + clash.Row + ':').Where(older => older.Key != question.Key))
            {
                questions.Withdraw(older.Id);
            }

            if (questions.AskAgain(question.Key, QuestionKind.Clash, question.Text, question.Detail, run.RunId, _now))
            {
                run.Numbers.QuestionsAsked++;
            }
        });
    }

    /// <summary>These fields are agreed on: nobody need decide them any more.</summary>
    public void Settle(Incoming change, Guid row, Fields agreed)
    {
        if (!HasClashes)
        {
            return;
        }

        foreach (var (field, _) in agreed)
        {
            var begin = ClashQuestion.Begin(row, field, change.Ref.Connection);
            _writes.Add(() => questions.Open(begin).ForEach(question => questions.Withdraw(question.Id)));
        }
    }

    private bool HasClashes => _hasClashes ??= questions.HasClashes();

    /// <summary>The object was applied: what was held of it is released, fields left out are noted.</summary>
    public void Release(Incoming change)
    {
        var notes = change.Notices.Select(notice => Held(
            change, HeldState.FieldLeftOut, notice.Field, notice.Value, notice.Reason, missing: null)).ToList();
        Replace(change, notes);
    }

    /// <summary>Writes everything; within the transaction of the chunk.</summary>
    public void Flush()
    {
        foreach (var entry in _journal)
        {
            history.Write(entry);
        }

        foreach (var write in _writes)
        {
            write();
        }
    }

    private void Ask(string key, QuestionKind kind, Words text, string detail) => _writes.Add(() =>
    {
        if (questions.AskAgain(key, kind, text, detail, run.RunId, _now))
        {
            run.Numbers.QuestionsAsked++;
        }
    });

    private void Hold(Incoming change, HeldState state, string field, string? value, Words reason, LinkRef? missing)
    {
        if (change.Piece is { } piece)
        {
            piece.IsHeld = true;
        }

        Replace(change, [Held(change, state, field, value, reason, missing)]);
    }

    // What is the same as before stays as it is: a night that brings nothing new writes nothing.
    private void Replace(Incoming change, List<HeldChange> now)
    {
        var kept = new HashSet<HeldChange>();
        foreach (var before in change.Held)
        {
            if (now.Find(held => IsSame(held, before)) is { } same)
            {
                kept.Add(same);
            }
            else
            {
                _writes.Add(() => history.Release(before.Id));
            }
        }

        foreach (var held in now.Where(held => !kept.Contains(held)))
        {
            _writes.Add(() => history.Hold(held));
        }
    }

    private static bool IsSame(HeldChange one, HeldChange other) =>
        (one.State, one.Field, one.Value, one.Fields, one.MissingId, one.MappingHash, one.MentionedAt)
        == (other.State, other.Field, other.Value, other.Fields, other.MissingId, other.MappingHash, other.MentionedAt);

    private HeldChange Held(Incoming change, HeldState state, string field, string? value, Words reason, LinkRef? missing) => new()
    {
        SourceId = change.Source,
        ExternalId = change.Ref.Id,
        State = state,
        Field = field,
        Value = value,
        Reason = WordsJson.Write(reason),
        Fields = FieldsJson.Write(change.Theirs ?? Fields.Empty),
        MentionedAt = change.MentionedAt,
        MissingKind = missing?.Kind,
        MissingId = missing?.Id,
        DeliveryId = change.DeliveryId,
        File = change.Place.File,
        Line = change.Place.Line,
        MappingHash = run.MappingHash,
        FirstRunId = change.Held.Select(held => held.FirstRunId).DefaultIfEmpty(run.RunId).Min(),
        LastRunId = run.RunId,
    };
}
