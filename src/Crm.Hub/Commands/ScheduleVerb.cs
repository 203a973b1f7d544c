using System.CommandLine;
using Crm.Connect;
using Crm.Hub.Printing;
using Crm.Hub.Schedule;

namespace Crm.Hub.Commands;

/// <summary>hub schedule: which flow will run when, why, and whether it will be done in time.</summary>
internal sealed class ScheduleVerb() : Verb("schedule", new Words(
    "что и когда запустится, почему, и успеет ли к сроку", "what will run when, why, and whether it will be done in time"))
{
    private const int DefaultNext = 20;
    private const int MostNext = 10_000;

    private readonly Option<int> _next = new("--next") { HelpName = "N", DefaultValueFactory = _ => DefaultNext };

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
        [(_next, new($"сколько запусков показать (обычно {DefaultNext})", $"how many runs to show ({DefaultNext} by default)"))];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        if (parse.GetValue(_next) is < 1 or > MostNext)
        {
            throw new ProblemException(Settings.Problem.Usage($"--next — число от 1 до {MostNext}.", $"--next is a number from 1 to {MostNext}."));
        }

        var durations = await DurationsAsync(session, ct);
        var ringings = new Timetable(session.Settings.Flows, durations).From(session.Around.Clock.GetUtcNow()).Take(parse.GetValue(_next)).ToList();
        return session.Screen.IsJson ? Answer(session, ringings) : Print(session, ringings);
    }

    private static async Task<IReadOnlyDictionary<string, TimeSpan>> DurationsAsync(Session session, CancellationToken ct)
    {
        if (!await session.HasDatabaseAsync(ct))
        {
            return new Dictionary<string, TimeSpan>();
        }

        using var db = (await session.OpenDatabaseAsync(ct)).ConnectToRead();
        return new RunTimes(db).Durations(session.Settings.Flows.Select(flow => flow.Name));
    }

    private static ExitCode Print(Session session, List<Ringing> ringings)
    {
        var screen = session.Screen;
        if (ringings.Count == 0)
        {
            screen.Line(
                "Само не запустится ничего: ни у одного потока нет Schedule в настройках.", "Nothing runs by itself: no flow has a Schedule in the settings.");
            return ExitCode.Done;
        }

        var grid = new Grid(
            (screen.In("Когда", "When"), false), (screen.In("Пояс", "Zone"), false), (screen.In("Поток", "Flow"), false), (screen.In("Почему", "Why"), false),
            (screen.In("Закончит", "Done by"), false), (screen.In("Срок", "Due"), false));
        foreach (var ringing in ringings)
        {
            var zone = ringing.Flow.Schedule!.Zone;
            grid.Add(
                Shown(ringing.At, zone, "ddd yyyy-MM-dd HH:mm:ss", screen), zone.Id, ringing.Flow.Name, Why(screen, ringing), Shown(ringing.Ends, zone, "HH:mm", screen),
                ringing.Deadline is { } deadline ? $"{Shown(deadline, zone, "HH:mm", screen)} {(ringing.IsLate ? screen.In("не успеет", "late") : screen.In("успеет", "in time"))}" : "");
        }

        grid.Print(screen);
        return ExitCode.Done;
    }

    private static string Why(Screen screen, Ringing ringing) => ringing.Because.Count > 0
        ? screen.In($"после {string.Join(", ", ringing.Because)}", $"after {string.Join(", ", ringing.Because)}")
        : screen.In($"по часам {ringing.Flow.Schedule!.Cron?.Text}", $"by the clock {ringing.Flow.Schedule!.Cron?.Text}");

    private static string Shown(DateTimeOffset at, TimeZoneInfo zone, string format, Screen screen) => TimeZoneInfo.ConvertTime(at, zone)
        .ToString(format, System.Globalization.CultureInfo.GetCultureInfo(screen.Language));

    private static ExitCode Answer(Session session, List<Ringing> ringings)
    {
        using var answer = new JsonAnswer(session.Screen.Out, "schedule");
        answer.Add("next", ringings.Select(ringing => new
        {
            at = ringing.At.UtcDateTime,
            flow = ringing.Flow.Name,
            zone = ringing.Flow.Schedule!.Zone.Id,
            after = ringing.Because,
            ends = ringing.Ends.UtcDateTime,
            due = ringing.Deadline?.UtcDateTime,
            late = ringing.IsLate,
        }));
        return answer.Finish(ExitCode.Done);
    }
}
