using System.CommandLine;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub approve RUN: a person lets what a brake stopped in that run pass, and nothing else.</summary>
internal sealed class ApproveVerb() : Verb("approve", new Words(
    "пропустить то, что остановил тормоз в этом запуске", "let pass what a brake stopped in that run"))
{
    private readonly Argument<long> _run = new("RUN");
    private readonly Option<string?> _delivery = new("--delivery") { HelpName = "NAME" };
    private readonly ByOption _by = new();

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_run, new("номер запуска, см. hub runs", "number of the run, see hub runs")),
        (_delivery, new("какую поставку, когда их несколько", "which delivery, when there are several")),
        _by.Symbol,
    ];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var database = await session.OpenForReadingAsync(ct);
        using var db = database.Connect();
        var store = new ApprovalStore(db);
        var (run, name) = (parse.GetValue(_run), parse.GetValue(_delivery));
        var stopped = Chosen(store, run, name);
        var person = _by.Of(parse);

        if (!new QuestionStore(db).Answer(stopped.Question, ApprovalStore.Approve, person, session.Now))
        {
            throw new ProblemException(Already(Again(store, run, stopped), session));
        }

        return session.Screen.IsJson ? Answer(session, run, stopped, person) : Print(session.Screen, stopped, person);
    }

    private static StoppedDelivery Chosen(ApprovalStore store, long run, string? name)
    {
        var stopped = store.StoppedBy(run);
        var named = name is null ? stopped : stopped.FindAll(one => one.Delivery == name);
        var open = named.FindAll(one => one.Answer is null);
        return (open, named) switch
        {
            ([var one], _) => one,
            ([_, _, ..], _) => throw new ProblemException(Several(run, open)),
            (_, [.., var answered]) => answered,
            _ => throw new ProblemException(Nothing(store, run, name, stopped)),
        };
    }

    private static StoppedDelivery Again(ApprovalStore store, long run, StoppedDelivery stopped) =>
        store.StoppedBy(run).Find(one => one.Question == stopped.Question) ?? stopped;

    private static Problem Already(StoppedDelivery one, Session session)
    {
        var when = one.AnsweredAt is { } at ? session.Local(at) : "?";
        return one.Answer == "approve"
            ? Problem.Usage(
                $"«{one.Delivery}» уже пропустил {one.Person}, {when}. Выполните hub run.",
                $"'{one.Delivery}' was approved already by {one.Person}, {when}. Do hub run.")
            : Problem.Usage(
                $"На вопрос о «{one.Delivery}» уже ответил {one.Person ?? "хаб"}, {when}: «{one.Answer}».",
                $"The question about '{one.Delivery}' was answered already by {one.Person ?? "the hub"}, {when}: '{one.Answer}'.");
    }

    private static Problem Several(long run, List<StoppedDelivery> open)
    {
        var names = string.Join(", ", open.Select(one => one.Delivery));
        return Problem.Usage(
            $"Запуск {run} остановил несколько поставок: {names}. Посмотрите каждую (hub questions) и назовите одну: --delivery ИМЯ.",
            $"Run {run} stopped several deliveries: {names}. Look at each (hub questions) and name one: --delivery NAME.");
    }

    private static Problem Nothing(ApprovalStore store, long run, string? name, List<StoppedDelivery> stopped)
    {
        if (!store.HasRun(run))
        {
            return Problem.Usage($"Запуска {run} нет. Номера: hub runs.", $"There is no run {run}. Numbers: hub runs.");
        }

        var names = string.Join(", ", stopped.Select(one => one.Delivery));
        return name is null || stopped.Count == 0
            ? Problem.Usage($"В запуске {run} тормоз ничего не остановил: пропускать нечего.", $"No brake stopped anything in run {run}: there is nothing to approve.")
            : Problem.Usage(
                $"В запуске {run} тормоз не останавливал «{name}». Остановлены: {names}.",
                $"No brake stopped '{name}' in run {run}. Stopped were: {names}.");
    }

    private static ExitCode Print(Screen screen, StoppedDelivery stopped, string person)
    {
        screen.Line(
            $"«{stopped.Delivery}» пройдёт при следующем запуске: разрешил {person}. Другое содержимое тормоза взвесят заново.",
            $"'{stopped.Delivery}' will pass in the next run: allowed by {person}. Other content will be weighed anew.");
        return ExitCode.Done;
    }

    private static ExitCode Answer(Session session, long run, StoppedDelivery stopped, string person)
    {
        using var answer = new JsonAnswer(session.Screen.Out, "approve");
        answer.Add("run", run);
        answer.Add("delivery", stopped.Delivery);
        answer.Add("question", stopped.Question);
        answer.Add("approvedBy", person);
        answer.Add("approvedAt", session.Now);
        return answer.Finish(ExitCode.Done);
    }
}
