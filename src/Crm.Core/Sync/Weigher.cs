using System.Globalization;
using Crm.Connect;

namespace Crm.Core.Sync;

/// <summary>One brake that objects, with its figures and the gravest examples.</summary>
/// <param name="Brake">The name of its setting.</param>
internal sealed record Objection(string Brake, Words Words, IReadOnlyList<Example> Worst);

/// <summary>What was promised to be all objects of a kind.</summary>
/// <param name="Told">How many objects it told.</param>
/// <param name="Familiar">How many of them the hub knows.</param>
/// <param name="Before">How many the sets of the same names told the last time; null when none of them was met before.</param>
/// <param name="Living">How many living objects of the kind the hub knows; asked only where it matters.</param>
internal sealed record Promised(string Kind, long Told, long Familiar, long? Before, Func<long> Living);

/// <summary>Room 2. Looks at the whole delivery before a single row is touched. Pure.</summary>
internal static class Weigher
{
    /// <param name="known">How many objects of a CRM kind the hub knows of this connection; asked only where it matters.</param>
    /// <returns>Why the delivery must not be applied without a person; none when it is ordinary.</returns>
    public static IReadOnlyList<Objection> Objections(Tally tally, IEnumerable<Promised> sets, Func<string, long> known, Brakes brakes) =>
    [
        .. sets.Select(set => Missing(set, brakes)).OfType<Objection>(),
        .. tally.Kinds.SelectMany(pair => OfKind(pair.Key, pair.Value, () => known(pair.Key), brakes)),
        .. tally.Money.Select(pair => Money(pair.Key, pair.Value, brakes)).OfType<Objection>(),
    ];

    // A set that was never met may be one of several: how small it is says nothing, but empty it says what it should not.
    private static Objection? Missing(Promised set, Brakes brakes)
    {
        var expected = set.Before ?? (set.Told == 0 ? set.Living() : 0);
        return (set.Told == 0 && expected > brakes.HarmlessDeletions) || brakes.Missing.IsExceeded(expected - set.Familiar, () => expected)
            ? new Objection(nameof(Brakes.Missing), new(
                $"обещает все объекты вида «{set.Kind}», а знакомых в нём {set.Familiar} из {expected}: не хватает больше допустимой доли {Share(brakes.Missing)}",
                $"promises all objects of the kind '{set.Kind}' and has {set.Familiar} of {expected} that are known: it lacks more than the share of {Share(brakes.Missing)} allowed"), [])
            : null;
    }

    private static IEnumerable<Objection> OfKind(string kind, KindTally tally, Func<long> known, Brakes brakes) =>
    [
        .. Over(nameof(Brakes.Deletions), brakes.Deletions, tally.Deleted, known, (count, all) => new(
            $"помечает на удаление {count} объектов из {all} известных ({kind})",
            $"marks {count} of {all} known objects as deleted ({kind})")),
        .. Over(nameof(Brakes.Growth), brakes.Growth, tally.New, known, (count, all) => new(
            $"приносит {count} незнакомых объектов при {all} известных ({kind}), как будто они из другой базы",
            $"brings {count} objects never seen, where {all} are known ({kind}), as if they were of another base")),
        .. Over(nameof(Brakes.Changes), brakes.Changes, tally.Changed, known, (count, all) => new(
            $"меняет {count} записей из {all} известных ({kind})",
            $"changes {count} of {all} known records ({kind})")),
        .. tally.Keys.SelectMany(pair => Over(nameof(Brakes.KeyChanges), brakes.KeyChanges, pair.Value, known, (count, all) => new(
            $"меняет ключевое поле {kind}.{pair.Key} у {count} записей из {all} известных",
            $"changes the key field {kind}.{pair.Key} of {count} of {all} known records"))),
        .. Over(nameof(Brakes.PriceLeaps), brakes.PriceLeaps, tally.Leaps, known, (count, all) => new(
            $"меняет цены в {Figure(brakes.PriceLeap)} раза и больше у {count} записей из {all} известных ({kind})",
            $"makes prices {Figure(brakes.PriceLeap)} or more times greater or smaller in {count} of {all} known records ({kind})")),
        .. InClosedPeriod(kind, tally, known),
    ];

    // Where nothing of the kind was known, everything is new and nothing can be lost.
    private static IEnumerable<Objection> Over(string brake, Limit limit, Count count, Func<long> known, Func<long, long, Words> what)
    {
        if (limit.IsExceeded(count.Number, known) && known() is > 0 and var all)
        {
            var words = what(count.Number, all);
            yield return new Objection(brake, new(
                $"{words.Ru}: больше допустимой доли {Share(limit)}", $"{words.En}, more than the share of {Share(limit)} allowed"), [.. count.Worst]);
        }
    }

    // History that is loaded for the first time lies in closed periods by its nature.
    private static IEnumerable<Objection> InClosedPeriod(string kind, KindTally tally, Func<long> known)
    {
        if (tally.Closed.Number > 0)
        {
            yield return new Objection(nameof(Brakes.ClosedPeriods), new(
                $"меняет в закрытом периоде документов: {tally.Closed.Number} ({kind})",
                $"changes documents in a closed period: {tally.Closed.Number} ({kind})"), [.. tally.Closed.Worst]);
        }

        if (tally.ClosedNew.Number > 0 && known() > 0)
        {
            yield return new Objection(nameof(Brakes.ClosedPeriods), new(
                $"добавляет в закрытый период документов: {tally.ClosedNew.Number} ({kind})",
                $"adds documents to a closed period: {tally.ClosedNew.Number} ({kind})"), [.. tally.ClosedNew.Worst]);
        }
    }

    private static Objection? Money(string currency, Count count, Brakes brakes) => count.Sum > brakes.MaxMoneyMoved
        ? new Objection(nameof(Brakes.MaxMoneyMoved), new(
            $"двигает {Figure(count.Sum)} {currency} в оплаченных или отгруженных счетах ({count.Number}): больше допустимых {Figure(brakes.MaxMoneyMoved)}",
            $"moves {Figure(count.Sum)} {currency} in invoices that are paid or shipped ({count.Number}), more than the {Figure(brakes.MaxMoneyMoved)} allowed"), [.. count.Worst])
        : null;

    private static string Share(Limit limit) => limit.Share.ToString("P0", CultureInfo.InvariantCulture);

    private static string Figure(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
