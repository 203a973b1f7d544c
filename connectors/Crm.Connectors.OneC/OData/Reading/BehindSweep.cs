using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Query;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>Objects that are to be told anew though their own versions are known.</summary>
/// <param name="Notes">What is known of the sets behind them, once the objects were taken.</param>
internal sealed record SweptBehind(IReadOnlySet<Guid> Objects, IReadOnlyList<Note> Notes);

/// <summary>
/// Finds objects behind whose references something may have changed: their own versions say nothing of it, and exchange plans neither.
/// </summary>
internal sealed class BehindSweep(LongAnswers answers, ReferredSets referred, IChannelMemory memory)
{
    private const int MostNamed = 200;

    /// <param name="filter">Which objects of the set are read at all.</param>
    /// <param name="isAllTold">Every object is told anyway: only what stands behind them is noted.</param>
    public async Task<SweptBehind> OverAsync(SetPlan plan, string? filter, bool isAllTold, CancellationToken ct)
    {
        var (objects, notes) = (new HashSet<Guid>(), new List<Note>());
        foreach (var behind in plan.References)
        {
            var seen = await referred.LookAsync(behind.Target, ct);
            var note = new Note(Reading.Notes.Behind(plan.Set.Name, behind.Reference), seen.Imprint.ToString());
            foreach (var query in isAllTold ? [] : Queries(new SetQuery(plan.Set.Name) { Select = OwnNames.Ref, Filter = filter }, behind, seen, Imprint.Of(await memory.RecallAsync(note.Key, ct))))
            {
                objects.UnionWith(await KeysAsync(query, ct));
            }

            notes.Add(note);
        }

        return new SweptBehind(objects, notes);
    }

    // What was not noted may have been anything: then all objects are told.
    private static IEnumerable<SetQuery> Queries(SetQuery all, Behind behind, Referred seen, Imprint? before)
    {
        var changed = before is null ? [] : seen.ChangedSince(before);
        return before is null || changed.Count > MostNamed ? [all] : Packs.Of(all, [.. changed.Select(id => id.ToString())], behind.Reference).Select(pack => pack.Query);
    }

    private async Task<List<Guid>> KeysAsync(SetQuery query, CancellationToken ct) => (await answers.ReadAsync(
        query,
        async rows => await rows.Select(row => LongAnswers.Id(query, row.Span, "Ref_Key"u8)).ToListAsync(ct),
        ct)).Found;
}
