using System.CommandLine;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub answer N ANSWER: what a person decided about a question; no later run undoes it.</summary>
internal sealed class AnswerVerb() : Verb("answer", new Words("ответить на вопрос", "answer a question"))
{
    private readonly Argument<long> _number = new("N");
    private readonly Argument<string> _answer = new("ANSWER");
    private readonly ByOption _by = new();

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_number, new("номер вопроса, см. hub questions", "number of the question, see hub questions")),
        (_answer, new(
            "theirs, ours, value=…, link=ID, new, skip, retry или approve: смотря о чём вопрос",
            "theirs, ours, value=…, link=ID, new, skip, retry or approve: it depends on the question")),
        _by.Symbol,
    ];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var (number, answer, person) = (parse.GetValue(_number), parse.GetValue(_answer)!.Trim(), _by.Of(parse));
        var database = await session.OpenForReadingAsync(ct);
        using var reading = database.ConnectToRead();
        using var db = database.Connect();
        var answering = new Answering(session, db, reading, person);

        var (question, done) = db.AsOne(() =>
        {
            var open = Open(session, new QuestionStore(db).Find(number), number);
            return (open, answering.Carry(open, answer));
        });

        return session.Screen.IsJson ? Answer(session, question, answer, person, done) : Print(session.Screen, done);
    }

    private static Question Open(Session session, Question? question, long number) => question switch
    {
        null => throw new ProblemException(Problem.Usage(
            $"Вопроса № {number} нет: или не было, или он отпал сам. Открытые: hub questions.",
            $"There is no question {number}: there never was, or it answered itself. Open ones: hub questions.")),
        { IsOpen: false } => throw new ProblemException(Closed(session, question)),
        _ => question,
    };

    private static Problem Closed(Session session, Question question)
    {
        var when = question.AnsweredAt is { } at ? session.Local(at) : "?";
        return Problem.Usage(
            $"На вопрос № {question.Id} уже ответил {question.AnsweredBy ?? "хаб"}, {when}: «{question.Answer}».",
            $"Question {question.Id} was answered already by {question.AnsweredBy ?? "the hub"}, {when}: '{question.Answer}'.");
    }

    private static ExitCode Print(Screen screen, Words done)
    {
        screen.Line(done);
        return ExitCode.Done;
    }

    private static ExitCode Answer(Session session, Question question, string answer, string person, Words done)
    {
        using var json = new JsonAnswer(session.Screen.Out, "answer");
        json.Add("question", question.Id);
        json.Add("kind", question.Kind);
        json.Add("answer", answer);
        json.Add("answeredBy", person);
        json.Add("answeredAt", session.Now);
        json.Add("text", done);
        return json.Finish(ExitCode.Done);
    }
}
