using Crm.Connect;
using Crm.Core.Editing;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Hub.Printing;
using Crm.Hub.Reading;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>Carries an answer out, as the kind of the question allows.</summary>
/// <param name="db">In a transaction of the caller.</param>
/// <param name="reading">For finding rows.</param>
internal sealed class Answering(Session session, DbSession db, DbSession reading, string person)
{
    private readonly MappingShelf _shelf = new(session);
    private readonly RowFinder _finder = new(reading);
    private readonly RowNames _names = new(reading);

    /// <summary>The answers that a question of the kind has, as they are written.</summary>
    public static IReadOnlyList<string> Choices(QuestionKind kind) => kind switch
    {
        QuestionKind.Clash => ["theirs", "ours", "value=…"],
        QuestionKind.Ambiguous => ["link=ID", "new", "skip"],
        QuestionKind.Missing => ["link=ID", "skip"],
        QuestionKind.Rejected => ["value=…", "skip"],
        QuestionKind.Refused => ["retry", "skip"],
        _ => [ApprovalStore.Approve],
    };

    /// <returns>What was done, in words.</returns>
    /// <exception cref="ProblemException">The question has no such answer; nothing was written.</exception>
    public Words Carry(Question question, string answer)
    {
        var cut = answer.IndexOf('=', StringComparison.Ordinal);
        var (word, rest) = cut < 0 ? (answer, null) : (answer[..cut].Trim(), answer[(cut + 1)..]);
        return question.Kind switch
        {
            QuestionKind.Clash => Clash(question, word, rest),
            QuestionKind.Refused => Refused(question, word, rest),
            QuestionKind.Brake => Brake(question, word, rest),
            _ => Held(question, word, rest),
        };
    }

    private Words Clash(Question question, string word, string? rest)
    {
        var clash = ClashQuestion.Read(question) ?? throw Gone(question);
        var subscriptions = _shelf.Subscriptions();
        var clock = session.Around.Clock;
        var answers = new ClashAnswer(db, new RowEditor(db, subscriptions, clock, session.Settings.TimeZone), subscriptions, clock);
        switch (word, rest)
        {
            case ("theirs", null):
                answers.TakeTheirs(question, clash, person);
                return new Words("Взято их значение.", "Their value was taken.");
            case ("ours", null):
                answers.KeepOurs(question, clash, person);
                return new Words("Осталось наше значение; та база его услышит.", "Our value stays; that base is to hear it.");
            case ("value", { } text):
                var value = new TypedText(_finder, _names).Value(clash.Kind, clash.Field, text);
                answers.Give(question, clash, value, $"value={text}", person);
                return new Words($"Поле {clash.Field.Name} получило ваше значение.", $"The field {clash.Field.Name} has your value.");
            default:
                throw NoSuch(question, word, rest);
        }
    }

    private Words Held(Question question, string word, string? rest)
    {
        var about = HeldQuestion.Read(question) ?? throw Gone(question);
        var answers = new HeldAnswer(db, session.Around.Clock);
        switch (question.Kind, word, rest)
        {
            case (_, "skip", null):
                answers.Skip(question, about, person);
                return new Words(
                    "Пропущено: об этой записи не спросят, пока она не скажет что-нибудь другое. Вернуться к ней: hub retry " + question.Id,
                    "Skipped: nobody is asked about this record until it says something else. To take it up again: hub retry " + question.Id);
            case (QuestionKind.Ambiguous, "new", null):
                answers.MakeNew(question, about, person);
                return Next(question, "Это будет новая строка.", "It will be a row of its own.");
            case (QuestionKind.Ambiguous, "link", { } said):
                answers.Link(question, about, Living(about.Kind, said), $"link={said}", person);
                return Next(question, "Связано.", "Linked.");
            case (QuestionKind.Missing, "link", { } said):
                LinkMissing(answers, question, about, said);
                return Next(question, "Связано.", "Linked.");
            case (QuestionKind.Rejected, "value", { } text):
                answers.Give(question, about, Given(about, text), person);
                return Next(question, $"Поле {about.Field} получит ваше значение.", $"The field {about.Field} will have your value.");
            default:
                throw NoSuch(question, word, rest);
        }
    }

