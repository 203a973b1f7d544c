using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>
/// The transactions of a run. Each ends with the lease renewed: when somebody else holds it by now, nothing of the transaction
/// is written.
/// </summary>
internal sealed class Commits(RunContext run, DbSession db, ChunkWork work, Upkeep upkeep, Boundary boundary, Func<bool> renewLease)
{
    public ChunkWork Work => work;

    /// <summary>Names a point at which the power may go.</summary>
    public void Reached(string point) => boundary(point);

    public void InTransaction(Action action, CancellationToken ct)
    {
        Begin(ct);
        action();
        Commit();
    }

    /// <exception cref="OperationCanceledException">The run is to stop; between two transactions is the place for it.</exception>
    public void Begin(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        db.Begin();
    }

    public void Commit()
    {
        if (!renewLease())
        {
            throw new InvalidOperationException($"the lease of '{run.Flow.Connection}' was taken over; nothing of this transaction was written");
        }

        boundary("before-commit");
        db.Commit();
        work.Committed();
        upkeep.AfterCommit();
        boundary("after-commit");
    }

    public void Rollback() => db.Rollback();
}
