using System.CommandLine;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Keeping;
using Crm.Hub.Printing;
using Crm.Hub.Reading;
using Crm.Hub.Schedule;
using Crm.Hub.Telling;

namespace Crm.Hub.Commands;

/// <summary>hub status: connections, last runs, what waits for a person, how much room all takes.</summary>
internal sealed class StatusVerb() : Verb("status", new Words(
    "соединения, последние запуски, отложенное, вопросы, размер базы", "connections, last runs, what is held back, questions, size of the database"))
{
    private const int FarEnough = 5_000;

    private static readonly TimeSpan Horizon = TimeSpan.FromDays(8);

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols => [];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var state = await session.HasDatabaseAsync(ct) ? Read(session, await session.OpenDatabaseAsync(ct)) : Untouched(session);

        if (session.Screen.IsJson)
        {
            return Answer(session, state);
        }

        Print(session, state);
        return ExitCode.Done;
    }

    private static State Read(Session session, HubDatabase database)
    {
        using var db = database.ConnectToRead();
        var (runs, standing, now) = (new RunHistory(db), new Standing(db), session.Around.Clock.GetUtcNow());
        var durations = new RunTimes(db).Durations(session.Settings.Flows.Select(flow => flow.Name));
        return new State(
            [.. session.Settings.Flows.Select(flow => runs.Last(flow.Name))], NextOf(session, durations),
            new Causes(db, session.Settings, now).At(now), standing.Held(), standing.OpenQuestions(), standing.Outbox(),
            database.Size(), SizeOf(session.Settings.ArchiveFolder));
    }

    private static State Untouched(Session session) => new(
        [.. session.Settings.Flows.Select(_ => (SyncRun?)null)],
        NextOf(session, []), [], Enum.GetValues<HeldState>().ToDictionary(state => state, _ => 0L), 0,
        Array.Empty<(OutboxState, long)>().ToLookup(_ => ""), 0, 0);

    // When each flow runs next, as far as that is not too far to be worth the looking.
    private static Dictionary<string, DateTime> NextOf(Session session, Dictionary<string, TimeSpan> durations)
    {
        var (now, next) = (session.Around.Clock.GetUtcNow(), new Dictionary<string, DateTime>(StringComparer.Ordinal));
        var ringings = new Timetable(session.Settings.Flows, durations).From(now);
        var wanted = session.Settings.Flows.Count(flow => flow.Schedule is not null);
        foreach (var ringing in ringings.Take(FarEnough).TakeWhile(ringing => next.Count < wanted && ringing.At - now < Horizon))
        {
            next.TryAdd(ringing.Flow.Name, ringing.At.UtcDateTime);
        }

        return next;
    }

    private static long SizeOf(string folder) => Directory.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)
        : 0;

    private static void Print(Session session, State state)
    {
        var screen = session.Screen;
        var summary = new RunSummary(screen);
        var grid = new Grid(
            (screen.In("Поток", "Flow"), false), (screen.In("Соединение", "Connection"), false), (screen.In("Коннектор", "Connector"), false),
            (screen.In("Последний запуск", "Last run"), false), (screen.In("Итог", "Outcome"), false),
            (screen.In("Следующий", "Next"), false));

        foreach (var (flow, run) in session.Settings.Flows.Zip(state.LastRuns))
        {
            grid.Add(
                flow.Name, flow.Connection.Name, flow.Connection.Connector.Name,
                run is null ? screen.In("ещё не было", "none yet") : session.Local(run.StartedAt),
                run is null ? "" : summary.Outcome(run.Outcome),
                state.Next.TryGetValue(flow.Name, out var next) ? session.Local(next) : "");
        }

        grid.Print(screen);
        foreach (var cause in state.Causes)
        {
            screen.Line($"! {screen.In(cause.Words)}");
        }

        var held = string.Join(", ", state.Held.Select(pair => $"{ChoiceWords.Of(screen, pair.Key.ToString())} {screen.Count(pair.Value)}"));
        screen.Line($"Отложено: {held}", $"Held back: {held}");
        screen.Line($"Открытых вопросов: {screen.Count(state.Questions)}", $"Open questions: {screen.Count(state.Questions)}");
        foreach (var connection in state.Outbox)
        {
            string Lines(OutboxState of) => screen.Count(CountOf(connection, of));
            screen.Line(
                $"К отправке в {connection.Key}: ждут {Lines(OutboxState.Waiting)}, отправлены без подтверждения {Lines(OutboxState.Sent)}, не взяты {Lines(OutboxState.Refused)}",
                $"To {connection.Key}: waiting {Lines(OutboxState.Waiting)}, sent and not confirmed {Lines(OutboxState.Sent)}, refused {Lines(OutboxState.Refused)}");
        }

        if (LastBackup(session) is { } backup)
        {
            screen.Line($"Последняя копия: {session.Settings.Shown(backup)}", $"Last backup: {session.Settings.Shown(backup)}");
        }

        screen.Line(
            $"База: {session.Settings.ShownDatabase}, {screen.Bytes(state.DatabaseBytes)}; архив исходных файлов: {screen.Bytes(state.ArchiveBytes)}",
            $"Database: {session.Settings.ShownDatabase}, {screen.Bytes(state.DatabaseBytes)}; archive of raw files: {screen.Bytes(state.ArchiveBytes)}");
        if (Room.Of(session).Warning is { } little)
        {
            screen.Line(little);
        }
    }

    private static string? LastBackup(Session session) => new BackupShelf(session.Settings.Backup.Folder).Files is [.., var last] ? last : null;

    private static ExitCode Answer(Session session, State state)
    {
        using var answer = new JsonAnswer(session.Screen.Out, "status");
        answer.Add("connections", session.Settings.Connections.Select(connection => new { name = connection.Name, connector = connection.Connector.Name }));
        answer.Add("flows", session.Settings.Flows.Zip(state.LastRuns, (flow, run) => new
        {
            name = flow.Name,
            connection = flow.Connection.Name,
            lastRun = run is null ? null : RunsVerb.Shape(run),
            nextRun = state.Next.TryGetValue(flow.Name, out var next) ? (DateTime?)next : null,
        }));
        answer.Add("alarms", state.Causes.Select(cause => new { key = cause.Key, text = cause.Words }));
        answer.Add("held", new
        {
            rejected = state.Held[HeldState.Rejected],
            parked = state.Held[HeldState.Parked],
            asked = state.Held[HeldState.Asked],
            fieldsLeftOut = state.Held[HeldState.FieldLeftOut],
            skipped = state.Held[HeldState.Skipped],
        });
        answer.Add("openQuestions", state.Questions);
        answer.Add("outbox", state.Outbox.Select(connection => new
        {
            connection = connection.Key,
            waiting = CountOf(connection, OutboxState.Waiting),
            sent = CountOf(connection, OutboxState.Sent),
            refused = CountOf(connection, OutboxState.Refused),
        }));
        answer.Add("database", new { file = session.Settings.Database.Shown, bytes = state.DatabaseBytes });
        answer.Add("archive", new { folder = session.Settings.ArchiveFolder, bytes = state.ArchiveBytes });
        answer.Add("room", Room.Of(session));
        answer.Add("lastBackup", LastBackup(session));
        return answer.Finish(ExitCode.Done);
    }

    private static long CountOf(IEnumerable<(OutboxState State, long Count)> lines, OutboxState state) =>
        lines.Where(line => line.State == state).Sum(line => line.Count);

    private sealed record State(
        IReadOnlyList<SyncRun?> LastRuns, IReadOnlyDictionary<string, DateTime> Next, IReadOnlyList<Cause> Causes, IReadOnlyDictionary<HeldState, long> Held, long Questions,
        ILookup<string, (OutboxState State, long Count)> Outbox, long DatabaseBytes, long ArchiveBytes);
}
