using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Duplicates.Joining;

/// <summary>
/// Parts two rows that <see cref="Merging"/> made one. Rows, links and documents become what they would be had they never been one:
/// what nobody touched goes back, what came since through an object of the parting row goes with it. What a person or an object of
/// the other row changed stays where it is and is told.
/// </summary>
public sealed class Unmerging(HubDatabase database, TimeProvider clock, TimeZoneInfo zone, Subscriptions subscriptions)
{
    /// <summary>Undoes a merge by its number.</summary>
    public MergeResult Undo(long number, string person) => Undo(
        store => store.Find(number), person, new($"Объединения с номером {number} нет.", $"There is no merge with the number {number}."));

    /// <summary>Undoes the newest merge of a row.</summary>
    public MergeResult Undo(EntityKind kind, Guid row, string person) => Undo(
        store => store.Last(kind.Name, row), person, new(
            $"Строку {kind.Name} {row} ни с чем не объединяли.", $"{kind.Name} {row} was never merged with anything."));

    private MergeResult Undo(Func<MergeStore, RowMerge?> find, string person, Words unknown)
    {
        using var db = database.Connect();
        db.Begin();
        try
        {
            var now = clock.GetUtcNow().UtcDateTime;
            if (find(new MergeStore(db)) is not { } merge)
            {
                return new MergeResult.Refused(unknown);
            }

            if (Objections.To(db, merge, now) is { } refused)
            {
                return refused;
            }

            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
            var done = new UnmergeWork(db, merge, new Ledger(db, subscriptions, Since.Unmerge, person, now), today).Undo();
            db.Commit();
            return done;
        }
        finally
        {
            db.Rollback();
        }
    }
}
