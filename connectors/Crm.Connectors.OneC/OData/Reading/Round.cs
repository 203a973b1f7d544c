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
    private readonly OneCLine _line;
    private readonly Pages _pages;
    private readonly Learnt _learnt;
    private readonly Objects _objects;
    private readonly NewObjects _newObjects;
    private readonly NewWords _newWords;
    private readonly DateTime _formedAt;
    private int _place;

    public Round(Connection connection, OneCODataSettings settings, OneCLine line, Learnt learnt, ToldOf told)
    {
        (_settings, _line, _learnt) = (settings, line, learnt);
        _pages = new Pages(line, settings.PageMegabytes);
        _formedAt = connection.Clock.GetUtcNow().UtcDateTime;

        var memory = connection.Memory;
        var (counted, answers) = (new CountedPages(_pages), new LongAnswers(_pages));
        var (windows, referred) = (new DateWindows(_pages, counted), new ReferredSets(answers));
        var (keys, behind) = (new ByKeys(_pages, settings.Parallel), new BehindSections(_pages));
        _objects = new Objects(_pages, windows, keys, behind);
        _newObjects = new NewObjects(
            settings, memory, _pages, new Sweep(answers, memory), new BehindSweep(answers, referred, memory), _objects, new Records(windows, counted, behind));
        _newWords = new NewWords(settings, new WordSweep(answers, referred, memory), new Abouts(_pages, counted, keys, new Accounts(answers, settings.Accounts), memory, told));
    }

    public async IAsyncEnumerable<Delivery> DeliveriesAsync(ReadingPlan plan, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var set in plan.Sets)
        {
            _place++;
            if (await _newObjects.OfAsync(set, ct) is { } found)
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
        if (_settings.ByPlan && await OfMessageAsync(plan, ct) is { } message)
        {
            yield return message;
        }
    }

    // The message is fetched here: whether it says anything is known by it alone.
    private async Task<Delivery?> OfMessageAsync(ReadingPlan plan, CancellationToken ct)
    {
        var changes = new ChangePlan(_line, _pages, _settings.Plan!, _settings.Node!);
        var node = await changes.NodeAsync(ct);
        var message = new PlanMessage(changes, node, _objects, [.. plan.Sets.Where(set => set.Set.HasRef)]);
        return await message.FetchAsync(ct) ? Delivery(DeliveryName.OfMessage(node.Next), message.OpenAsync) : null;
    }

    private Delivery Delivery(Found found) =>
        _learnt.By(Delivery(found.Name, async ct => await Spool.GatherAsync(found.ReadAsync, ct)), found.Notes);

    private Delivery Delivery(string name, Func<CancellationToken, ValueTask<Stream>> open) =>
        new(DeliveryName.Number(_formedAt, _place), name, _formedAt, null, NeedsWhole: false, open);
}
