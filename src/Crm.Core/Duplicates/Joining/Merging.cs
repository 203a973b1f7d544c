using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Duplicates.Joining;

/// <summary>
/// Makes two rows one, because a person says so. Every object over there and every document of the row that goes belongs to the
/// row that stays from then on; each link keeps its own agreement, so that the nights go on as if it had always been one row.
/// All of it, or nothing, in one transaction; <see cref="Unmerging"/> takes it back.
/// </summary>
/// <param name="subscriptions">Which bases are to hear of the row that changed.</param>
public sealed class Merging(HubDatabase database, TimeProvider clock, TimeZoneInfo zone, Subscriptions subscriptions)
{
    /// <summary>The kinds whose rows may be one. Documents are money and dictionaries are what prices and stock are kept by: they are not.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        [nameof(Counterparty), nameof(ContactPerson), nameof(Item), nameof(Partner), nameof(Contract)];

    public MergeResult Merge(EntityKind kind, Guid keep, Guid gone, string person)
    {
        using var db = database.Connect();
        db.Begin();
        try
        {
            var result = new Work(db, kind, new Ledger(db, subscriptions, Since.Merge, person, clock.GetUtcNow().UtcDateTime), person, Today).Merge(keep, gone);
            if (result is MergeResult.Done)
            {
                db.Commit();
            }

            return result;
        }
        finally
        {
            db.Rollback();
        }
    }

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    private sealed class Work(DbSession db, EntityKind kind, Ledger ledger, string person, DateOnly today)
    {
        private readonly RowDesk _desk = new(db, kind);
        private readonly Rewiring _rewiring = new(db, kind);
        private readonly Belongings _belongings = new(db, kind);
        private readonly Linked _linked = new(db);

        public MergeResult Merge(Guid keep, Guid gone)
        {
            var (kept, going) = (_desk.Find(keep), _desk.Find(gone));
            return Objections.To(db, kind, keep, kept?.Row, gone, going?.Row, ledger.Now) is { } refused ? refused : Merge(kept!, going!);
        }

        private MergeResult.Done Merge(RowState keep, RowState going)
        {
            var journal = Since.Newest(db);
            var (kept, gone) = (keep.Row, going.Row);
            var before = _desk.ValuesOf(keep);
            var taken = Union.Of(kind, before, _desk.ValuesOf(going));

            var (links, own) = (_linked.Of(gone.Id), _linked.Of(kept.Id));
            var places = _rewiring.Places(kept.Id, gone.Id);
            var chosen = _rewiring.Own(places, kept.Id, gone.Id);

            _linked.Move(links, kept.Id);
            ledger.ForgetPieces(links.Select(link => link.Id));
            var rewired = ledger.Write(_rewiring.Point([.. places.Where(place => place.Target == gone.Id)], kept.Id), gone.Id, kept.Id);
            var waits = _belongings.MoveWaits(gone.Id, kept.Id, taken);
            var (lines, dropped) = new OutboxStore(db).Move(gone.Id, kept.Id);
            var memberships = _belongings.MoveMemberships(gone.Id, kept.Id);
            var questions = new AskedOn(db).Move(gone.Id, kept.Id);

            Archive(going);
            Take(keep, before, taken);

            var undo = new Undo(journal, RowText.Pairs(before, before.With(taken)), links, own, chosen, waits, lines, dropped, memberships, questions);
            return new MergeResult.Done(Remember(kept.Id, gone.Id, undo), kept.Id, gone.Id, links.Count, rewired, [.. taken.Select(field => field.Key)], []);
        }

        private void Archive(RowState gone)
        {
            gone.Row.ArchivedAt = ledger.Now;
            _desk.Save(gone, Fields.Empty);
            ledger.Write(kind.Name, gone.Row.Id, null);
        }

        private void Take(RowState kept, Fields before, Fields taken)
        {
            ledger.Write(kind.Name, kept.Row.Id, Changes.Of(before, taken));
            if (taken.Count == 0)
            {
                return;
            }

            _desk.Save(kept, taken);
            _belongings.Join(kept.Row.Id, _desk.ValuesOf(kept), today);
            ledger.Tell(kind, kept.Row.Id);
        }

        private long Remember(Guid kept, Guid gone, Undo undo) => new MergeStore(db).Write(new RowMerge
        {
            Kind = kind.Name,
            KeptId = kept,
            GoneId = gone,
            MergedAt = ledger.Now,
            Person = person,
            Undo = undo.ToString(),
        });
    }
}
