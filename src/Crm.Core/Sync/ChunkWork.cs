using Crm.Core.Entities;
using Crm.Core.Money;
using Crm.Core.Outgoing;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>
/// Takes one chunk of changes from translation to the edge of its commit: what it writes, it writes in the transaction that
/// the caller opened and commits.
/// </summary>
internal sealed class ChunkWork(RunContext run, DbSession db, FingerprintStore fingerprints)
{
    private readonly RunNumbers _committed = run.Numbers;
    private readonly RunContext _run = run with { Numbers = new RunNumbers() };
    private readonly LinkStore _links = new(db);
    private readonly RowStore _rows = new(db);
    private readonly HistoryStore _history = new(db);
    private readonly QuestionStore _questions = new(db);
    private readonly OutboxStore _outbox = new(db);
    private readonly MemoryStore _memory = new(db, run.Flow.Name, run.MappingHash);
    private readonly Answered _answered = new(new QuestionStore(db));

    private readonly HashSet<long> _spokenOf = [];
    private readonly Dictionary<LinkRef, Guid> _seen = [];

    // Pieces of this delivery's past that are news again, scoped.
    private readonly HashSet<UInt128> _forgotten = [];

    // Null when this base is told nothing.
    private Confirmation? Confirmation => field ??= _run.Flow.Outward is null ? null : new Confirmation(_run, db);

    /// <summary>Chunks that were taken since the last commit.</summary>
    public int Uncommitted { get; private set; }

    /// <summary>What was taken is in the database, and counts.</summary>
    public void Committed()
    {
        _committed.Add(_run.Numbers);
        _run.Numbers.Clear();
        Uncommitted = 0;
    }

    /// <summary>Begins another delivery, or the same from its start: what was not committed is forgotten.</summary>
    public void Begin()
    {
        _forgotten.Clear();
        _seen.Clear();
        _links.Forget();
        _memory.Forget();
        _run.Numbers.Clear();
        Uncommitted = 0;
    }

    /// <exception cref="ReadAgainException">One of the pieces passed over is made news by the others; nothing may be committed.</exception>
    public void Take(Chunk chunk, long delivery)
    {
        Uncommitted++;
        var workspace = NewWorkspace();
        var output = NewOutput();
        var intake = new Intake(_run, _links, _history, _answered, output);

        new Applier(_run, workspace, _answered, output).Apply(intake.Take(chunk.Readings, delivery));
        Write(workspace, output);
        _forgotten.UnionWith(output.ForgetPieces());
        CheckPassedOver(chunk);

        Remember(chunk);
        chunk.Versions.ForEach(seen => _memory.Saw(seen.Kind, seen.Id, seen.Version));
    }

    private void Remember(Chunk chunk)
    {
        foreach (var piece in chunk.Pieces)
        {
            _spokenOf.Clear();
            if (piece.Collect(_spokenOf))
            {
                fingerprints.Remember(piece.Fingerprint, _spokenOf);
                _forgotten.Remove(fingerprints.Scope.Of(piece.Fingerprint));
            }
        }
    }

    /// <summary>
    /// The reader is ahead and passes over what was known then; and within a chunk, too, one piece may make news of another.
    /// </summary>
    /// <exception cref="ReadAgainException">It did.</exception>
    public void CheckPassedOver(Chunk chunk)
    {
        foreach (var piece in _forgotten.Where(chunk.PassedOver.Contains))
        {
            throw new ReadAgainException(piece);
        }
    }

    /// <summary>Takes up again what was held and may go on now.</summary>
    public void TakeHeld(IReadOnlyList<HeldChange> held)
    {
        var workspace = NewWorkspace();
        var output = NewOutput();
        var intake = new Intake(_run, _links, _history, _answered, output);

        new Applier(_run, workspace, _answered, output).Apply(intake.Take(held));
        Write(workspace, output);
        output.ForgetPieces();
    }

    /// <summary>Fills links whose targets have come.</summary>
    /// <returns>How many were filled.</returns>
    public int EndWaits(int limit)
    {
        var ended = _history.WaitsThatEnd(_run.Flow.Connection, limit);
        var workspace = NewWorkspace();
        var output = NewOutput();

        foreach (var (wait, target) in ended)
        {
            var table = KindTable.Of(wait.Kind);
            var path = wait.Field.Split('/');
            var state = workspace.Row(table, wait.EntityId, path.Length > 1 ? [path[0]] : []);

            if (Fill(table, state, path, target))
            {
                output.Fill(table, state.Row, wait, target);
            }

            _history.EndWait(wait.Id);
        }

        Write(workspace, output);
        return ended.Count;
    }

    // A row that a person or another base filled meanwhile is left as it is.
    private static bool Fill(KindTable table, RowState state, string[] path, Guid target)
    {
        if (path.Length == 1)
        {
            var at = table.Ordinal(path[0]);
            if (state.Row.Values[at] is not null)
            {
                return false;
            }

            state.Row.Values[at] = target;
            state.IsDirty = true;
            return true;
        }

        var rows = state.Row.Rows[path[0]];
        var no = int.Parse(path[1], System.Globalization.CultureInfo.InvariantCulture);
        var column = table.Rows[path[0]].Ordinal(path[2]);

        if (no >= rows.Count || rows[no][column] is not null)
        {
            return false;
        }

        var (changed, before) = state.DirtyRows.TryGetValue(path[0], out var dirty) ? dirty : ([], rows.Count);
        rows[no][column] = target;
        changed.Add(no);
        state.DirtyRows[path[0]] = (changed, before);
        state.IsDirty = true;
        return true;
    }

    private void Write(Workspace workspace, ChunkOutput output)
    {
        var settlement = new Settlement(db, _history, _rows, _run.Flow.Today);
        var payments = output.Touched[nameof(Payment)];
        var shipments = output.Touched[nameof(Shipment)];
        var invoices = settlement.InvoicesOf(payments, shipments);

        WriteRows(workspace);
        WriteLinks(workspace);
        output.Flush();
        if (Confirmation is { Awaits: true } confirmation)
        {
            confirmation.Note(workspace.Links);
        }

        invoices.UnionWith(settlement.InvoicesOf(payments, shipments));
        invoices.UnionWith(output.Touched[nameof(Invoice)]);
        _run.Numbers.StatusesChanged += settlement.Settle(invoices, _run.RunId, _run.Now);
    }

    private Workspace NewWorkspace() => new(_run.Flow.Connection, _links, _rows, _seen);

    private ChunkOutput NewOutput() => new(_run, _history, _questions, _outbox, fingerprints);

    private void WriteRows(Workspace workspace)
    {
        foreach (var (table, state) in workspace.Rows.Where(pair => pair.Row.IsDirty))
        {
            RowWriter.Write(_rows, table, state);
        }
    }

    private void WriteLinks(Workspace workspace)
    {
        var made = new List<LinkState>();
        foreach (var link in workspace.Links.Where(link => link.IsDirty))
        {
            if (link.Id == 0)
            {
                made.Add(link);
            }
            else
            {
                _links.Update(link.Id, link.Agreed.ToUtf8());
            }
        }

        foreach (var (link, id) in made.Zip(made.Count == 0 ? [] : _links.Numbers(made.Count)))
        {
            link.Id = id;
            _links.Insert(id, link.Source, link.ExternalId, link.EntityId, link.Agreed.ToUtf8());
        }
    }
}
