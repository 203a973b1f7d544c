using System.CommandLine;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Keeping;
using Crm.Hub.Printing;
using Crm.Hub.Schedule;
using Crm.Hub.Serving;
using Crm.Hub.Telling;

namespace Crm.Hub.Commands;

/// <summary>hub serve: runs flows at their times until it is stopped.</summary>
internal sealed class ServeVerb() : Verb("serve", new Words(
    "работать службой: запускать потоки по расписанию, пока не остановят", "work as a service: run flows by their schedule until stopped"))
{
    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols => [];

    public override bool IsService => true;

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var database = await session.OpenDatabaseAsync(ct);
        using var alone = session.Settings.Database is DatabasePlace.SqliteFile ? Alone(session) : null;
        var clock = session.Around.Clock;
        using var meter = new HubMeter(new Standings(session.Settings, database, clock));
        var quiet = Quiet(session) with { Meter = meter };
        var scheduler = await Ringer.BuildAsync(quiet, new Shift(quiet, database), Watch.Of(quiet, database), ct);
        JsonAnswer? answer = null;
        Node? node = null;
        HealthDoor? door = null;
        try
        {
            node = Node.Join(session.Settings, scheduler);
            await node.MeetAsync(ct);
            door = await HealthDoor.OpenAsync(session.Settings.Listen, database, scheduler, new Telemetry(meter, session.Settings.Otlp), ct);
            await scheduler.Start(ct);
            Warn(session, await node.MeetAsync(ct));
            answer = Tell(session, door.Address);
            await door.ClosedAsync(ct);
        }
        finally
        {
            // Runs that go end at their next commit, and begin anew with the next start. The door closes last: Windows takes us for stopped when it does.
            await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
            await (door?.DisposeAsync() ?? ValueTask.CompletedTask);
            node?.Dispose();
        }

        session.Screen.Line("Остановлено.", "Stopped.");
        using (answer)
        {
            return answer?.Finish(ExitCode.Done) ?? ExitCode.Done;
        }
    }

    // Runs of the service speak through the log and the history; nobody watches a progress line all night.
    private static Session Quiet(Session session) => session with { Screen = new Screen(session.Around, session.Screen.Language, isJson: true) };

    private static void Warn(Session session, IReadOnlyList<string> differing)
    {
        foreach (var words in differing.Select(node => new Words(
            $"У узла {node} другие потоки. Дайте всем узлам одни настройки и перезапустите их.",
            $"The node {node} has other flows. Give all nodes the same settings and start them again.")))
        {
            session.Log.Warn(session.Screen.In(words));
            session.Screen.Line(words);
        }
    }

    private static FileStream Alone(Session session) => OneAtATime.Hold(session.Settings.ServiceLock, new Words(
        $"В папке {session.Settings.Shown(session.Settings.DataDirectory)} уже работает служба. Остановите её или укажите другую папку: --data.",
        $"A service works in {session.Settings.Shown(session.Settings.DataDirectory)} already. Stop it, or name another folder: --data."));

    private static JsonAnswer? Tell(Session session, string address)
    {
        var screen = session.Screen;
        var flows = session.Settings.Flows.Where(flow => flow.Schedule is not null).Select(flow => flow.Name).ToList();
        if (!screen.IsJson)
        {
            screen.Line(
                $"Служба работает: {address}. Потоков по расписанию: {flows.Count}. Что дальше: hub schedule.",
                $"The service works: {address}. Flows with a schedule: {flows.Count}. What comes next: hub schedule.");
            return null;
        }

        var answer = new JsonAnswer(screen.Out, "serve");
        answer.Add("address", address);
        answer.Add("flows", flows);
        answer.Pass();
        return answer;
    }
}
