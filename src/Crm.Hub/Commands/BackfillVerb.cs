using System.CommandLine;
using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Core.Outgoing;
using Crm.Core.Storage;
using Crm.Hub.Printing;
using Crm.Hub.Reading;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub backfill FLOW [KIND…]: what was there before the flow is told to its base, too.</summary>
internal sealed class BackfillVerb() : Verb("backfill", new Words(
    "известить базу и о том, что было до потока", "tell a base of what was there before the flow, too"))
{
    private readonly Argument<string> _flow = new("FLOW");
    private readonly Argument<string[]> _kinds = new("KIND") { Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> _where = new("--where") { HelpName = "F=V", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _dryRun = new("--dry-run");

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_flow, new("имя потока, который идёт наружу", "name of a flow that goes out")),
        (_kinds, new("только эти виды; иначе все, которые поток посылает", "these kinds only; else all that the flow sends")),
        (_where, new("только где поле равно значению, при одном виде; можно несколько", "only where the field has the value, with one kind; may be repeated")),
        (_dryRun, new("только числа, ничего не записывать", "the numbers only, nothing is written")),
    ];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var flow = FlowOf(session.Settings, parse.GetValue(_flow)!);
        var book = new MappingShelf(session).Subscriptions().Book(flow.Connection.Name)!;
        var views = ViewsOf(flow, book, parse.GetValue(_kinds) ?? []);
        var conditions = ConditionsOf(views, parse.GetValue(_where) ?? []);
        var dryRun = parse.GetValue(_dryRun);
        var database = await session.OpenForReadingAsync(ct);

        using var reading = database.ConnectToRead();
        using var db = database.Connect();
        var backfill = new Backfill(db, flow.Connection.Name, book, session.Around.Clock);
        var counts = views
            .Select(view => (view.Word, Count: Walk(backfill, db, view, new ViewQuery(reading, view, conditions, withArchived: false), dryRun, ct)))
            .ToList();
        return session.Screen.IsJson ? Answer(session.Screen, flow, counts, dryRun) : Print(session.Screen, flow, counts, dryRun);
    }

    // A page is a transaction: people and runs go on between two of them, and what is done is done when the power goes.
    private static BackfillCount Walk(Backfill backfill, DbSession db, View view, ViewQuery query, bool dryRun, CancellationToken ct)
    {
        var count = default(BackfillCount);
        foreach (var page in query.Ids())
        {
            ct.ThrowIfCancellationRequested();
            count += dryRun ? backfill.Count(view.Kind!, page) : db.AsOne(() => backfill.Queue(view.Kind!, page));
        }

        return count;
    }

    private static ConfiguredFlow FlowOf(Configuration settings, string name)
    {
        var flow = settings.Flows.FirstOrDefault(flow => flow.Name == name) ?? throw new ProblemException(RunVerb.Unknown(name, settings));
        return flow.Direction != Direction.In ? flow : throw new ProblemException(Problem.Usage(
            $"Поток «{name}» только принимает: извещать некого. Скажите ему Direction: Out или Both.",
            $"The flow '{name}' only receives: there is nobody to tell. Give it Direction: Out or Both."));
    }

    private static List<View> ViewsOf(ConfiguredFlow flow, MappingBook book, string[] words)
    {
        var sent = book.Mappings.Where(mapping => mapping.Sends).Select(mapping => mapping.To).Distinct().OrderBy(kind => kind.Order).ToList();
        var chosen = words.Select(ShowVerb.ViewOf).Distinct().ToList();
        var known = string.Join(", ", sent.Select(kind => KindWords.CommandWord(kind.Name)));
        return chosen.Find(view => view.Kind is null || !sent.Contains(view.Kind)) is { } stranger
            ? throw new ProblemException(Problem.Usage(
                $"Поток «{flow.Name}» не посылает {stranger.Word}. Он посылает: {known}.", $"The flow '{flow.Name}' does not send {stranger.Word}. It sends: {known}."))
            : chosen.Count > 0 ? chosen : sent.ConvertAll(kind => Views.Find(kind.Name)!);
    }

    private static List<Condition> ConditionsOf(List<View> views, string[] texts) => (texts, views) switch
    {
        ([], _) => [],
        (_, [var view]) => ShowVerb.ConditionsOf(view, texts),
        _ => throw new ProblemException(Problem.Usage(
            "С --where назовите один вид: поля у видов разные.", "With --where name one kind: kinds have different fields.")),
    };

    private static ExitCode Print(Screen screen, ConfiguredFlow flow, List<(string Word, BackfillCount Count)> counts, bool dryRun)
    {
        var grid = new Grid(
            (screen.In("Вид", "Kind"), false), (screen.In("строк", "rows"), true), (screen.In("уже так", "as agreed"), true),
            (screen.In("уже в пути", "on their way"), true), (screen.In("сказать", "to tell"), true),
            (screen.In("из них новых", "new of these"), true), (screen.In("не скажутся", "unsayable"), true));
        foreach (var (word, count) in counts)
        {
            grid.Add(
                word, screen.Count(count.Rows), screen.Count(count.Agreed), screen.Count(count.Waiting),
                screen.Count(count.Queued), screen.Count(count.New), screen.Count(count.Unsayable));
        }

        grid.Print(screen);
        var queued = screen.Count(counts.Sum(kind => kind.Count.Queued));
        screen.Line(
            dryRun ? $"Ничего не записано. Без --dry-run в очередь «{flow.Connection.Name}» встанет: {queued}." : $"В очереди «{flow.Connection.Name}» прибавилось: {queued}. Уйдёт при запуске: hub run {flow.Name}.",
            dryRun ? $"Nothing was written. Without --dry-run {queued} would be put in line for '{flow.Connection.Name}'." : $"{queued} were put in line for '{flow.Connection.Name}'. They go with hub run {flow.Name}.");
        return ExitCode.Done;
    }

    private static ExitCode Answer(Screen screen, ConfiguredFlow flow, List<(string Word, BackfillCount Count)> counts, bool dryRun)
    {
        using var answer = new JsonAnswer(screen.Out, "backfill");
        answer.Add("flow", flow.Name);
        answer.Add("connection", flow.Connection.Name);
        answer.Add("dryRun", dryRun);
        answer.Add("kinds", counts.Select(kind => new
        {
            kind = kind.Word,
            rows = kind.Count.Rows,
            agreed = kind.Count.Agreed,
            waiting = kind.Count.Waiting,
            queued = kind.Count.Queued,
            @new = kind.Count.New,
            unsayable = kind.Count.Unsayable,
        }));
        return answer.Finish(ExitCode.Done);
    }
}
