using Crm.Connect;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Outgoing;

/// <summary>What was handed over and never came back: said again after a while, and after some times of that, a question.</summary>
internal sealed class Unconfirmed(RunContext run, DbSession db)
{
    private readonly OutboxStore _outbox = new(db);
    private readonly QuestionStore _questions = new(db);

    /// <summary>Within a transaction of the caller.</summary>
    public void GoOn()
    {
        var before = run.Now - run.Flow.Patience.SendAgainAfter;
        foreach (var item in _outbox.Unheard(run.Flow.Connection, before, run.Flow.Patience.Attempts))
        {
            Refusal.Note(_outbox, _questions, run, item.Id, item.Kind, item.EntityId, new Words(
                $"Отправлено раз: {item.Attempts}, но подтверждения нет: документ не вернулся из базы. Проверьте, что база загружает файлы обмена.",
                $"Sent {item.Attempts} times and never confirmed: the document did not come back. See whether the base loads the exchange files."));
        }

        _outbox.SendAgain(run.Flow.Connection, before, run.Flow.Patience.Attempts);
    }
}
