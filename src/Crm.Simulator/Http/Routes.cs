using Crm.Simulator.Answers;
using Crm.Simulator.Exchange;
using Crm.Simulator.Habits;
using Crm.Simulator.Metadata;
using Crm.Simulator.Query;
using Crm.Simulator.Registers;
using Crm.Simulator.State;
using Crm.Simulator.Writing;

namespace Crm.Simulator.Http;

/// <summary>Does what a request asks for. When it returns, all is done; only the answer is still to be written.</summary>
internal sealed class Routes(Books books, HabitSwitches habits, Desk desk, ReadOnlyMemory<byte> metadata)
{
    private readonly ListQuery _lists = new(books, habits);
    private readonly Answering _answers = new(books, habits);
    private readonly VirtualTables _tables = new(books, habits);
    private readonly ExchangeCalls _exchange = new(books, habits);

    public async Task<Reply> ReplyAsync(Ask ask, CancellationToken ct) => (ask.Method, ask.Segments) switch
    {
        ("GET", []) => ServiceDocument.Of(ask, books.Model),
        ("GET", [{ Name: "$metadata" }]) => Reply.Bytes("application/xml;charset=utf-8", metadata),
        (_, [] or [{ Name: "$metadata" }]) or ("HEAD", _) => throw ODataFault.Method(ask.Method),
        ("POST", [{ Name: "SelectChanges" }]) => _exchange.Select(ask, _answers),
        ("POST", [{ Name: "NotifyChangesReceived" }]) => _exchange.Confirm(ask),
        ("GET", [var first, .. var rest]) => Read(ask, SetOf(first), first, rest),
        ("POST", [var first, .. var rest]) => await PostAsync(ask, SetOf(first), first, rest, ct),
        ("PATCH" or "MERGE" or "PUT", [{ Arguments: not null } only]) => await ChangeAsync(ask, SetOf(only), only, ct),
        ("DELETE", [{ Arguments: not null } only]) => Delete(ask, SetOf(only), only),
        _ => throw ODataFault.Method(ask.Method),
    };

    private SetShape SetOf(Segment segment) => books.Model.Find(segment.Name) ?? throw ODataFault.NoSet(segment.Name);

    private Reply Read(Ask ask, SetShape set, Segment first, Segment[] rest) => (first.Arguments, rest) switch
    {
        (null or [], []) => List(ask, set),
        (null or [], [{ Name: "$count" }]) => _answers.Count(_lists.Count(set, ask.Options)),
        (null or [], [var function]) => Rows(ask, set, function),
        ({ } key, _) => Walk(ask, Find(set, key), rest),
        _ => throw ODataFault.BadPath(rest[^1].Name),
    };

    private Reply List(Ask ask, SetShape set)
    {
        var (page, count) = _lists.Run(set, ask.Options);
        return _answers.List(ask, set, page, ask.Options.CountsAll ? count : null);
    }

    private Reply Rows(Ask ask, SetShape set, Segment function)
    {
        var (type, lines) = _tables.Ask(set, function, ask.Options);
        return _answers.Rows(ask, type, lines);
    }

    private Item Find(SetShape set, IReadOnlyList<(string Name, object Value)> arguments)
    {
        var key = KeyReader.Of(set, arguments);
        var item = set.IsView ? books.All(set).FirstOrDefault(row => row.Key == key) : books.Find(set, key);
        return item switch
        {
            null => throw ODataFault.NoInstance(set.Name),
            { IsHidden: true } => throw ODataFault.Rights(),
            _ => item,
        };
    }

    private Reply Walk(Ask ask, Item item, Segment[] rest)
    {
        for (var at = 0; at < rest.Length; at++)
        {
            var name = rest[at].Name;
            if (item.Set.Type.Find(name) is { } value && !item.Set.Type.Navigations.ContainsKey(name))
            {
                return ValueReply.Of(ask, item, value, rest[(at + 1)..]);
            }

            var key = item.Set.Type.Find(name + "_Key") ?? throw ODataFault.BadPath(name);
            item = Presentation.Target(books, item.Set.Type, key, item.Values) ?? throw ODataFault.NoInstance(name);
        }

        return _answers.Single(ask, item);
    }

    private async Task<Reply> PostAsync(Ask ask, SetShape set, Segment first, Segment[] rest, CancellationToken ct)
    {
        if (first.Arguments is { Count: > 0 } key && rest is [{ Name: "Post" or "Unpost" } action])
        {
            return Act(set, KeyReader.Of(set, key), action.Name);
        }

        if (rest.Length > 0 || first.Arguments is { Count: > 0 })
        {
            throw rest.Length > 0 ? ODataFault.NoMethod(rest[^1].Name) : ODataFault.Method("POST");
        }

        CheckWritable(ask, set);
        using var body = await ask.BodyAsync(ct);
        var item = desk.Create(set, body.RootElement, ask.IsLoading);
        // A record of a register is answered with 200, an object with 201 and its address.
        return set.Type.IsReference
            ? _answers.Single(ask, item, 201) with { Location = ask.Root + KeyText.Of(item) }
            : _answers.Single(ask, item);
    }

    private Reply Act(SetShape set, string key, string action)
    {
        if (!set.Functions.ContainsKey(action))
        {
            throw ODataFault.NoMethod(action);
        }

        if (action == "Post")
        {
            desk.Post(set, key);
        }
        else
        {
            desk.Unpost(set, key);
        }

        return new Reply(200);
    }

    private async Task<Reply> ChangeAsync(Ask ask, SetShape set, Segment segment, CancellationToken ct)
    {
        CheckWritable(ask, set);
        var key = KeyReader.Values(set, segment.Arguments!);
        using var body = await ask.BodyAsync(ct);
        return _answers.Single(ask, desk.Change(set, key, body.RootElement, ask.IfMatch, isWhole: ask.Method == "PUT"));
    }

    private Reply Delete(Ask ask, SetShape set, Segment segment)
    {
        CheckWritable(ask, set);
        desk.Remove(set, KeyReader.Of(set, segment.Arguments!), ask.IfMatch);
        return new Reply(204);
    }

    private void CheckWritable(Ask ask, SetShape set)
    {
        if (set.IsView)
        {
            throw ODataFault.Rows(set.Name);
        }

        if (ask.IsLoading && habits.Is(Habit.RefusesLoadMode))
        {
            throw ODataFault.NoLoadMode();
        }
    }
}
