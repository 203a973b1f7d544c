using Crm.Connect;
using Crm.Core.Outgoing;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>
/// One walk of a flow under one lease. In: one delivery after another through the rooms, always forward: receive, weigh, then
/// chunk by chunk translate, match, decide, apply, and only after the last commit acknowledge. Out: collect, translate, send, confirm.
/// </summary>
public sealed class Corridor(HubDatabase database, Archive archive, TimeProvider clock, Boundary? boundary = null)
{
    private const int WriterCacheMegabytes = 32;

    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Runs a flow once. May be called again after any interruption: what was committed is found again by its fingerprints,
    /// what was not is taken again.
    /// </summary>
    /// <exception cref="OperationCanceledException">Stopped between two chunks; the next run goes on.</exception>
    public async Task<RunReport> RunAsync(Flow flow, IChannel channel, IProgress<RunProgress>? progress, CancellationToken ct)
    {
        using var db = database.Connect(WriterCacheMegabytes);
        await using var upkeep = database.Tend(db);
        var started = clock.GetTimestamp();
        var runs = new RunStore(db);
        var holder = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.CreateVersion7(clock.GetUtcNow()):N}";

        db.Live(holder);
        if (runs.TakeLease(flow.Connection, holder, Now, Now + LeaseTime) is not { } fence)
        {
            return new RunReport(0, flow.Name, flow.Connection, RunOutcome.Unavailable, new(), TimeSpan.Zero, [], Busy(flow));
        }

        var hash = flow.Mappings.HashText;
        var changed = runs.Snapshot(flow.Name, flow.Connection, hash, flow.Mappings.Texts);
        var run = new RunContext(runs.Open(flow.Name, flow.Connection, hash, Now), flow, hash, new RunNumbers(), clock, new RowKeys(flow.Mappings));
        var work = new ChunkWork(run, db, new FingerprintStore(db, run.Scope));
        var commits = new Commits(run, db, work, upkeep, boundary ?? (_ => { }), () => runs.RenewLease(flow.Connection, fence, Now + LeaseTime));
        var walk = new CorridorWalk(run, database, db, archive, channel, commits, progress);
        var (outcome, reason) = (RunOutcome.Failed, (Words?)null);
        using var span = Spans.Run(flow);

        try
        {
            boundary?.Invoke("opened");
            if (changed)
            {
                commits.InTransaction(() => runs.ForgetFingerprints(flow.Connection), ct);
            }

            await WalkAsync(flow, walk, channel, new Dispatch(run, db, channel, commits), ct);
            Thin(flow, new ArchiveThinning(db, archive), commits, ct);
            outcome = OutcomeOf(run.Numbers, flow);
        }
        catch (ConnectorException e)
        {
            (outcome, reason) = (OutcomeOf(e.Trouble), e.Words);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            outcome = RunOutcome.Interrupted;
            throw;
        }
        catch (Exception e) when (DiskTrouble.Of(e, archive.Folder) is var (trouble, words))
        {
            (outcome, reason) = (OutcomeOf(trouble), words);
        }
        finally
        {
            db.Rollback();
            runs.Close(run.RunId, outcome, run.Numbers.ToJson(), reason, Now);
            runs.ReturnLease(flow.Connection, fence, Now);
            Spans.Close(span, run.RunId, outcome);
        }

        boundary?.Invoke("closed");
        return new RunReport(run.RunId, flow.Name, flow.Connection, outcome, run.Numbers, clock.GetElapsedTime(started), walk.Notes, reason);
    }

    private static async Task WalkAsync(Flow flow, CorridorWalk walk, IChannel channel, Dispatch dispatch, CancellationToken ct)
    {
        if (flow.OnlyHeld)
        {
            walk.TakeHeld(ct);
            return;
        }

        using (Spans.Begin("check"))
        {
            await channel.CheckAsync(ct);
        }

        await dispatch.SettleAsync(ct);
        if (flow.Receives)
        {
            await walk.TakeAllAsync(ct);
        }

        if (flow.Sends && flow.Outward is not null)
        {
            await dispatch.SendAllAsync(ct);
        }
    }

    private void Thin(Flow flow, ArchiveThinning thinning, Commits commits, CancellationToken ct)
    {
        if (flow.KeepsRawFiles is { } keeps && thinning.Find(flow.Connection, Now - keeps) is { Count: > 0 } old)
        {
            commits.InTransaction(() => thinning.Delete(old), ct);
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static RunOutcome OutcomeOf(RunNumbers numbers, Flow flow) => numbers switch
    {
        { DeliveriesStopped: > 0 } => RunOutcome.Stopped,
        { DeliveriesPutAside: > 0 } or { DeliveriesRefused: > 0 } or { HeldAnything: true } => RunOutcome.DoneWithHeld,
        _ when flow.IsPartial => RunOutcome.DoneWithHeld,
        _ => RunOutcome.Done,
    };

    private static RunOutcome OutcomeOf(Trouble trouble) => trouble switch
    {
        Trouble.Unavailable => RunOutcome.Unavailable,
        Trouble.Misconfigured => RunOutcome.Misconfigured,
        _ => RunOutcome.Failed,
    };

    private static Words Busy(Flow flow) => new(
        $"С соединением «{flow.Connection}» уже работает другой запуск. Дождитесь его конца; погибший освобождает место сам, не позже чем через {LeaseTime.TotalMinutes:0} минут.",
        $"Another run works on the connection '{flow.Connection}'. Wait for its end; one that died makes room by itself, within {LeaseTime.TotalMinutes:0} minutes at most.");
}
