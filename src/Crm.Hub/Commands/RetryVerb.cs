using System.CommandLine;
using Crm.Connect;
using Crm.Core.Editing;
using Crm.Core.Mappings;
using Crm.Core.Storage;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub retry [N…]: tries now what is held back, without waiting for a delivery.</summary>
internal sealed class RetryVerb() : Verb("retry", new Words(
    "попробовать отложенное сейчас (всё или по вопросам с этими номерами)", "try now what is held back (all, or what these questions are about)"))
{
    private readonly Argument<long[]> _numbers = new("N") { Arity = ArgumentArity.ZeroOrMore };

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
        [(_numbers, new("номера вопросов; и отвеченных, и пропущенных", "numbers of questions, answered and skipped ones too"))];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var database = await session.OpenForReadingAsync(ct);
        var connections = Mark(session, database, parse.GetValue(_numbers) ?? []);
        var shelf = new MappingShelf(session);
        var walks = new List<FlowWalk>();

        foreach (var flow in session.Settings.Flows.Where(flow => flow.Direction != Direction.Out && connections.Contains(flow.Connection.Name)))
        {
            var walk = await FlowWalk.RunAsync(session, shelf, Task.FromResult(database), flow, onlyHeld: true, ct);
            walks.Add(walk);
            walk.Print(session.Screen);
        }

        if (walks.Count == 0)
        {
            session.Screen.Line("Пробовать нечего: ничего не отложено.", "There is nothing to try: nothing is held back.");
        }

        var exit = ExitCodes.Gravest(walks.Select(walk => walk.Exit));
        return session.Screen.IsJson ? Answer(session, walks, exit) : exit;
    }

    // Marked before the runs: whoever holds the lease meanwhile may take it up as well.
    private static HashSet<string> Mark(Session session, HubDatabase database, long[] numbers)
    {
        using var db = database.Connect();
        return db.AsOne(() => numbers.Length > 0
            ? numbers.Select(number => Mark(session, db, number)).ToHashSet(StringComparer.Ordinal)
            : session.Settings.Connections.Select(connection => connection.Name)
                .Where(connection => new HistoryStore(db).TryAllAgain(connection) > 0)
                .ToHashSet(StringComparer.Ordinal));
    }

    private static string Mark(Session session, DbSession db, long number)
    {
        var question = new QuestionStore(db).Find(number);
        var about = question is null ? null : HeldQuestion.Read(question);
        var held = about is null ? [] : new HeldAnswer(db, session.Around.Clock).Held(about);
        if (held.Count == 0)
        {
            throw new ProblemException(Problem.Usage(
                $"По вопросу № {number} ничего не отложено: пробовать нечего. См. hub questions.",
                $"Nothing is held back about question {number}: there is nothing to try. See hub questions."));
        }

        foreach (var one in held)
        {
            new HistoryStore(db).TryAgain(one.Id);
        }

        return about!.External.Connection;
    }

    private static ExitCode Answer(Session session, List<FlowWalk> walks, ExitCode exit)
    {
        using var answer = new JsonAnswer(session.Screen.Out, "retry");
        answer.Add("flows", walks.Select(FlowWalk.Shape));
        return answer.Finish(exit);
    }
}