    private void LinkMissing(HeldAnswer answers, Question question, HeldQuestion about, string said)
    {
        if (about.Missing is not { } missing)
        {
            throw new ProblemException(Problem.Usage(
                $"Запись ждёт не другой объект, а собственное поле {about.Field}: связывать нечего. Остаётся дождаться её целиком или ответить skip.",
                $"The record waits for its own field {about.Field}, not for another object: there is nothing to link. Wait for it to come whole, or answer skip."));
        }

        var kind = EntityKind.Of(missing.Kind);
        var externalKinds = session.Settings.Flows
            .Where(flow => flow.Connection.Name == about.External.Connection)
            .SelectMany(flow => _shelf.Open(flow).Book?.Mappings ?? [])
            .Where(mapping => mapping.To == kind)
            .SelectMany(mapping => mapping.From)
            .Distinct()
            .ToList();
        answers.LinkMissing(question, about, Living(kind, said), externalKinds, $"link={said}", person);
    }

    private object Given(HeldQuestion about, string text)
    {
        if (about.Kind.Field(about.Field) is not { Type: not (FieldType.Link or FieldType.Rows) } field)
        {
            throw new ProblemException(Problem.Usage(
                $"{about.Field} стоит внутри таблицы или ссылается на другой объект: отсюда его не дать. Исправьте запись в той базе или ответьте skip.",
                $"{about.Field} stands in a table or points to another object: it cannot be given from here. Correct the record over there, or answer skip."));
        }

        return new TypedText(_finder, _names).Value(about.Kind, field, text) ?? throw new ProblemException(Problem.Usage(
            "После value= нужно значение.", "A value is needed after value=."));
    }

    private Guid Living(EntityKind kind, string said)
    {
        var row = MeantRow.OfKind(kind, said.Trim(), _finder, _names);
        return reading.Scalar($"SELECT 1 FROM \"{kind.Name}\" WHERE Id = $0 AND ArchivedAt IS NULL", row) is not null
            ? row
            : throw new ProblemException(Problem.Usage(
                $"{KindWords.CommandWord(kind.Name)}/{row} в архиве: связать можно только с живой строкой.",
                $"{KindWords.CommandWord(kind.Name)}/{row} is archived: only a living row can be linked."));
    }

    private Words Refused(Question question, string word, string? rest)
    {
        if (rest is not null || word is not ("retry" or "skip"))
        {
            throw NoSuch(question, word, rest);
        }

        new QuestionStore(db).Answer(question.Id, word, person, session.Now);
        if (word == "skip")
        {
            return new Words("Пропущено: та база услышит строку, когда она изменится.", "Skipped: that base hears of the row when it changes.");
        }

        new OutboxStore(db).Requeue(question, session.Now);
        return new Words("Отправится при следующем запуске.", "It goes with the next run.");
    }

    private Words Brake(Question question, string word, string? rest)
    {
        if ((word, rest) != (ApprovalStore.Approve, null))
        {
            throw NoSuch(question, word, rest);
        }

        new QuestionStore(db).Answer(question.Id, word, person, session.Now);
        return new Words(
            "Пройдёт при следующем запуске. Другое содержимое тормоза взвесят заново.",
            "It will pass in the next run. Other content will be weighed anew.");
    }

    private static Words Next(Question question, string ru, string en) => new(
        $"{ru} Применится при следующем запуске или сразу: hub retry {question.Id}", $"{en} Applied by the next run, or at once by hub retry {question.Id}");

    private static ProblemException NoSuch(Question question, string word, string? rest)
    {
        var choices = string.Join(", ", Choices(question.Kind));
        var said = rest is null ? word : $"{word}={rest}";
        return new ProblemException(Problem.Usage(
            $"На вопрос № {question.Id} так не отвечают: «{said}». Можно: {choices}.",
            $"'{said}' is no answer to question {question.Id}. There are: {choices}."));
    }

    private static ProblemException Gone(Question question) => new(Problem.Usage(
        $"Того, о чём вопрос № {question.Id}, в CRM больше нет.", $"What question {question.Id} is about is no longer in the CRM."));
}
