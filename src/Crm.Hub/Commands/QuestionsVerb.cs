using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Printing;
using Crm.Hub.Reading;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub questions: what only a person may decide, a few of each cause; hub questions show N: one with its whole story.</summary>
internal sealed class QuestionsVerb() : Verb("questions", new Words("вопросы, на которые может ответить только человек", "questions that only a person can answer"))
{
    private const int Few = 3;

    private readonly Argument<string[]> _show = new("show N") { Arity = new ArgumentArity(0, 2) };
    private readonly Option<bool> _all = new("--all");
    private readonly Option<int?> _limit = new("--limit") { HelpName = "N" };

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_show, new("один вопрос со всей его историей", "one question with its whole story")),
        (_all, new("и отвеченные", "answered ones, too")),
        (_limit, new($"не больше стольких по каждой причине (обычно {Few}; в JSON — все)", $"at most so many of each cause ({Few} by default; in JSON all)")),
    ];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var database = await session.OpenForReadingAsync(ct);
        using var db = database.ConnectToRead();
        var names = new RowNames(db);
        var text = new QuestionText(session, names);
        if (NumberOf(parse.GetValue(_show) ?? []) is { } number)
        {
            var story = QuestionStory.Read(db, Find(db, number), names);
            return session.Screen.IsJson ? Answer(session.Screen, story, names) : Print(text, story);
        }

        var groups = QuestionGroup.Of(new Standing(db).Questions(parse.GetValue(_all)));
        var limit = parse.GetValue(_limit) is { } said ? Math.Max(1, said) : session.Screen.IsJson ? int.MaxValue : Few;
        return session.Screen.IsJson ? Answer(session.Screen, groups, limit, names) : Print(session.Screen, text, groups, limit);
    }

    private static long? NumberOf(string[] words) => words switch
    {
        [] => null,
        ["show", var word] when long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new ProblemException(Problem.Usage(
            $"«{string.Join(' ', words)}» не понято: hub questions или hub questions show N.",
            $"'{string.Join(' ', words)}' is not understood: hub questions, or hub questions show N.")),
    };

    private static Question Find(DbSession db, long number) => new QuestionStore(db).Find(number) ?? throw new ProblemException(Problem.Usage(
        $"Вопроса № {number} нет: или не было, или он отпал сам.", $"There is no question {number}: there never was, or it answered itself."));

    private static ExitCode Print(Screen screen, QuestionText text, IReadOnlyList<QuestionGroup> groups, int limit)
    {
        if (groups.Count == 0)
        {
            screen.Line("Вопросов нет.", "There are no questions.");
        }

        foreach (var group in groups)
        {
            text.Print(group, limit);
        }

        return ExitCode.Done;
    }

    private static ExitCode Print(QuestionText text, QuestionStory story)
    {
        text.Print(story);
        return ExitCode.Done;
    }

    private static ExitCode Answer(Screen screen, IReadOnlyList<QuestionGroup> groups, int limit, RowNames names)
    {
        using var answer = new JsonAnswer(screen.Out, "questions");
        answer.Add("questions", groups.SelectMany(group => group.Questions.Take(limit)).OrderByDescending(question => question.Id).Select(question => Shape(question, names)));
        return answer.Finish(ExitCode.Done);
    }

    private static ExitCode Answer(Screen screen, QuestionStory story, RowNames names)
    {
        using var answer = new JsonAnswer(screen.Out, "questions");
        answer.Add("question", Shape(story.Question, names));
        answer.Add("candidates", story.Candidates.Select(row => new
        {
            kind = row.Kind,
            id = row.Id,
            name = row.Name,
            keys = row.Keys.ToDictionary(key => key.Field, key => key.Value),
            links = row.Links,
        }));
        answer.Add("ours", story.Ours.Select(said => new { line = said.Line, at = said.At, decision = said.Decision, person = said.Person, run = said.RunId, place = said.Place?.ToString() }));
        answer.Add("record", story.Held is { } held ? JsonSerializer.Deserialize<JsonElement>(FieldsJson.Write(held)) : null);
        answer.Add("answers", Answering.Choices(story.Question.Kind));
        return answer.Finish(ExitCode.Done);
    }

    private static object Shape(Question question, RowNames names)
    {
        var detail = JsonSerializer.Deserialize<JsonElement>(question.Detail);
        return new
        {
            id = question.Id,
            kind = question.Kind,
            open = question.IsOpen,
            askedAt = question.AskedAt,
            run = question.RunId,
            text = WordsJson.Read(question.Text),
            candidates = QuestionStory.RowsOf(detail).Select(row => new { kind = row.Kind, id = row.Id, name = names.Of(row.Kind, row.Id) }),
            detail,
            answer = question.Answer,
            answeredBy = question.AnsweredBy,
            answeredAt = question.AnsweredAt,
        };
    }
}
