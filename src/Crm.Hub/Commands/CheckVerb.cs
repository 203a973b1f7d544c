using System.CommandLine;
using Crm.Connect;
using Crm.Hub.Keeping;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub check: everything that an administrator can get wrong, told at once and before the night.</summary>
internal sealed class CheckVerb() : Verb("check", new Words(
    "проверить настройки, сопоставления, образцы, папки и базу", "check settings, mappings, samples, folders and the database"))
{
    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols => [];

    public override bool TakesBrokenSettings => true;

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var checks = new List<Check> { new("settings", session.Settings.File, session.Settings.Problems) };
        var shelf = new MappingShelf(session);
        var shapes = new LivingShapes(session, shelf);
        foreach (var flow in session.Settings.Flows)
        {
            var judged = await shapes.JudgeAsync(flow.Connection, ct);
            checks.AddRange(await MappingCheck.OfAsync(session, shelf, flow, judged, ct));
        }

        foreach (var connection in session.Settings.Connections.Where(connection => connection.IsRight))
        {
            checks.Add(await ChannelAsync(session, connection, ct));
        }

        checks.Add(await DatabaseAsync(session, ct));
        if (session.Settings.Backup is { Cron: not null, Folder: var folder } && new BackupShelf(folder).Objection() is { } closed)
        {
            checks.Add(new Check("backups", session.Settings.Shown(folder), [new Problem(session.Settings.File, "Hub:Backup:Folder", "backup", true, closed)]));
        }

        if (Room.Of(session).Warning is { } little)
        {
            checks.Add(new Check("room", session.Settings.Shown(session.Settings.DataDirectory), [Problem.Room(session.Settings, little)]));
        }

        var exit = ExitCodes.Gravest(checks.Select(check => check.Exit));

        if (session.Screen.IsJson)
        {
            return Answer(session.Screen, checks, exit);
        }

        Print(session.Screen, checks, exit);
        return exit;
    }

    private static async Task<Check> ChannelAsync(Session session, ConfiguredConnection connection, CancellationToken ct)
    {
        try
        {
            await using var channel = session.Open(connection);
            await channel.CheckAsync(ct);
            return new Check("connection", connection.Name, []);
        }
        catch (ConnectorException e)
        {
            return new Check("connection", connection.Name, [Check.Of(session, connection, e)], e.Trouble == Trouble.Unavailable);
        }
    }

    // A table that is made and undone proves the right to write without leaving a trace.
    private static async Task<Check> DatabaseAsync(Session session, CancellationToken ct)
    {
        var name = session.Settings.ShownDatabase;
        try
        {
            using var db = (await session.OpenDatabaseAsync(ct)).Connect();
            db.Begin();
            db.Execute("CREATE TABLE WriteCheck (X integer)");
            db.Rollback();
            return new Check("database", name, []);
        }
        catch (ProblemException e)
        {
            return new Check("database", name, e.Problems);
        }
        catch (Exception e) when (session.Trouble(e) is var (trouble, words))
        {
            return new Check("database", name, [Problem.Database(name, words.Ru, words.En)], IsAway: trouble == Trouble.Unavailable);
        }
    }

    private static void Print(Screen screen, List<Check> checks, ExitCode exit)
    {
        foreach (var check in checks)
        {
            screen.Line($"{(check.Judged == JudgedBy.Nothing ? "?" : check.Exit == ExitCode.Done ? "✓" : "✗")} {Title(screen, check.What)}: {check.Name}{Judged(screen, check.Judged)}");
            foreach (var problem in check.Problems)
            {
                screen.Line("    " + Problems.Line(screen, problem));
            }
        }

        if (exit == ExitCode.Done)
        {
            screen.Line("Всё в порядке.", "All is well.");
        }
    }

    private static string Title(Screen screen, string what) => what switch
    {
        "settings" => screen.In("настройки", "settings"),
        "mappings" => screen.In("сопоставления потока", "mappings of flow"),
        "samples" => screen.In("образцы потока", "samples of flow"),
        "base" => screen.In("база потока", "base of flow"),
        "connection" => screen.In("соединение", "connection"),
        "backups" => screen.In("копии", "backups"),
        "room" => screen.In("место на диске", "room on the disk"),
        _ => screen.In("база", "database"),
    };

    private static string Judged(Screen screen, JudgedBy by) => by switch
    {
        JudgedBy.Living => screen.In(" (по живой базе)", " (by the living base)"),
        JudgedBy.Pinned => screen.In(" (база недоступна; по запомненному описанию)", " (the base is away; by what was pinned of it)"),
        _ => "",
    };

    private static ExitCode Answer(Screen screen, List<Check> checks, ExitCode exit)
    {
        using var answer = new JsonAnswer(screen.Out, "check");
        answer.Add("checks", checks.Select(check => new
        {
            what = check.What,
            name = check.Name,
            ok = check.Exit == ExitCode.Done,
            shape = check.Judged is JudgedBy.Living or JudgedBy.Pinned ? check.Judged.ToString().ToLowerInvariant() : null,
            problems = check.Problems.Select(Problems.Shape),
        }));
        return answer.Finish(exit);
    }
}
