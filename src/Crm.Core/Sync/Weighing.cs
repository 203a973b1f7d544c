using Crm.Connect;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>
/// Leads a delivery over the scales. Costs nothing where nothing can be lost: on a night without news, on the first load of a
/// connection, and for what was weighed before.
/// </summary>
internal sealed class Weighing(RunContext run, DbSession db, Archive archive, IChannel channel)
{
    private readonly RunStore _runs = new(db);
    private readonly LinkStore _links = new(db);
    private readonly Dictionary<string, long> _known = new(StringComparer.Ordinal);
    private bool? _isFirstLoad;

    /// <summary>Under which the question about a delivery is kept: exactly this content.</summary>
    public static string Key(string connection, string contentHash) => $"{QuestionKind.Brake}:{connection}:{contentHash}";

    /// <summary>Why the delivery must wait for a person; null when it may be applied.</summary>
    public async Task<Stop?> WeighAsync(Delivery delivery, Weight weight, CancellationToken ct)
    {
        if ((weight.News.Count == 0 && weight.Promised.Count == 0)
            || (_isFirstLoad ??= _runs.IsFirstLoad(run.Flow.Connection))
            || _runs.IsBegun(run.Flow.Connection, weight.ContentHash))
        {
            return null;
        }

        _known.Clear();
        var tally = await TallyAsync(delivery, weight, ct);
        var objections = Weigher.Objections(
            tally, weight.Promised.GroupBy(set => set.Kind).Select(sets => Of(sets, tally)),
            Known, run.Flow.Brakes);
        return objections.Count == 0 ? null : new Stop(run.RunId, delivery.Name, weight.ContentHash, objections);
    }

    // Several brakes ask it of one kind, and counting walks over all its links.
    private long Known(string kind)
    {
        if (!_known.TryGetValue(kind, out var count))
        {
            _known.Add(kind, count = _links.Count(run.Flow.Connection, kind));
        }

        return count;
    }

    private async Task<Tally> TallyAsync(Delivery delivery, Weight weight, CancellationToken ct)
    {
        if (weight.News.Count == 0)
        {
            return new Tally();
        }

        await using var raw = archive.Open(weight.ArchiveFile);
        return await new Scales(run, db, channel).WeighAsync(delivery, raw, weight.News, ct);
    }

    private Promised Of(IGrouping<string, FullSet> sets, Tally tally)
    {
        var told = sets.Sum(set => set.Objects);
        var before = sets.Select(set => set.Name).Distinct()
            .Select(name => _runs.LastPromised(run.Flow.Connection, RunNumbers.PromiseOf(new FullSet(sets.Key, name, 0)))).OfType<long>().ToList();
        return new Promised(
            sets.Key, told, told - (tally.Strangers.GetValueOrDefault(sets.Key)?.Number ?? 0), before.Count == 0 ? null : before.Sum(),
            () => _links.CountLiving(run.Flow.Connection, sets.Key));
    }
}

/// <summary>A delivery that was stopped, for the person who must look.</summary>
internal sealed record Stop(long Run, string Delivery, string ContentHash, IReadOnlyList<Objection> Objections)
{
    /// <summary>Every brake with its figures and examples, and how to let the delivery pass.</summary>
    public Words Words => new(
        $"Остановлено до первой записи, ничего не применено. Поставка {Listed(objection => objection.Words.Ru)}\nЕсли так и надо: hub approve {Run}; пройдёт только это содержимое. Пороги: Brakes у потока.",
        $"Stopped before the first row, nothing was applied. The delivery {Listed(objection => objection.Words.En)}\nIf this is right: hub approve {Run}; only this content will pass. Limits: Brakes of the flow.");

    /// <summary>JSON for the question.</summary>
    public string Detail => FieldsJson.Write(Fields.Of(
        ("delivery", Delivery), ("contentHash", ContentHash), ("brakes", new Many(Objections.Select(objection => (object?)Shape(objection))))));

    private string Listed(Func<Objection, string> words) =>
        string.Join("; ", Objections.Select(objection => words(objection) + string.Concat(objection.Worst.Select(Line))));

    private static string Line(Example example) =>
        $"\n    {example.Row}{(example.Field.Length > 0 ? $" {example.Field}" : "")}: {example.Before} → {example.After}";

    private static Fields Shape(Objection objection) => Fields.Of(
        ("brake", objection.Brake), ("ru", objection.Words.Ru), ("en", objection.Words.En),
        ("worst", new Many(objection.Worst.Select(one => (object?)Fields.Of(
            ("row", one.Row), ("field", one.Field), ("before", one.Before), ("after", one.After))))));
}
