using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>What became of one flow that was started: a report, or why there is none.</summary>
internal sealed record FlowWalk(ConfiguredFlow Flow, RunReport? Report, IReadOnlyList<Problem> Problems, Words? Fault, ExitCode Exit)
{
    /// <summary>Runs a flow once. A bug in one flow does not keep the others from their night.</summary>
    /// <param name="onlyHeld">Only what is held back is tried; nothing is received or sent.</param>
    public static async Task<FlowWalk> RunAsync(
        Session session, MappingShelf shelf, Task<HubDatabase> opening, ConfiguredFlow flow, bool onlyHeld, CancellationToken ct)
    {
        IReadOnlyList<Problem> stands = [];
        try
        {
            stands = onlyHeld ? [] : await new DriftWatch(session, shelf).LookAsync(flow, ct);
        }
        catch (ConnectorException e)
        {
            await opening;
            return new FlowWalk(flow, null, [], e.Words, e.Trouble == Trouble.Unavailable ? ExitCode.Unavailable : ExitCode.Misconfigured);
        }

        var (book, problems) = shelf.Open(flow);
        var database = await opening;
        if (book is null)
        {
            return new FlowWalk(flow, null, problems, null, ExitCode.Misconfigured);
        }

        // What fails its own samples would write the same mistakes over there.
        if (flow.Direction != Direction.In && !onlyHeld
            && (await SampleCheck.RunAsync(session, flow, book, ct)).Where(problem => problem.IsError).ToList() is { Count: > 0 } wrong)
        {
            return new FlowWalk(flow, null, [.. problems, .. wrong], null, ExitCode.Misconfigured);
        }

        var line = new ProgressLine(session.Screen);
        try
        {
            await using var channel = session.Open(flow, book, database);
            var corridor = new Corridor(database, session.Archive, session.Around.Clock);
            var work = new Flow(flow.Name, flow.Connection.Name, book, flow.Brakes, session.Settings.TimeZone)
            {
                Direction = flow.Direction,
                OnlyHeld = onlyHeld,
                Subscriptions = shelf.Subscriptions(),
                Abilities = flow.Connection.Connector.Abilities,
                IsPartial = stands.Count > 0,
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
        outcome = walk.Report?.Outcome ?? (walk.Exit == ExitCode.Failed ? RunOutcome.Failed : RunOutcome.Misconfigured),
        seconds = Math.Round(walk.Report?.Duration.TotalSeconds ?? 0, 3),
        reason = walk.Report?.Reason ?? walk.Fault,
        numbers = walk.Report?.Numbers,
        notes = (walk.Report?.Notes ?? []).Select(note => new { delivery = note.Delivery, text = note.Words }),
        problems = walk.Problems.Select(Printing.Problems.Shape),
        exitCode = (int)walk.Exit,
    };
}
