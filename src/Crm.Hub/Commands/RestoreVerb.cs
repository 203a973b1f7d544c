using System.CommandLine;
using Crm.Connect;
using Crm.Hub.Keeping;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub restore FILE: a hub goes back to how it was when the backup was made.</summary>
internal sealed class RestoreVerb() : Verb("restore", new Words(
    "вернуть хаб из копии", "give a hub back from a backup"))
{
    private readonly Argument<string> _file = new("file");
    private readonly Option<bool> _replace = new("--replace");

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_file, new("файл, который сделал hub backup", "a file that hub backup made")),
        (_replace, new("отложить хаб, который есть здесь, в сторону; он не удаляется", "move the hub that is here aside; it is not deleted")),
    ];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var file = Path.GetFullPath(parse.GetValue(_file)!, session.Around.Folder);
        if (!File.Exists(file))
        {
            throw new ProblemException(Problem.Usage($"Нет файла {file}.", $"There is no file {file}."));
        }

        try
        {
            return Tell(session, file, await new Restore(session, parse.GetValue(_replace)).RunAsync(file, ct));
        }
        catch (BackupException e)
        {
            throw new ProblemException(new Problem(session.Settings.Shown(file), "", "backup", true, e.Words));
        }
    }

    private static ExitCode Tell(Session session, string file, Restored restored)
    {
        var (screen, exit) = (session.Screen, restored.IsEqual ? ExitCode.Done : ExitCode.Failed);
        var old = new DataFolder(session.Settings).SettingsOfBackup;
        if (screen.IsJson)
        {
            using var answer = new JsonAnswer(screen.Out, "restore");
            answer.Add("file", file);
            answer.Add("madeAt", restored.Manifest.MadeAt);
            answer.Add("tables", restored.Manifest.Tables.Select(table => new { table = table.Key, rows = restored.Tables.GetValueOrDefault(table.Key), listed = table.Value }));
            answer.Add("aside", restored.Aside);
            answer.Add("settings", old);
            return answer.Finish(exit);
        }

        Print(screen, restored);
        screen.Line(
            $"Хаб снова такой, каким был {session.Local(restored.Manifest.MadeAt)}. Настройки и сопоставления того дня: {session.Settings.Shown(old)}; нынешние не тронуты.",
            $"The hub is again as it was on {session.Local(restored.Manifest.MadeAt)}. Settings and mappings of that day: {session.Settings.Shown(old)}; those of today were not touched.");
        if (restored.Aside is { } aside)
        {
            screen.Line($"Что было здесь до этого: {session.Settings.Shown(aside)}", $"What was here before: {session.Settings.Shown(aside)}");
        }

        screen.Line(
            "Базы ушли вперёд: что прочесть заново, сказано в README, «Копии».", "The bases have gone on meanwhile: what to read again is said in the README, \"Backups\".");
        return exit;
    }

    private static void Print(Screen screen, Restored restored)
    {
        var grid = new Grid((screen.In("Таблица", "Table"), false), (screen.In("В копии", "In the backup"), true), (screen.In("Теперь", "Now"), true));
        foreach (var (table, rows) in restored.Manifest.Tables.Where(table => table.Value > 0))
        {
            grid.Add(table, screen.Count(rows), screen.Count(restored.Tables.GetValueOrDefault(table)));
        }

        grid.Print(screen);
        screen.Line(
            restored.IsEqual ? "Во всех таблицах столько же строк." : "Строк не столько же: не пользуйтесь этой базой.",
            restored.IsEqual ? "All tables have the same numbers of rows." : "The numbers of rows differ: do not use this database.");
    }
}
