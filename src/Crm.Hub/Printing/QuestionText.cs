using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Hub.Commands;
using Crm.Hub.Reading;

namespace Crm.Hub.Printing;

/// <summary>Questions for a person: in short, and one with its whole story.</summary>
internal sealed class QuestionText(Session session, RowNames names)
{
    private readonly Screen _screen = session.Screen;
    private readonly SaidWords _words = new(session.Screen, names);

    /// <summary>A few of each cause; nobody reads a thousand.</summary>
    public void Print(QuestionGroup group, int few)
    {
        var about = string.Join(' ', new[] { group.Row is { } kind ? KindWords.CommandWord(kind) + (group.Field is { } field ? "." + field : "") : null, group.Connection }.OfType<string>());
        _screen.Line($"{ChoiceWords.Of(_screen, group.Kind.ToString())} · {about}: {_screen.Count(group.Questions.Count)}");
        foreach (var question in group.Questions.Take(few))
        {
            Print(question, JsonSerializer.Deserialize<JsonElement>(question.Detail));
            foreach (var (word, id) in QuestionStory.RowsOf(JsonSerializer.Deserialize<JsonElement>(question.Detail)))
            {
                _screen.Line($"  - {KindWords.CommandWord(word)}/{id}  {names.Of(word, id)}");
            }
        }

        if (group.Questions.Count > few)
        {
            var more = _screen.Count(group.Questions.Count - few);
            _screen.Line($"  … и ещё {more}: hub questions --limit N или --json", $"  … and {more} more: hub questions --limit N or --json");
        }

        var choices = string.Join(" | ", Answering.Choices(group.Kind));
        _screen.Line($"  ответить: hub answer N {choices}", $"  to answer: hub answer N {choices}");
        _screen.Line();
    }

    public void Print(QuestionStory story)
    {
        Print(story.Question, story.Detail);
        if (story.Question.Kind == QuestionKind.Clash)
        {
            PrintClash(story);
        }

        foreach (var candidate in story.Candidates)
        {
            _screen.Line($"  - {KindWords.CommandWord(candidate.Kind)}/{candidate.Id}  {candidate.Name}");
            _screen.Line("    " + string.Join(", ", candidate.Keys.Select(key => $"{FieldWords.Of(_screen, key.Field)} {key.Value}")));
            foreach (var link in candidate.Links)
            {
                _screen.Line($"    = {link.Kind} {link.Id} ({link.Connection})");
            }
        }

        PrintHeld(story.Held);
        var choices = string.Join(" | ", Answering.Choices(story.Question.Kind));
        if (story.Question.IsOpen)
        {
            _screen.Line($"  ответить: hub answer {story.Question.Id} {choices}", $"  to answer: hub answer {story.Question.Id} {choices}");
        }
    }

    private void Print(Question question, JsonElement detail)
    {
        _screen.Line(
            $"№ {question.Id} ({ChoiceWords.Of(_screen, question.Kind.ToString())}), {session.Local(question.AskedAt)}, запуск {question.RunId}",
            $"No. {question.Id} ({question.Kind}), {session.Local(question.AskedAt)}, run {question.RunId}");
        _screen.Line("  " + _screen.In(WordsJson.Read(question.Text)));
        if (SubjectOf(detail) is { } subject)
        {
            _screen.Line($"  о чём: {subject}", $"  about: {subject}");
        }

        if (!question.IsOpen)
        {
            var when = question.AnsweredAt is { } at ? session.Local(at) : "";
            _screen.Line($"  отвечен: {question.Answer}, {question.AnsweredBy}, {when}", $"  answered: {question.Answer}, {question.AnsweredBy}, {when}");
        }
    }

    private void PrintClash(QuestionStory story)
    {
        var field = EntityKind.Find(Text(story.Detail, "kind")!)?.Field(Text(story.Detail, "field")!);
        string Shown(string name) => field is not null && story.Detail.GetProperty(name) is var value && value.ValueKind != JsonValueKind.Object
            ? _words.Value(field, value)
            : story.Detail.GetProperty(name).GetRawText();

        _screen.Line($"  было согласовано: {Shown("agreed")}", $"  agreed: {Shown("agreed")}");
        _screen.Line($"  у нас: {Shown("ours")}", $"  ours: {Shown("ours")}");
        foreach (var said in story.Ours.Take(1))
        {
            var who = said.Person ?? said.Place?.ToString() ?? said.Delivery;
            _screen.Line(
                $"    {session.Local(said.At)} ({_words.Decision(said.Decision)}) {who}, строка журнала {said.Line}",
                $"    {session.Local(said.At)} ({_words.Decision(said.Decision)}) {who}, line {said.Line} of the journal");
        }

        _screen.Line($"  у них: {Shown("theirs")} ({Text(story.Detail, "place")})", $"  theirs: {Shown("theirs")} ({Text(story.Detail, "place")})");
    }

    private void PrintHeld(Fields? held)
    {
        if (held is null)
        {
            return;
        }

        _screen.Line("  запись, как она пришла:", "  the record as it came:");
        foreach (var (name, value) in held)
        {
            _screen.Line($"    {name}: {(value is string text ? text : value is null ? "" : FieldsJson.Write(Fields.Of((name, value))))}");
        }
    }

    // The object over there and where it was read, or the delivery that was stopped.
    private static string? SubjectOf(JsonElement detail)
    {
        var place = Text(detail, "file") is { Length: > 0 } file ? $" ({new Place(file, detail.GetProperty("line").GetInt64())})" : "";
        return Text(detail, "external") is { } external ? external + place : Text(detail, "delivery");
    }

    private static string? Text(JsonElement detail, string name) =>
        detail.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
