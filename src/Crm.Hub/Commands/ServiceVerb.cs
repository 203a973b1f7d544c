using System.CommandLine;
using System.Text.RegularExpressions;
using Crm.Connect;
using Crm.Hub.Installing;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub service install, uninstall, status: the hub as a service of this machine.</summary>
internal sealed partial class ServiceVerb() : Verb("service", new Words(
    "поставить службой этой машины, убрать, спросить, как она", "install as a service of this machine, uninstall, ask how it is"))
{
    private const string DefaultName = "hub";

    private readonly Argument<string> _what = new("install|uninstall|status");
    private readonly Option<string> _name = new("--name") { HelpName = "NAME", DefaultValueFactory = _ => DefaultName };
    private readonly Option<string?> _user = new("--user") { HelpName = "NAME" };
    private readonly Option<bool> _dry = new("--dry-run");

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_what, new("поставить и запустить (можно снова, после перемен) · остановить и убрать · работает ли", "install and start (again, after changes) · stop and remove · whether it works")),
        (_name, new($"имя службы (иначе {DefaultName})", $"name of the service ({DefaultName} by default)")),
        (_user, new("от чьего имени она работает (иначе от своего)", "the account it works as (else one of its own)")),
        (_dry, new("только показать, что будет сделано", "only show what will be done")),
    ];

    // What is wrong with the settings keeps nobody from removing it or asking how it is.
    public override bool TakesBrokenSettings => true;

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var (what, name, machine) = (parse.GetValue(_what)!, parse.GetValue(_name)!, session.Around.Machine);
        if (what == "status")
        {
            return await StatusAsync(session, ct);
        }

        Demand(Named().IsMatch(name), $"--name: «{name}» не годится; буквы латиницы, цифры, точка, дефис.", $"--name: '{name}' will not do; Latin letters, digits, dot, hyphen.");
        Demand(machine.Keeper != ServiceKeeper.None,
            "Здесь нет ни systemd, ни служб Windows. В контейнере держите запущенным hub serve.", "There is neither systemd nor Windows here. In a container keep hub serve running.");
        var steps = what switch
        {
            "install" => await InstallAsync(session, parse, name, machine, ct),
            "uninstall" => await UninstallAsync(name, machine, ct),
            _ => throw new ProblemException(Problem.Usage(
                $"Бывает hub service install, uninstall или status, а не {what}.", $"There is hub service install, uninstall or status, not {what}.")),
        };
        return parse.GetValue(_dry) ? Tell(session.Screen, what, name, steps, done: false) : await DoAsync(session.Screen, what, name, steps, machine, ct);
    }

    private async Task<IReadOnlyList<Step>> InstallAsync(Session session, ParseResult parse, string name, Machine machine, CancellationToken ct)
    {
        var settings = session.Settings.IsRight ? session.Settings : throw new ProblemException(session.Settings.Problems);
        var isWindows = machine.Keeper == ServiceKeeper.Windows;
        var user = parse.GetValue(_user) ?? (isWindows ? WindowsUnit.OwnUser(name) : name);
        Demand(isWindows || Named().IsMatch(user), $"--user: «{user}» — не имя учётной записи.", $"--user: '{user}' is no name of an account.");
        var isKnown = await machine.HasUserAsync(user, ct);
        Demand(isKnown || parse.GetValue(_user) is null, $"Учётной записи {user} нет. Создайте её или назовите другую: --user.", $"There is no account {user}. Make it, or name another: --user.");
        var installation = Installation.Of(name, user, Machine.Program(), settings.SettingsFile, settings);
        return isWindows ? WindowsUnit.Install(installation, await machine.HasServiceAsync(name, ct)) : SystemdUnit.Install(installation, makesUser: !isKnown);
    }

    private static async Task<IReadOnlyList<Step>> UninstallAsync(string name, Machine machine, CancellationToken ct) =>
        !await machine.HasServiceAsync(name, ct) ? [] : machine.Keeper == ServiceKeeper.Windows ? WindowsUnit.Uninstall(name) : SystemdUnit.Uninstall(name);

    private static async Task<ExitCode> DoAsync(Screen screen, string what, string name, IReadOnlyList<Step> steps, Machine machine, CancellationToken ct)
    {
        Demand(machine.IsPrivileged || steps.Count == 0,
            "Для этого нужны права администратора: sudo, а в Windows — консоль администратора. Посмотреть, что будет сделано: --dry-run.",
            "This takes the rights of an administrator: sudo, or on Windows an elevated console. To see what would be done: --dry-run.");
        try
        {
            foreach (var step in steps)
            {
                await step.DoAsync(ct);
            }
        }
        catch (Exception e) when (e is StepException or IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            throw new ProblemException(Problem.Usage($"Не получилось: {e.Message}", $"It did not work: {e.Message}"));
        }

        return Tell(screen, what, name, steps, done: true);
    }

    private static ExitCode Tell(Screen screen, string what, string name, IReadOnlyList<Step> steps, bool done)
    {
        if (screen.IsJson)
        {
            using var answer = new JsonAnswer(screen.Out, "service");
            answer.Add("action", what);
            answer.Add("name", name);
            answer.Add("done", done);
            answer.Add("steps", steps.Select(step => step.ToString()));
            return answer.Finish(ExitCode.Done);
        }

        foreach (var step in done ? [] : steps)
        {
            screen.Out.WriteLine(step);
        }

        screen.Line((steps.Count, done, what) switch
        {
            (0, _, _) => new Words($"Службы {name} здесь нет.", $"There is no service {name} here."),
            (_, false, _) => new Words("Это было бы сделано; не сделано ничего.", "This would be done; nothing was."),
            (_, _, "install") => new Words($"Служба {name} установлена и запущена. Как она: hub service status.", $"The service {name} is installed and was started. How it is: hub service status."),
            _ => new Words($"Служба {name} убрана; данные остались.", $"The service {name} is removed; the data are still there."),
        });
        return ExitCode.Done;
    }

    private static async Task<ExitCode> StatusAsync(Session session, CancellationToken ct)
    {
        var (works, said) = await Pulse.FeelAsync(session.Settings.Listen, ct);
        var (screen, exit) = (session.Screen, works ? ExitCode.Done : ExitCode.Unavailable);
        if (screen.IsJson)
        {
            using var answer = new JsonAnswer(screen.Out, "service");
            answer.Add("address", Pulse.Near(session.Settings.Listen).AbsoluteUri);
            answer.Add("works", works);
            answer.Add("said", said);
            return answer.Finish(exit);
        }

        var address = Pulse.Near(session.Settings.Listen);
        screen.Line(works ? new Words($"Служба работает: {address}", $"The service works: {address}") : said is null
            ? new Words($"По адресу {address} никто не отвечает.", $"Nobody answers at {address}.")
            : new Words($"Служба отвечает, но не работает: {said}", $"The service answers and does not work: {said}"));
        return exit;
    }

    private static void Demand(bool met, string ru, string en)
    {
        if (!met)
        {
            throw new ProblemException(Problem.Usage(ru, en));
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}\z")]
    private static partial Regex Named();
}
