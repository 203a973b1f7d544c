using System.CommandLine;
using Crm.Connect;
using Crm.Hub.Printing;
using Crm.Hub.Settings;
using Crm.Simulator;
using Crm.Simulator.Habits;

namespace Crm.Hub.Commands;

/// <summary>hub sim: a base of 1C in a box, to rehearse an exchange without a licence. Runs until it is stopped.</summary>
internal sealed class SimVerb() : Verb("sim", new Words(
    "1С в коробке: настоящий OData на этой машине, чтобы репетировать обмен без лицензии",
    "1C in a box: real OData on this machine, to rehearse an exchange without a licence"))
{
    private const int DefaultClients = 50;

    private readonly Option<string> _metadata = new("--metadata") { HelpName = "FILE", Required = true };
    private readonly Option<int> _port = new("--port") { HelpName = "N" };
    private readonly Option<string> _habits = new("--habits") { HelpName = "A,no-B", DefaultValueFactory = _ => "" };
    private readonly Option<int> _clients = new("--clients") { HelpName = "N", DefaultValueFactory = _ => DefaultClients };
    private readonly Option<int> _seed = new("--seed") { HelpName = "S", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _lengths = new("--lengths") { HelpName = "FILE" };
    private readonly Option<string?> _user = new("--user") { HelpName = "NAME" };
    private readonly Option<string?> _password = new("--password") { HelpName = "secret:NAME|env:NAME" };

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_metadata, new("сохранённый ответ 1С на …/odata/standard.odata/$metadata", "what 1C answers at …/odata/standard.odata/$metadata, saved")),
        (_port, new("порт (иначе любой свободный)", "port (else any that is free)")),
        (_habits, new(
            "привычки через запятую: имя включает, no-имя выключает; список печатается при запуске",
            "habits by comma: a name switches on, no-name off; the list is printed at the start")),
        (_clients, new($"сколько клиентов в пустой базе (обычно {DefaultClients})", $"how many clients an empty base has ({DefaultClients} by default)")),
        (_seed, new("из какого числа выдуманы данные", "the number that the invented data grow from")),
        (_lengths, new("длины строк: строки «Catalog_Контрагенты.ИНН 12»", "lengths of strings: lines 'Catalog_Контрагенты.ИНН 12'")),
        (_user, new("пользователь (иначе пускают всех)", "user (else everybody is let in)")),
        (_password, new("где лежит его пароль (командную строку видят все)", "where the password of that user lies (everybody sees the command line)")),
    ];

    // A rehearsal needs no settings of the hub.
    public override bool TakesBrokenSettings => true;

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        await using var simulated = await StartAsync(Options(session, parse), ct);
        using var answer = session.Screen.IsJson ? Tell(session.Screen, simulated) : null;
        if (answer is null)
        {
            Print(session.Screen, simulated, parse);
        }

        await StoppedAsync(ct);
        return answer?.Finish(ExitCode.Done) ?? ExitCode.Done;
    }

    private static async Task<OneCBase> StartAsync(SimulatorOptions options, CancellationToken ct)
    {
        try
        {
            return await OneCBase.StartAsync(options, ct);
        }
        catch (SimulatorException wrong)
        {
            throw new ProblemException(Problem.Usage(wrong.Ru, wrong.En));
        }
    }

    private SimulatorOptions Options(Session session, ParseResult parse)
    {
        string Full(string path) => Path.GetFullPath(path, session.Around.Folder);
        return new SimulatorOptions(Full(parse.GetValue(_metadata)!))
        {
            Port = parse.GetValue(_port),
            Habits = parse.GetValue(_habits)!,
            Counterparties = parse.GetValue(_clients),
            Seed = parse.GetValue(_seed),
            Lengths = parse.GetValue(_lengths) is { } lengths ? ReadLengths(Full(lengths)) : null,
            User = parse.GetValue(_user),
            Password = parse.GetValue(_password) is { } password ? PasswordOf(password, session) : null,
            DataFolder = parse.GetResult("--data")?.Tokens is [var folder, ..] ? Path.Combine(Full(folder.Value), "sim") : null,
            Time = session.Around.Clock,
        };
    }

    private static string PasswordOf(string named, Session session) => SettingsScalar.IsReference(named) && session.Meant(named) is { } password
        ? password
        : throw new ProblemException(Problem.Usage(
            "--password: нужно secret:ИМЯ (hub secret set ИМЯ) или env:ИМЯ, где лежит пароль: командную строку видят все.",
            "--password: secret:NAME (hub secret set NAME) or env:NAME is expected, where the password lies: everybody sees the command line."));

    private static string ReadLengths(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Problem.Usage($"Файл длин не читается: {e.Message}", $"The file of lengths cannot be read: {e.Message}"));
        }
    }

    private static JsonAnswer Tell(Screen screen, OneCBase simulated)
    {
        var answer = new JsonAnswer(screen.Out, "sim");
        answer.Add("address", simulated.Address);
        answer.Add("sideDoor", simulated.SideDoor);
        answer.Add("sets", simulated.State.Sets.Select(set => new { name = set, count = simulated.State.Count(set) }));
        answer.Add("habits", HabitSwitches.All.Select(habit => new { name = HabitSwitches.NameOf(habit), on = simulated.Habits.Is(habit) }));
        answer.Pass();
        return answer;
    }

    private void Print(Screen screen, OneCBase simulated, ParseResult parse)
    {
        var grid = new Grid((screen.In("Набор", "Set"), false), (screen.In("Объектов", "Objects"), true));
        foreach (var set in simulated.State.Sets)
        {
            grid.Add(set, screen.Count(simulated.State.Count(set)));
        }

        grid.Print(screen);
        var habits = string.Join(", ", HabitSwitches.All.Select(habit => (simulated.Habits.Is(habit) ? "" : "no-") + HabitSwitches.NameOf(habit)));
        screen.Line($"Привычки: {habits}", $"Habits: {habits}");
        screen.Line(parse.GetValue(_user) is { } user
            ? new Words($"Пользователь: {user}", $"User: {user}")
            : new Words("Пользователь не спрашивается.", "No user is asked for."));
        screen.Line($"Боковая дверь (данные, часы, сбои): {simulated.SideDoor}", $"Side door (objects, clock, faults): {simulated.SideDoor}");
        screen.Line($"База отвечает по адресу {simulated.Address}", $"The base answers at {simulated.Address}");
        screen.Line("Остановить: Ctrl-C.", "Stop it with Ctrl-C.");
    }

    private static async Task StoppedAsync(CancellationToken ct)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = ct.Register(stopped.SetResult);
        await stopped.Task;
    }
}
