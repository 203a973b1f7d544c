using System.Runtime.CompilerServices;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Exchange;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// One walk over a base for what is new: a delivery for each set that has any, another for what each register says, and one for the
/// message of the exchange plan.
/// </summary>
internal sealed class Round
{
    private readonly OneCODataSettings _settings;
    private readonly IChannelMemory _memory;
    private readonly ChangePlan? _changes;
    private readonly Learnt _learnt;
    private readonly Objects _objects;
    private readonly NewObjects _newObjects;
    private readonly NewWords _newWords;
    private readonly DateTime _formedAt;
    private int _place;

    public Round(Connection connection, OneCODataSettings settings, OneCLine line, Learnt learnt, ToldOf told)
    {
        var (memory, pages) = (connection.Memory, new Pages(line, settings.PageMegabytes));
        (_settings, _memory, _learnt) = (settings, memory, learnt);
        _changes = settings.ByPlan ? new ChangePlan(line, pages, settings.Plan!, settings.Node!) : null;
        _formedAt = connection.Clock.GetUtcNow().UtcDateTime;

        var (counted, answers) = (new CountedPages(pages), new LongAnswers(pages));
        var (windows, referred) = (new DateWindows(pages, counted), new ReferredSets(answers));
        var (keys, behind) = (new ByKeys(pages, settings.Parallel), new BehindSections(pages));
        _objects = new Objects(pages, windows, keys, behind);
        _newObjects = new NewObjects(
            settings, memory, pages, new Sweep(answers, memory), new BehindSweep(answers, referred, memory), _objects, new Records(windows, counted, behind));
        _newWords = new NewWords(settings, new WordSweep(answers, referred, memory), new Abouts(pages, counted, keys, new Accounts(answers, settings.Accounts), memory, told));
    }

    public async IAsyncEnumerable<Delivery> DeliveriesAsync(ReadingPlan plan, [EnumeratorCancellation] CancellationToken ct)
    {
        var node = _changes is null ? null : await _changes.NodeAsync(ct);
        var planKnows = node is not null && await IsAsLeftAsync(node, ct);
        foreach (var set in plan.Sets)
        {
            _place++;
            if (await _newObjects.OfAsync(set, planKnows, ct) is { } found)
            {
                yield return Delivery(found);
            }
        }

        foreach (var about in plan.Abouts)
        {
            _place++;
            if (await _newWords.OfAsync(about, ct) is { } found)
            {
                yield return Delivery(found);
            }
        }

        _place++;
        if (node is not null && await OfMessageAsync(node, plan, ct) is { } message)
        {
            yield return message;
        }
    }

    // Otherwise 1C has forgotten changes that nobody here knows of: the hub was given back from a backup, or somebody else reads this node, too.
    private async Task<bool> IsAsLeftAsync(PlanNode node, CancellationToken ct) =>
        (await _memory.RecallAsync(Notes.Confirmed(_settings.Plan!, _settings.Node!), ct) ?? Notes.Number(0)) == Notes.Number(node.Received);

    // The message is fetched here: whether it says anything is known by it alone.
    private async Task<Delivery?> OfMessageAsync(PlanNode node, ReadingPlan plan, CancellationToken ct)
    {
        var message = new PlanMessage(_changes!, node, _objects, [.. plan.Sets.Where(set => set.Set.HasRef)]);
        return await message.FetchAsync(ct) ? Delivery(DeliveryName.OfMessage(node.Next), message.OpenAsync) : null;
    }

    private Delivery Delivery(Found found) =>
        _learnt.By(Delivery(found.Name, async ct => await Spool.GatherAsync(found.ReadAsync, ct)), found.Notes);

    private Delivery Delivery(string name, Func<CancellationToken, ValueTask<Stream>> open) =>
        new(DeliveryName.Number(_formedAt, _place), name, _formedAt, null, NeedsWhole: false, open);
}
