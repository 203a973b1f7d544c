using System.CommandLine;
using System.Text.Json;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Printing;
using Crm.Hub.Reading;

namespace Crm.Hub.Commands;

/// <summary>hub questions: what only a person may decide.</summary>
internal sealed class QuestionsVerb() : Verb("questions", new Words("вопросы, на которые может ответить только человек", "questions that only a person can answer"))
{
    private const int DefaultLimit = 50;

    private readonly Option<bool> _all = new("--all");
    private readonly Option<int> _limit = new("--limit") { HelpName = "N", DefaultValueFactory = _ => DefaultLimit };

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_all, new("и отвеченные", "answered ones, too")),
        (_limit, new($"не больше стольких (обычно {DefaultLimit})", $"at most so many ({DefaultLimit} by default)")),
    ];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var database = await session.OpenForReadingAsync(ct);
        using var db = ReadSession.Open(database);
        var questions = new Standing(db).Questions(parse.GetValue(_all), Math.Max(1, parse.GetValue(_limit)));
        var names = new RowNames(db);

        if (session.Screen.IsJson)
        {
            return Answer(session.Screen, questions, names);
        }

        Print(session, questions, names);
        return ExitCode.Done;
    }

    private static void Print(Session session, List<Question> questions, RowNames names)
    {
        var screen = session.Screen;
        if (questions.Count == 0)
        {
            screen.Line("Вопросов нет.", "There are no questions.");
        }

        foreach (var question in questions)
        {
            var closed = question.IsOpen ? "" : screen.In(", отвечен", ", answered");
            screen.Line(
                $"№ {question.Id} ({ChoiceWords.Of(screen, question.Kind.ToString())}{closed}), {session.Local(question.AskedAt)}, запуск {question.RunId}",
                $"No. {question.Id} ({question.Kind}{closed}), {session.Local(question.AskedAt)}, run {question.RunId}");
            screen.Line("  " + screen.In(WordsJson.Read(question.Text)));
            if (SubjectOf(question) is { } subject)
            {
                screen.Line($"  о чём: {subject}", $"  about: {subject}");
            }

            foreach (var (kind, id, name) in CandidatesOf(question, names))
            {
                screen.Line($"  - {KindWords.CommandWord(kind)}/{id}  {name}");
            }

            screen.Line();
        }
    }

    private static ExitCode Answer(Screen screen, List<Question> questions, RowNames names)
    {
        using var answer = new JsonAnswer(screen.Out, "questions");
        answer.Add("questions", questions.Select(question => new
        {
            id = question.Id,
            kind = question.Kind,
            open = question.IsOpen,
            askedAt = question.AskedAt,
            run = question.RunId,
            text = WordsJson.Read(question.Text),
            candidates = CandidatesOf(question, names).Select(row => new { kind = row.Kind, id = row.Id, name = row.Name }),
            detail = JsonSerializer.Deserialize<JsonElement>(question.Detail),
        }));
        return answer.Finish(ExitCode.Done);
    }

    // The object over there, or the delivery that was stopped.
    private static string? SubjectOf(Question question)
    {
        using var detail = JsonDocument.Parse(question.Detail);
        return detail.RootElement.TryGetProperty("external", out var external) ? external.GetString()
            : detail.RootElement.TryGetProperty("delivery", out var delivery) ? delivery.GetString() : null;
    }

    private static List<(string Kind, Guid Id, string? Name)> CandidatesOf(Question question, RowNames names)
    {
        using var detail = JsonDocument.Parse(question.Detail);
        var root = detail.RootElement;
        if (!root.TryGetProperty("kind", out var kind) || kind.GetString() is not { } word)
        {
            return [];
        }

        var ids = root.TryGetProperty("candidates", out var candidates)
            ? candidates.EnumerateArray().Select(id => id.GetGuid())
            : root.TryGetProperty("row", out var row) ? [row.GetGuid()] : [];
        return [.. ids.Select(id => (word, id, names.Of(word, id)))];
    }
}
