using System.CommandLine;
using Crm.Connect;
using Crm.Hub.Keeping;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub backup: one file with all that the hub is, made while it works.</summary>
internal sealed class BackupVerb() : Verb("backup", new Words(
    "сделать копию хаба одним файлом, не останавливая работы", "make a backup of the hub, one file, while it works"))
{
    private readonly Option<string> _to = new("--to");

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
        [(_to, new("папка для копии вместо Hub:Backup:Folder; старые в ней не удаляются", "folder for the backup instead of Hub:Backup:Folder; old ones in it are not deleted"))];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var database = await session.OpenForReadingAsync(ct);
        var (plan, to) = (session.Settings.Backup, parse.GetValue(_to));
        var folder = to is null ? plan.Folder : Path.GetFullPath(to, session.Around.Folder);
        try
        {
            return Tell(session, await new Backup(session, database).MakeAsync(folder, to is null ? plan.Keep : null, ct));
        }
        catch (BackupException e)
        {
            throw new ProblemException(new Problem(session.Settings.Shown(folder), "", "backup", true, e.Words));
        }
    }

    private static ExitCode Tell(Session session, BackupMade made)
    {
        var screen = session.Screen;
        if (screen.IsJson)
        {
            using var answer = new JsonAnswer(screen.Out, "backup");
            answer.Add("file", made.File);
            answer.Add("bytes", made.Bytes);
            answer.Add("files", made.Manifest.Files.Count);
            answer.Add("tables", made.Manifest.Tables.Select(table => new { table = table.Key, rows = table.Value }));
            answer.Add("dropped", made.Dropped);
            return answer.Finish(ExitCode.Done);
        }

        var rows = made.Manifest.Tables.Values.Sum();
        screen.Line(
            $"Копия: {session.Settings.Shown(made.File)}, {screen.Bytes(made.Bytes)}; файлов {screen.Count(made.Manifest.Files.Count)}, строк в базе {screen.Count(rows)}; перечитана и сверена.",
            $"Backup: {session.Settings.Shown(made.File)}, {screen.Bytes(made.Bytes)}; {screen.Count(made.Manifest.Files.Count)} files, {screen.Count(rows)} rows in the database; read again and compared.");
        if (made.Dropped.Count > 0)
        {
            screen.Line($"Старые удалены: {string.Join(", ", made.Dropped)}", $"Old ones were deleted: {string.Join(", ", made.Dropped)}");
        }

        screen.Line(
            "Ключа к секретам (secrets.key) в копии нет: храните его отдельно.", "The key to the secrets (secrets.key) is not in it: keep it apart.");
        return ExitCode.Done;
    }
}
