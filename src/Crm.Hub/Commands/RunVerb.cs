using System.CommandLine;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub run [flow…]: takes what waits on the other side, once, and says what became of it.</summary>
internal sealed class RunVerb() : Verb("run", new Words(
    "забрать и применить всё, что ждёт (все потоки или названные)", "take and apply all that waits (all flows, or those named)"))
{
    private readonly Argument<string[]> _flows = new("flow") { Arity = ArgumentArity.ZeroOrMore };

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
        [(_flows, new("имя потока из Hub:Flows; можно несколько", "name of a flow in Hub:Flows; there may be several"))];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var flows = Chosen(session.Settings, parse.GetValue(_flows) ?? []);

        // Opened while the mappings are compiled: both take their time once, and a short night is mostly that.
        var opening = Task.Run(() => session.OpenDatabaseAsync(ct), ct);
        var shelf = new MappingShelf(session.Settings);
        var walks = new List<FlowWalk>();

        foreach (var flow in flows)
        {
            var walk = await WalkAsync(session, shelf, opening, flow, ct);
            walks.Add(walk);
            Print(session.Screen, walk);
        }

        var exit = ExitCodes.Gravest(walks.Select(walk => walk.Exit));
        return session.Screen.IsJson ? Answer(session, walks, exit) : exit;
    }

    private static IReadOnlyList<ConfiguredFlow> Chosen(Configuration settings, string[] names)
    {
        var unknown = names.Where(name => settings.Flows.All(flow => flow.Name != name)).Select(name => Unknown(name, settings)).ToList();
        if (unknown.Count > 0)
        {
            throw new ProblemException([.. unknown]);
        }

        return settings.Flows.Count == 0
            ? throw new ProblemException(new Problem(settings.File, "Hub:Flows", "setting", true, new Words(
                "Нет ни одного потока: опишите его в настройках.", "There is no flow: describe one in the settings.")))
            : names.Length == 0 ? settings.Flows : [.. settings.Flows.Where(flow => names.Contains(flow.Name))];
    }

    private static Problem Unknown(string name, Configuration settings)
    {
        var known = settings.Flows.Select(flow => flow.Name).ToList();
        var (ru, en) = Closest.Hint(name, known);
        return Problem.Usage(
            $"Нет потока «{name}».{ru} Есть: {string.Join(", ", known)}.", $"There is no flow '{name}'.{en} There are: {string.Join(", ", known)}.");
    }

    // A bug in one flow does not keep the others from their night.
    private static async Task<FlowWalk> WalkAsync(
        Session session, MappingShelf shelf, Task<HubDatabase> opening, ConfiguredFlow flow, CancellationToken ct)
    {
        var (book, problems) = shelf.Open(flow);
        var database = await opening;
        if (book is null)
        {
            return new FlowWalk(flow, null, problems, null, ExitCode.Misconfigured);
        }

        var line = new ProgressLine(session.Screen);
        try
        {
            await using var channel = session.Open(flow.Connection);
            var corridor = new Corridor(database, session.Archive, session.Around.Clock);
            var work = new Flow(flow.Name, flow.Connection.Name, book, flow.Brakes, session.Settings.TimeZone)
            {
                Direction = flow.Direction,
                Subscriptions = shelf.Subscriptions(),
                Abilities = flow.Connection.Connector.Abilities,
            };
            session.Log.Began(flow.Name);
            var report = await corridor.RunAsync(work, channel, session.Screen.IsTerminal ? line : null, ct);
            session.Log.Ended(flow.Name, report.RunId, report.Outcome.ToString());
            return new FlowWalk(flow, report, problems, null, ExitCodes.Of(report.Outcome));
        }
        catch (Exception e) when (e is not OperationCanceledException and not ProblemException)
        {
            session.Log.Failed(e, $"run {flow.Name}");
            return new FlowWalk(flow, null, problems, HubProgram.Fault(session, e), ExitCode.Failed);
        }
        finally
        {
            line.Clear();
        }
    }

    private static void Print(Screen screen, FlowWalk walk)
    {
        if (screen.IsJson)
        {
            return;
        }

        foreach (var problem in walk.Problems)
        {
            screen.Err.WriteLine(Problems.Line(screen, problem));
        }

        if (walk.Report is { } report)
        {
            new RunSummary(screen).Print(report);
        }
        else
        {
            screen.Line(walk.Fault ?? new Words(
                $"Поток {walk.Flow.Name} не начат: исправьте ошибки сопоставлений.", $"Flow {walk.Flow.Name} was not begun: correct the errors of its mappings."));
        }

        screen.Line();
    }

    private static ExitCode Answer(Session session, IEnumerable<FlowWalk> walks, ExitCode exit)
    {
        using var answer = new JsonAnswer(session.Screen.Out, "run");
        answer.Add("flows", walks.Select(walk => new
        {
            flow = walk.Flow.Name,
            connection = walk.Flow.Connection.Name,
            run = walk.Report?.RunId,
            outcome = walk.Report?.Outcome ?? (walk.Exit == ExitCode.Failed ? RunOutcome.Failed : RunOutcome.Misconfigured),
            seconds = Math.Round(walk.Report?.Duration.TotalSeconds ?? 0, 3),
            reason = walk.Report?.Reason ?? walk.Fault,
            numbers = walk.Report?.Numbers,
            notes = (walk.Report?.Notes ?? []).Select(note => new { delivery = note.Delivery, text = note.Words }),
            problems = walk.Problems.Select(Problems.Shape),
            exitCode = (int)walk.Exit,
        }));
        return answer.Finish(exit);
    }

    private sealed record FlowWalk(ConfiguredFlow Flow, RunReport? Report, IReadOnlyList<Problem> Problems, Words? Fault, ExitCode Exit);
}
