using Crm.Connect;
using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>What became of one flow that was started: a report, or why there is none.</summary>
internal sealed record FlowWalk(ConfiguredFlow Flow, RunReport? Report, IReadOnlyList<Problem> Problems, Words? Fault, ExitCode Exit)
{
    public RunOutcome Outcome => Report?.Outcome ?? Exit switch
    {
        ExitCode.Failed => RunOutcome.Failed,
        ExitCode.Unavailable => RunOutcome.Unavailable,
        _ => RunOutcome.Misconfigured,
    };

    /// <summary>Runs a flow once. A bug in one flow does not keep the others from their night.</summary>
    /// <param name="onlyHeld">Only what is held back is tried; nothing is received or sent.</param>
    public static async Task<FlowWalk> RunAsync(
        Session session, MappingShelf shelf, Task<HubDatabase> opening, ConfiguredFlow flow, bool onlyHeld, CancellationToken ct)
    {
        IReadOnlyList<Problem> problems = [];
        try
        {
            var start = await FlowStart.OfAsync(session, shelf, flow, onlyHeld, ct);
            var database = await opening;
            problems = start.Problems;
            return start.Book is null
                ? new FlowWalk(flow, null, problems, start.Fault, start.Exit)
                : await WalkAsync(session, shelf, database, flow, start, onlyHeld, ct);
        }
        catch (Exception e) when (session.Trouble(e) is var (trouble, words))
        {
            session.Log.Failed(e, $"run {flow.Name}");
            return new FlowWalk(flow, null, problems, words, trouble == Trouble.Unavailable ? ExitCode.Unavailable : ExitCode.Misconfigured);
        }
        catch (Exception e) when (e is not OperationCanceledException and not ProblemException)
        {
            session.Log.Failed(e, $"run {flow.Name}");
            return new FlowWalk(flow, null, problems, HubProgram.Fault(session, e), ExitCode.Failed);
        }
    }

    private static async Task<FlowWalk> WalkAsync(
        Session session, MappingShelf shelf, HubDatabase database, ConfiguredFlow flow, FlowStart start, bool onlyHeld, CancellationToken ct)
    {
        var line = new ProgressLine(session.Screen);
        try
        {
            await using var channel = session.Open(flow, start.Book!, database);
            var corridor = new Corridor(database, session.Archive, session.Around.Clock);
            var work = new Flow(flow.Name, flow.Connection.Name, start.Book!, flow.Brakes, session.Settings.TimeZone)
            {
                Direction = flow.Direction,
                OnlyHeld = onlyHeld,
                Subscriptions = shelf.Subscriptions(),
                Abilities = flow.Connection.Connector.Abilities,
                IsPartial = start.IsPartial,
                KeepsRawFiles = session.Settings.KeepsRawFiles,
            };
            session.Log.Began(flow.Name);
            var report = await corridor.RunAsync(work, channel, session.Screen.IsTerminal ? line : null, ct);
            session.Log.Ended(flow.Name, report.RunId, report.Outcome.ToString());
            return new FlowWalk(flow, report, start.Problems, null, ExitCodes.Of(report.Outcome));
        }
        finally
        {
            line.Clear();
        }
    }

    public void Print(Screen screen)
    {
        if (screen.IsJson)
        {
            return;
        }

        foreach (var problem in Problems)
        {
            screen.Err.WriteLine(Printing.Problems.Line(screen, problem));
        }

        if (Report is { } report)
        {
            new RunSummary(screen).Print(report);
        }
        else
        {
            screen.Line(Fault ?? new Words(
                $"Поток {Flow.Name} не начат: исправьте ошибки сопоставлений.", $"Flow {Flow.Name} was not begun: correct the errors of its mappings."));
        }

        screen.Line();
    }

    /// <summary>As it stands in JSON.</summary>
    public static object Shape(FlowWalk walk) => new
    {
        flow = walk.Flow.Name,
        connection = walk.Flow.Connection.Name,
        run = walk.Report?.RunId,
        outcome = walk.Outcome,
        seconds = Math.Round(walk.Report?.Duration.TotalSeconds ?? 0, 3),
        reason = walk.Report?.Reason ?? walk.Fault,
        numbers = walk.Report?.Numbers,
        notes = (walk.Report?.Notes ?? []).Select(note => new { delivery = note.Delivery, text = note.Words }),
        problems = walk.Problems.Select(Printing.Problems.Shape),
        exitCode = (int)walk.Exit,
    };
}
