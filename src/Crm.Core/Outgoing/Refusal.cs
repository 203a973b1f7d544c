using Crm.Connect;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Outgoing;

/// <summary>What cannot be said, or is not taken, waits with its reason and becomes a question.</summary>
internal static class Refusal
{
    public static void Note(
        OutboxStore outbox, QuestionStore questions, RunContext run, long item, string kind, Guid row, Words reason)
    {
        outbox.Refuse(item, reason);
        var text = new Words(
            $"{kind} {row} не попал в «{run.Flow.Connection}». {reason.Ru}", $"{kind} {row} did not get to '{run.Flow.Connection}'. {reason.En}");
        var detail = FieldsJson.Write(Fields.Of(("kind", kind), ("row", row.ToString()), ("external", run.Flow.Connection)));

        if (questions.AskAgain(Key(run.Flow.Connection, row), QuestionKind.Refused, text, detail, run.RunId, run.Now))
        {
            run.Numbers.QuestionsAsked++;
        }
    }

    /// <summary>The base has it after all.</summary>
    public static void Withdraw(QuestionStore questions, string connection, Guid row)
    {
        foreach (var question in questions.Open(Key(connection, row)))
        {
            questions.Withdraw(question.Id);
        }
    }

    private static string Key(string connection, Guid row) => $"{QuestionKind.Refused}:{connection}:{row}";
}
