using System.CommandLine;
using System.Text.Json;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Hub.Printing;
using Crm.Hub.Reading;

namespace Crm.Hub.Commands;

/// <summary>hub runs: what was run, when, and how it ended.</summary>
internal sealed class RunsVerb() : Verb("runs", new Words("последние запуски и чем они кончились", "the last runs and how they ended"))
{
    private const int DefaultLimit = 20;

    private readonly Option<int> _limit = new("--limit") { HelpName = "N", DefaultValueFactory = _ => DefaultLimit };

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
        [(_limit, new($"не больше стольких (обычно {DefaultLimit})", $"at most so many ({DefaultLimit} by default)"))];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var database = await session.OpenForReadingAsync(ct);
        using var db = database.ConnectToRead();
        var runs = new RunHistory(db).Newest(Math.Max(1, parse.GetValue(_limit)));

        if (session.Screen.IsJson)
        {
            using var answer = new JsonAnswer(session.Screen.Out, "runs");
            answer.Add("runs", runs.Select(Shape));
            return answer.Finish(ExitCode.Done);
        }

        Print(session, runs);
        return ExitCode.Done;
    }

    /// <summary>A run as it stands in JSON.</summary>
    public static object Shape(SyncRun run) => new
    {
        run = run.Id,
        flow = run.Flow,
        connection = run.Connection,
        outcome = run.Outcome,
        startedAt = run.StartedAt,
        endedAt = run.EndedAt,
        reason = run.Reason is null ? null : WordsJson.Read(run.Reason),
        numbers = JsonSerializer.Deserialize<JsonElement>(run.Numbers),
    };

    private static void Print(Session session, List<SyncRun> runs)
    {
        var screen = session.Screen;
        var summary = new RunSummary(screen);
        var grid = new Grid(
            ("№", true), (screen.In("Поток", "Flow"), false), (screen.In("Начат", "Started"), false), (screen.In("Длился", "Took"), true),
            (screen.In("Итог", "Outcome"), false), (screen.In("новых", "new"), true), (screen.In("изменено", "changed"), true),
            (screen.In("в архив", "archived"), true), (screen.In("отложено", "held"), true));

        foreach (var run in runs)
        {
            var kinds = RunNumbers.Parse(run.Numbers).Kinds.Values;
            grid.Add(
                screen.Count(run.Id), run.Flow, session.Local(run.StartedAt), run.EndedAt is { } ended ? screen.Duration(ended - run.StartedAt) : "",
                summary.Outcome(run.Outcome), screen.Count(kinds.Sum(kind => kind.Created)), screen.Count(kinds.Sum(kind => kind.Updated)),
                screen.Count(kinds.Sum(kind => kind.Archived)),
                screen.Count(kinds.Sum(kind => kind.Rejected + kind.Parked + kind.Asked + kind.FieldsLeftOut)));
        }

        grid.Print(screen);
    }
}
