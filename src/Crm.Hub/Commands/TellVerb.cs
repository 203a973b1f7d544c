using System.CommandLine;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Printing;
using Crm.Hub.Settings;
using Crm.Hub.Telling;

namespace Crm.Hub.Commands;

/// <summary>hub tell: what people would be told now; with --send, whether a letter reaches them.</summary>
internal sealed class TellVerb() : Verb("tell", new Words(
    "что сейчас было бы в письме; с --send — отправить пробное письмо", "what a letter would say now; with --send, send one as a trial"))
{
    private readonly Option<bool> _send = new("--send");

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
        [(_send, new("отправить всеми путями из Hub:Telling", "send it by every way of Hub:Telling"))];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var (letter, causes) = Compose(session, await session.OpenForReadingAsync(ct));
        var sent = parse.GetValue(_send) ? await SendAsync(session, letter, ct) : [];
        var exit = sent.Any(way => way.Fault is not null) ? ExitCode.Unavailable : ExitCode.Done;
        if (session.Screen.IsJson)
        {
            using var answer = new JsonAnswer(session.Screen.Out, "tell");
            answer.Add("subject", letter.Subject);
            answer.Add("text", letter.Text);
            answer.Add("causes", causes.Select(cause => new { key = cause.Key, text = cause.Words }));
            answer.Add("sent", sent.Select(way => new { way = way.Name, fault = way.Fault }));
            return answer.Finish(exit);
        }

        Print(session.Screen, letter, causes, sent);
        return exit;
    }

    private static (Letter Letter, IReadOnlyList<Cause> Causes) Compose(Session session, HubDatabase database)
    {
        using var db = database.ConnectToRead();
        var now = session.Around.Clock.GetUtcNow();
        var causes = new Causes(db, session.Settings, now).At(now);
        return (MorningLetter.Write(db, session, "trial", now.UtcDateTime), causes);
    }

    private static async Task<List<(string Name, string? Fault)>> SendAsync(Session session, Letter letter, CancellationToken ct)
    {
        if (session.Settings.Circle is not { } circle)
        {
            throw new ProblemException(Problem.Usage("Не сказано, куда писать: укажите Hub:Telling в настройках.", "It is not said where to write to: set Hub:Telling in the settings."));
        }

        using var http = Watch.Line();
        var sent = new List<(string, string?)>();
        foreach (var way in Watch.WaysOf(circle, http))
        {
            sent.Add((way.Name, await FaultOfAsync(way, letter, ct) is { } fault ? session.Settings.Hidden.Hide(fault) : null));
        }

        return sent;
    }

    private static async Task<string?> FaultOfAsync(IWay way, Letter letter, CancellationToken ct)
    {
        try
        {
            await way.SendAsync(letter, ct);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return e.Message;
        }
    }

    private static void Print(Screen screen, Letter letter, IReadOnlyList<Cause> causes, List<(string Name, string? Fault)> sent)
    {
        screen.Line(letter.Subject);
        screen.Line();
        screen.Line(letter.Text);
        foreach (var cause in causes)
        {
            screen.Line($"! {screen.In(cause.Words)}");
        }

        foreach (var (name, fault) in sent)
        {
            screen.Line(fault is null ? new Words($"Отправлено: {name}", $"Sent: {name}") : new Words($"Не ушло: {name}. {fault}", $"It did not leave: {name}. {fault}"));
        }
    }
}
