using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>Takes up again what was held back and can go on: changes whose missing object has come, links whose target is here.</summary>
internal sealed class HeldWalk(RunContext run, DbSession db, Commits commits)
{
    private const int AtOnce = 2_000;

    private readonly HistoryStore _history = new(db);

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

    /// <summary>Counts what is held back of this connection, whichever run began it.</summary>
    public void Count()
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

        while (before > 0 && _history.HeldThatMayGoOn(run.Flow.Connection, run.MappingHash, after, AtOnce) is { Count: > 0 } held)
        {
            commits.InTransaction(() => commits.Work.TakeHeld(held), ct);
            after = held[^1].Id;
        }

        return _history.HeldTotal() < before;
    }
}
