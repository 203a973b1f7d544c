using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>Takes up again what was held back and can go on: changes whose missing object has come, links whose target is here.</summary>
internal sealed class HeldWalk(RunContext run, DbSession db, Commits commits)
{
    private const int AtOnce = 2_000;

    private readonly HistoryStore _history = new(db);
    private readonly HeldQuestions _questions = new(db);

    /// <summary>Goes on with everything that can; each round may free the next.</summary>
    public void GoOn(CancellationToken ct)
    {
        while (GoOnOnce(ct))
        {
        }

        var filled = 1;
        while (filled > 0 && _history.HasWaits())
        {
            commits.InTransaction(() => filled = commits.Work.EndWaits(AtOnce), ct);
        }
    }

    /// <summary>The end of a run: asks of what waits for a person, takes back what nobody need decide any more, and counts.</summary>
    public void Close(CancellationToken ct)
    {
        if (_questions.AreNeeded())
        {
            var asked = 0;
            commits.InTransaction(() => asked = _questions.Ask(run.Flow.Connection, run.RunId, run.Now), ct);
            run.Numbers.QuestionsAsked += asked;
        }

        Count();
    }

    /// <summary>Counts what is held back of this connection, whichever run began it.</summary>
    private void Count()
    {
        foreach (var (kind, state, count) in _history.CountHeld(run.Flow.Connection))
        {
            run.Numbers.Of(kind).SetHeld(state, count);
        }
    }

    /// <returns>Whether fewer are held than before.</returns>
    private bool GoOnOnce(CancellationToken ct)
    {
        var before = _history.HeldTotal();
        var after = 0L;

        while (before > 0 && GoingOn(after) is { Count: > 0 } held)
        {
            // Read again under the lock: a person may have answered meanwhile.
            commits.InTransaction(() => commits.Work.TakeHeld(held = GoingOn(after)), ct);
            after = held.Count > 0 ? held[^1].Id : after;
        }

        return _history.HeldTotal() < before;
    }

    private List<HeldChange> GoingOn(long after) => _history.HeldThatMayGoOn(run.Flow.Connection, run.MappingHash, after, AtOnce);
}
