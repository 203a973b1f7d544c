using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Duplicates.Joining;

/// <summary>Why two rows cannot be made one, or parted.</summary>
internal static class Objections
{
    public static MergeResult.Refused? To(
        DbSession db, EntityKind kind, Guid keep, StoredRow? kept, Guid gone, StoredRow? going, DateTime now) => (kept, going) switch
        {
            _ when !Merging.Kinds.Contains(kind.Name) => new(new(
                $"Строки вида {kind.Name} не объединяют. Можно: {string.Join(", ", Merging.Kinds)}.",
                $"Rows of {kind.Name} are not merged. These can be: {string.Join(", ", Merging.Kinds)}.")),
            _ when keep == gone => new(new(
                $"Это одна и та же строка ({kind.Name} {keep}): объединять нечего.", $"That is one and the same row ({kind.Name} {keep}): there is nothing to merge.")),
            (null, _) => Missing(kind, keep),
            (_, null) => Missing(kind, gone),
            ({ ArchivedAt: not null }, _) => Archived(db, kind, keep),
            (_, { ArchivedAt: not null }) => Archived(db, kind, gone),
            _ => Busy(db, now),
        };

    public static MergeResult.Refused? To(DbSession db, RowMerge merge, DateTime now) => (merge.UndoneAt, new MergeStore(db).After(merge)) switch
    {
        ({ } at, _) => new(new(
            $"Объединение {merge.Id} уже отменено {Day(at)}.", $"Merge {merge.Id} was undone on {Day(at)} already.")),
        (_, { } later) => new(new(
            $"После объединения {merge.Id} было ещё одно с этой строкой: {later.Id}. Сначала отмените его: hub unmerge {later.Id}.",
            $"After merge {merge.Id} there was another with this row: {later.Id}. Undo that first: hub unmerge {later.Id}.")),
        _ => Busy(db, now),
    };

    // A run in the middle of its work has looked up which rows objects are; pointing them elsewhere now would be lost on it.
    private static MergeResult.Refused? Busy(DbSession db, DateTime now) =>
        new RunStore(db).Busy(now) is [var connection, ..]
            ? new(new(
                $"Сейчас идёт запуск по соединению «{connection}». Повторите, когда он закончится.",
                $"A run works on the connection '{connection}' at this moment. Try again when it has ended."), IsBusy: true)
            : null;

    private static MergeResult.Refused Missing(EntityKind kind, Guid row) => new(new(
        $"Строки {kind.Name} {row} нет.", $"There is no {kind.Name} {row}."));

    private static MergeResult.Refused Archived(DbSession db, EntityKind kind, Guid row) => new MergeStore(db).Today(row) is var part && part != row
        ? new(new(
            $"Строка {kind.Name} {row} уже объединена с {part}: назовите ту.", $"{kind.Name} {row} was merged into {part} already: name that one."))
        : new(new(
            $"Строка {kind.Name} {row} в архиве: объединяют только живые.", $"{kind.Name} {row} is archived: only living rows are merged."));

    private static string Day(DateTime at) => at.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
