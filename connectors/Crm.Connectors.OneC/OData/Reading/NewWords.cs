namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>Finds what is new in that which registers and subordinate catalogues say about objects.</summary>
internal sealed class NewWords(OneCODataSettings settings, WordSweep sweep, Abouts abouts)
{
    public async Task<Found?> OfAsync(AboutPlan plan, CancellationToken ct)
    {
        // Of a document that was before the first day all must be told when it is not any more, whether it changed or not.
        var onlyKnown = settings.FirstDay is not null && plan.IsOfDocuments;
        var swept = plan.HasVersions && !onlyKnown ? await sweep.OverAsync(plan, ct) : null;
        return swept is { IsKnown: true } ? null : new Found(
            DeliveryName.OfAbout(plan.Register, plan.Target),
            (raw, inner) => abouts.ReadAsync(plan, swept?.Part, onlyKnown, raw, inner),
            swept is null ? [] : [swept.Note]);
    }
}
