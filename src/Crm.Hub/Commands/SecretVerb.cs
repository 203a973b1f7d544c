using System.CommandLine;
using Crm.Connect;
using Crm.Hub.Printing;
using Crm.Hub.Secrets;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub secret set, list, rm, rotate: the encrypted store. A value is never said on the command line and never shown.</summary>
internal sealed class SecretVerb() : Verb("secret", new Words(
    "секреты: задать, перечислить, удалить, сменить ключ", "secrets: set, list, remove, change the key"))
{
    private readonly Argument<string[]> _words = new("set NAME|list|rm NAME|rotate") { Arity = ArgumentArity.ZeroOrMore };

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_words, new(
            "set: значение с клавиатуры, без показа, или из потока ввода; rotate: новый ключ, всё шифруется заново",
            "set: the value is typed unseen, or comes from standard input; rotate: a new key, all is encrypted anew")),
    ];

    // A secret that is not set is an error of the settings, and is put right by this verb.
    public override bool TakesBrokenSettings => true;

    public override Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        if (session.Settings.Problems.Where(IsOfPlaces).ToList() is { Count: > 0 } wrong)
        {
            throw new ProblemException(wrong);
        }

        var said = Carry(session, session.Settings.Secrets, parse.GetValue(_words) ?? []);
        return Task.FromResult(session.Screen.IsJson ? Answer(session) : Print(session, said));
    }

    /// <returns>What was done; null when there is only the list to be told.</returns>
    private static Words? Carry(Session session, SecretStore store, string[] words)
    {
        switch (words)
        {
            case ["list"]:
                return null;
            case ["set", var name] when SecretStore.IsName(name):
                store.Set(name, new SecretInput(session).Read(name), session.Now);
                return new($"Секрет {name} сохранён. В настройках пишите: secret:{name}", $"The secret {name} is kept. In the settings write: secret:{name}");
            case ["rm", var name] when SecretStore.IsName(name):
                return Remove(store, name);
            case ["rotate"]:
                store.Rotate();
                return new($"Ключ сменён: {store.KeyFile}. Всё зашифровано заново.", $"The key was changed: {store.KeyFile}. All is encrypted anew.");
            default:
                throw new ProblemException(Misunderstood(words));
        }
    }

    private static Words Remove(SecretStore store, string name)
    {
        if (store.Remove(name))
        {
            return new($"Секрет {name} удалён.", $"The secret {name} was removed.");
        }

        var (ru, en) = Closest.Hint(name, store.All().Select(secret => secret.Name));
        throw new ProblemException(Problem.Usage($"Секрета «{name}» нет.{ru} Есть: hub secret list.", $"There is no secret '{name}'.{en} There are: hub secret list."));
    }

    // What was said is not repeated: it may be the value.
    private static Problem Misunderstood(string[] words) => words switch
    {
        ["set", _, _, ..] => Problem.Usage(
            "Значение в командной строке не пишут: его видят все в списке процессов, оно остаётся в истории. hub secret set ИМЯ спросит его сам или возьмёт из потока ввода. Это значение смените.",
            "A value is not written on the command line: everybody sees it in the list of processes, and it stays in the history. hub secret set NAME asks for it, or takes it from standard input. Change that value."),
        ["set" or "rm", _] => Problem.Usage(
            "Имя секрета — латинские буквы, цифры, «-», «_» и «.», не длиннее 100 знаков.", "The name of a secret has Latin letters, digits, '-', '_' and '.', 100 at most."),
        _ => Problem.Usage(
            "Не понято. Есть: hub secret set ИМЯ, hub secret list, hub secret rm ИМЯ, hub secret rotate.",
            "Not understood. There are: hub secret set NAME, hub secret list, hub secret rm NAME, hub secret rotate."),
    };

    private static bool IsOfPlaces(Problem problem) => problem.IsError
        && (problem.Key == "Hub:DataDirectory" || problem.Key.StartsWith("Hub:Secrets", StringComparison.Ordinal));

    private static ExitCode Print(Session session, Words? done)
    {
        if (done is null)
        {
            PrintList(session);
        }
        else
        {
            session.Screen.Line(done);
        }

        return ExitCode.Done;
    }

    private static void PrintList(Session session)
    {
        var (screen, secrets) = (session.Screen, session.Settings.Secrets.All());
        if (secrets.Count == 0)
        {
            screen.Line("Секретов нет. Задать: hub secret set ИМЯ", "There are no secrets. To set one: hub secret set NAME");
            return;
        }

        var grid = new Grid((screen.In("Имя", "Name"), false), (screen.In("Задан", "Set"), false));
        foreach (var secret in secrets)
        {
            grid.Add(secret.Name, session.Local(secret.SetAt));
        }

        grid.Print(screen);
    }

    private static ExitCode Answer(Session session)
    {
        using var answer = new JsonAnswer(session.Screen.Out, "secret");
        answer.Add("secrets", session.Settings.Secrets.All().Select(secret => new { name = secret.Name, setAt = secret.SetAt }));
        return answer.Finish(ExitCode.Done);
    }
}
