using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using Crm.Connect;
using Crm.Hub.Commands;
using Crm.Hub.Printing;
using Crm.Hub.Secrets;
using Crm.Hub.Settings;

namespace Crm.Hub;

/// <summary>The program hub: reads the command line, carries out one verb, answers with an exit code.</summary>
public static class HubProgram
{
    private const string DefaultLanguage = "ru";

    /// <summary>Runs the program once. Writes only to the surroundings and to the data directory; never throws.</summary>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Surroundings around, CancellationToken ct = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return (int)await RunAsync(new CommandTree(), args, around, stop.Token);

        // The first signal lets the chunk come to its commit; the second does not wait.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    private static async Task<ExitCode> RunAsync(CommandTree tree, string[] args, Surroundings around, CancellationToken ct)
    {
        var parse = tree.Root.Parse(args is ["help", .. var about] ? [.. about, "--help"] : args);
        var verb = tree.VerbOf(parse);
        var options = parse.Errors.Count == 0 ? tree.Common.Of(parse) : tree.Common.OfBroken(parse);
        var (settings, unreadable) = SettingsReader.Read(options.Config, options.DataDirectory, around);
        var screen = new Screen(around, options.Language is "ru" or "en" ? options.Language : settings?.Language ?? DefaultLanguage, options.Json);

        if (parse.Action is HelpAction || args.Length == 0)
        {
            HelpPage.Print(new Screen(around, screen.Language, isJson: false), tree, verb);
            return args.Length == 0 ? ExitCode.Misconfigured : ExitCode.Done;
        }

        if (parse.Action is not null && verb is null && parse.Errors.Count == 0)
        {
            return (ExitCode)await parse.InvokeAsync(new InvocationConfiguration { Output = around.Out, Error = around.Err }, ct);
        }

        if (Usage.Problems(parse, tree, options) is { Count: > 0 } wrong)
        {
            return Problems.Tell(screen, verb?.Name ?? "", wrong);
        }

        if (settings is null)
        {
            return Problems.Tell(screen, verb!.Name, [unreadable!]);
        }

        if (!settings.IsRight && !verb!.TakesBrokenSettings)
        {
            return Problems.Tell(screen, verb.Name, settings.Problems);
        }

        using var log = new HubLog(settings.LogFolder, around.Err, options.Verbose, settings.Hidden, settings.Log, verb!.IsService);
        return await RunAsync(verb!, new Session(around, settings, screen, log), parse, ct);
    }

    private static async Task<ExitCode> RunAsync(Verb verb, Session session, ParseResult parse, CancellationToken ct)
    {
        var screen = session.Screen;
        try
        {
            return await verb.RunAsync(session, parse, ct);
        }
        catch (ProblemException e)
        {
            return Problems.Tell(screen, verb.Name, e.Problems);
        }
        catch (SecretsException e)
        {
            return Problems.Tell(screen, verb.Name, [new Problem("hub", "", "secret", true, e.Words)]);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return Tell(screen, verb, ExitCode.Failed, new Words(
                "Остановлено. Что успели, записано; следующий запуск продолжит с этого места.",
                "Stopped. What was done is kept; the next run goes on from here."));
        }
        catch (Exception e) when (session.Trouble(e) is var (trouble, words))
        {
            return Tell(screen, verb, trouble == Trouble.Unavailable ? ExitCode.Unavailable : ExitCode.Misconfigured, words);
        }
        catch (Exception e)
        {
            session.Log.Failed(e, verb.Name);
            return Tell(screen, verb, ExitCode.Failed, Fault(session, e));
        }
    }

    internal static Words Fault(Session session, Exception e) => session.Settings.Hidden.Hide(new Words(
        $"Сбой: {e.Message} Полный след — в журнале {session.Settings.Shown(session.Log.Folder)}.",
        $"Failed: {e.Message} The full trace is in the log in {session.Settings.Shown(session.Log.Folder)}."));

    private static ExitCode Tell(Screen screen, Verb verb, ExitCode exit, Words words)
    {
        if (screen.IsJson)
        {
            using var answer = new JsonAnswer(screen.Out, verb.Name);
            answer.Add("reason", words);
            return answer.Finish(exit);
        }

        screen.Err.WriteLine(Screen.Clean(screen.In(words)));
        return exit;
    }
}
