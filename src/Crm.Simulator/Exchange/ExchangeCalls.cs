using System.Globalization;
using Crm.Simulator.Answers;
using Crm.Simulator.Habits;
using Crm.Simulator.Http;
using Crm.Simulator.Metadata;
using Crm.Simulator.State;

namespace Crm.Simulator.Exchange;

/// <summary>SelectChanges and NotifyChangesReceived. Neither $top nor $filter makes a message smaller.</summary>
internal sealed class ExchangeCalls(Books books, HabitSwitches habits)
{
    public Reply Select(Ask ask, Answering answers)
    {
        var (node, message) = Read(ask);
        var changes = Take(node, message);
        if (ask.Format == AnswerFormat.Atom)
        {
            return new Reply(200, "application/atom+xml;type=feed;charset=utf-8", (to, ct) => answers.Atom(ask).ChangesAsync(to, changes, ct));
        }

        // In JSON nobody hears of deletions.
        return ChangesJson.Of(ask, books, habits, [.. changes.Select(change => change.Item).OfType<Item>()]);
    }

    public Reply Confirm(Ask ask)
    {
        var (node, message) = Read(ask);
        lock (books.Gate)
        {
            books.Registrations.Confirm(node.Key, message);
            Number(node, "ReceivedNo", message);
        }

        return new Reply(200);
    }

    private List<(SetShape Set, string Key, Item? Item)> Take(Item node, long message)
    {
        lock (books.Gate)
        {
            var changes = books.Registrations.Select(node.Key, message);
            Number(node, "SentNo", message);
            return [.. changes.Select(change => (change.Set, change.Key, books.Of(change.Set).Find(change.Key)))];
        }
    }

    private void Number(Item node, string name, long message)
    {
        if (node.Set.Type.Find(name) is { } property && books.Of(node.Set).Find(node.Key) is { } now)
        {
            var values = (object?[])now.Values.Clone();
            values[property.Index] = message;
            books.Put(node.Set, values);
        }
    }

    private (Item Node, long Message) Read(Ask ask)
    {
        var point = (ask.Options.Find("DataExchangePoint") ?? throw ODataFault.NoArgument("DataExchangePoint"))
            .Trim('\'').Replace("''", "'", StringComparison.Ordinal);
        var number = ask.Options.Find("MessageNo") ?? throw ODataFault.NoArgument("MessageNo");
        var at = point.LastIndexOf('/');
        var segment = Segment.Read(point[(at + 1)..]) is [var only] ? only : throw ODataFault.BadPath(point);
        var plan = books.Model.Find(segment.Name) is { Kind: SetKind.ExchangePlan } set ? set : throw ODataFault.NoSet(segment.Name);
        var node = books.Find(plan, KeyReader.Of(plan, segment.Arguments ?? [])) ?? throw ODataFault.NoInstance(plan.Name);
        return node.Is("ThisNode")
            ? throw ODataFault.Business("Операция недопустима для этого узла.")
            : (node, long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var message) ? message : throw ODataFault.Unparsed(number));
    }
}
