using System.Collections.Concurrent;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Commands;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Schedule;

/// <summary>A bell that is to ring once.</summary>
/// <param name="Attempt">How often in a row the base was away before.</param>
internal sealed record NextBell(ConfiguredFlow Flow, DateTimeOffset At, int Attempt = 0);

/// <summary>
/// What is done when the bell of a flow rings: the flow is run, one at a time on a connection, and what follows from it is said. The
/// lease of the connection guards against runs of other processes.
/// </summary>
internal sealed class Shift(Session session, HubDatabase database)
{
    private static readonly TimeSpan Occupied = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (SemaphoreSlim Gate, Breaker Breaker)> _connections = new(StringComparer.Ordinal);

    private DateTimeOffset Now => session.Around.Clock.GetUtcNow();

    public BackupPlan Backup => session.Settings.Backup;

    /// <summary>Makes a backup as the settings say, and tells the log of it; whatever stands in its way does not keep flows from their time.</summary>
    public async Task BackUpAsync(CancellationToken ct)
    {
        try
        {
            var made = await new Keeping.Backup(session, database).MakeAsync(Backup.Folder, Backup.Keep, ct);
            session.Log.BackedUp(made.File, made.Bytes);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            session.Log.Failed(e, "backup");
            session.Log.Warn(session.Screen.In(HubProgram.Fault(session, e)));
        }
    }

    /// <summary>The flow of that name that runs by itself; null when the settings have none any more.</summary>
    public ConfiguredFlow? Find(string flow) => session.Settings.Flows.FirstOrDefault(one => one.Name == flow && one.Schedule is not null);

    /// <returns>The bells that are to ring because of this one.</returns>
    /// <exception cref="OperationCanceledException">The service stops; the run ended at its last commit.</exception>
    public async Task<IReadOnlyList<NextBell>> WorkAsync(ConfiguredFlow flow, int attempt, CancellationToken ct)
    {
        var (now, schedule) = (Now, flow.Schedule!);
        if (schedule.Opening(now) is var opening && opening > now)
        {
            return [new NextBell(flow, opening, attempt)];
        }

        if (schedule.Closing(now) is not { } closing)
        {
            return await InTurnAsync(flow, attempt, ct);
        }

        using var closed = new CancellationTokenSource(closing - now, session.Around.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(closed.Token, ct);
        try
        {
            return await InTurnAsync(flow, attempt, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            session.Log.Closed(flow.Name);
            return [new NextBell(flow, schedule.Opening(closing), attempt)];
        }
    }

    private async Task<IReadOnlyList<NextBell>> InTurnAsync(ConfiguredFlow flow, int attempt, CancellationToken ct)
    {
        var (connection, breaker) = _connections.GetOrAdd(flow.Connection.Name, _ => (new SemaphoreSlim(1), new Breaker(session.Around.Clock)));
        await connection.WaitAsync(ct);
        try
        {
            var began = Now;
            var (walk, rest) = await breaker.RunAsync(async inner => await RunAsync(flow, inner), ct);
            return walk is null ? Rest(flow, attempt, rest) : Follow(flow, attempt, Note(walk, began));
        }
        finally
        {
            connection.Release();
        }
    }

    private List<NextBell> Rest(ConfiguredFlow flow, int attempt, TimeSpan rest)
    {
        session.Log.Rests(flow.Name, flow.Connection.Name, rest);
        return [new NextBell(flow, Now + rest, attempt)];
    }

    // Mappings are read anew every time: what was corrected by day counts at night.
    private async Task<FlowWalk> RunAsync(ConfiguredFlow flow, CancellationToken ct)
    {
        try
        {
            return await FlowWalk.RunAsync(session, new MappingShelf(session), Task.FromResult(database), flow, onlyHeld: false, ct);
        }
        catch (ProblemException e)
        {
            return new FlowWalk(flow, null, e.Problems, null, ExitCode.Misconfigured);
        }
    }

    // Nobody reads at night what a verb would print; what did not even begin stands in the history all the same.
    private FlowWalk Note(FlowWalk walk, DateTimeOffset began)
    {
        if (walk is { Report: null, Exit: ExitCode.Misconfigured or ExitCode.Failed })
        {
            using var db = database.Connect();
            var outcome = walk.Exit == ExitCode.Failed ? RunOutcome.Failed : RunOutcome.Misconfigured;
            new RunStore(db).NotBegun(walk.Flow.Name, walk.Flow.Connection.Name, outcome, Why(walk), began.UtcDateTime, Now.UtcDateTime);
        }

        foreach (var problem in walk.Problems)
        {
            session.Log.Stands(walk.Flow.Name, Problems.Line(session.Screen, problem));
        }

        if ((walk.Fault ?? walk.Report?.Reason) is { } reason)
        {
            session.Log.Stands(walk.Flow.Name, session.Screen.In(reason));
        }

        session.Meter?.Note(walk);
        return walk;
    }

    // What a bug says may name a client: that stays in the log.
    private static Words? Why(FlowWalk walk) => walk.Problems.FirstOrDefault(problem => problem.IsError) is { } problem
        ? new Words($"{problem.Where}: {problem.Words.Ru}", $"{problem.Where}: {problem.Words.En}")
        : null;

    private List<NextBell> Follow(ConfiguredFlow flow, int attempt, FlowWalk walk) => walk.Exit switch
    {
        ExitCode.Done or ExitCode.DoneWithHeld => Released(flow),
        ExitCode.Unavailable when walk.Report is { RunId: 0 } => [new NextBell(flow, Now + Occupied, attempt)],
        ExitCode.Unavailable => [new NextBell(flow, Now + flow.Schedule!.Patience(attempt + 1), attempt + 1)],
        _ => [],
    };

    private List<NextBell> Released(ConfiguredFlow ended)
    {
        using var db = database.ConnectToRead();
        var (times, tonight) = (new RunTimes(db), (Now - FlowSchedule.OneNight).UtcDateTime);
        return
        [
            .. session.Settings.Flows
                .Where(flow => flow.Schedule?.After.Contains(ended.Name) == true && flow.Schedule.After.All(before => times.HasNewsOf(before, flow.Name, tonight)))
                .Select(flow => new NextBell(flow, Now)),
        ];
    }
}
