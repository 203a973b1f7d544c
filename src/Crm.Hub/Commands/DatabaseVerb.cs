using System.CommandLine;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Core.Storage.Moving;
using Crm.Core.Storage.Postgres;
using Crm.Core.Storage.Sqlite;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub database move: a hub goes from its file to a PostgreSQL server.</summary>
internal sealed class DatabaseVerb() : Verb("database", new Words("перенести базу на сервер PostgreSQL", "move the database to a PostgreSQL server"))
{
    private readonly Argument<string> _what = new("move");
    private readonly Option<string> _to = new("--to") { Required = true };

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_what, new("move: перенести всё в пустую базу PostgreSQL; файл остаётся как есть", "move: copy all into an empty database of PostgreSQL; the file stays as it is")),
        (_to, new(
            "строка подключения без пароля; с паролем — secret:ИМЯ или env:ИМЯ, где она лежит (командную строку видят все)",
            "connection string without a password; with one, secret:NAME or env:NAME where it lies (everybody sees the command line)")),
    ];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        if (parse.GetValue(_what) != "move")
        {
            throw new ProblemException(Problem.Usage("Бывает только hub database move --to ….", "There is only hub database move --to …."));
        }

        var place = TargetOf(parse.GetValue(_to)!, session);
        if (await session.OpenForReadingAsync(ct) is not SqliteDatabase file)
        {
            throw new ProblemException(Problem.Usage(
                "База уже на PostgreSQL: переносят только из файла SQLite.", "The database is on PostgreSQL already: only a SQLite file is moved."));
        }

        var result = new DatabaseMove(file, await OpenAsync(place, ct), session.Around.Clock).Move();
        return Tell(session.Screen, place, result);
    }

    private static DatabasePlace.PostgresServer TargetOf(string to, Session session)
    {
        var text = session.Meant(to);
        foreach (var password in DatabaseReader.PasswordsOf(text))
        {
            session.Settings.Hidden.Add(password);
            RefuseInClear(to);
        }

        return DatabaseReader.ServerOf(text, password: null) ?? throw new ProblemException(Problem.Usage(
            "--to: нужна строка подключения к PostgreSQL, например \"Host=db;Database=hub;Username=hub\", или secret:ИМЯ либо env:ИМЯ, где она лежит.",
            "--to: a connection string of PostgreSQL is expected, such as \"Host=db;Database=hub;Username=hub\", or secret:NAME or env:NAME where it lies."));
    }

    private static void RefuseInClear(string to)
    {
        if (!SettingsScalar.IsReference(to))
        {
            throw new ProblemException(Problem.Usage(
                "--to: пароль в командной строке не пишут: его видят все в списке процессов, он остаётся в истории. Смените его и дайте всю строку как secret:ИМЯ (hub secret set ИМЯ) или env:ИМЯ.",
                "--to: a password is not written on the command line: everybody sees it in the list of processes, and it stays in the history. Change it, and give the whole string as secret:NAME (hub secret set NAME) or env:NAME."));
        }
    }

    private static async Task<PostgresDatabase> OpenAsync(DatabasePlace.PostgresServer place, CancellationToken ct)
    {
        try
        {
            return await PostgresDatabase.OpenServerAsync(place.ConnectionString, ct);
        }
        catch (Exception e) when (DatabaseTrouble.Of(e) is (Trouble.Misconfigured, var words))
        {
            throw new ProblemException(Problem.Database(place.Shown, words.Ru, words.En));
        }
    }

    private static ExitCode Tell(Screen screen, DatabasePlace place, MoveResult result)
    {
        var exit = result.Refusal is null ? ExitCode.Done : ExitCode.Misconfigured;
        if (screen.IsJson)
        {
            using var answer = new JsonAnswer(screen.Out, "database");
            answer.Add("to", place.Shown);
            answer.Add("reason", result.Refusal);
            answer.Add("tables", result.Tables.Select(table => new { table = table.Key, rows = table.Value }));
            return answer.Finish(exit);
        }

        if (result.Refusal is { } refusal)
        {
            screen.Err.WriteLine(screen.In(refusal));
            return exit;
        }

        var rows = result.Tables.Values.Sum();
        screen.Line(
            $"Перенесено строк: {screen.Count(rows)}, таблиц: {screen.Count(result.Tables.Count)}; число и хеш строк каждой совпали. База: {place.Shown}.",
            $"{screen.Count(rows)} rows of {screen.Count(result.Tables.Count)} tables were moved; number and hash of the rows of each agree. Database: {place.Shown}.");
        screen.Line(
            "Теперь поставьте Hub:Database:Provider = PostgreSql и ту же строку в ConnectionString. Архив остаётся в папке данных.",
            "Now set Hub:Database:Provider to PostgreSql, and ConnectionString to the same string. The archive stays in the data directory.");
        return exit;
    }
}
