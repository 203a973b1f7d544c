using System.Data;
using Npgsql;

namespace Crm.Core.Storage.Postgres;

/// <summary>A session with PostgreSQL. What needs no answer waits for the next question or the commit and goes with it in one journey.</summary>
/// <remarks>
/// As with a SQLite file one transaction writes at a time: what it has read nobody changes before its end, two bases that bring one
/// client make no two rows of it, and nothing deadlocks. Readers never wait. Fetching, reading and translating go on beside each other.
/// </remarks>
internal sealed class PostgresSession(NpgsqlConnection connection) : DbSession
{
    private readonly PostgresQueue _queue = new(connection);
    private bool _inTransaction;
    private bool _lives;

    public override bool InTransaction => _inTransaction;

    // The lock of a table, not a number: it is let go with the transaction, and a hub in another schema has its own.
    public override void Begin()
    {
        Start("BEGIN");
        _queue.Add("LOCK TABLE Leases IN SHARE UPDATE EXCLUSIVE MODE", []);
    }

    public override void BeginReading() => Start("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");

    public override void Commit()
    {
        _queue.Add("COMMIT", []);
        _queue.Flush();
        _inTransaction = false;
    }

    public override void Rollback()
    {
        if (!_inTransaction)
        {
            return;
        }

        _inTransaction = false;
        _queue.Forget();

        // A connection that broke has nothing left to undo.
        if (connection.State == ConnectionState.Open)
        {
            _queue.Add("ROLLBACK", []);
            _queue.Flush();
        }
    }

    public override int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var batch = _queue.With(sql, values);
        batch.ExecuteNonQuery();
        return (int)batch.BatchCommands[^1].RecordsAffected;
    }

    public override void Write(string sql, params ReadOnlySpan<object?> values)
    {
        _queue.Add(sql, values);
        FlushAlone();
    }

    public override void Write(RowWrite write, params ReadOnlySpan<object?> values)
    {
        _queue.Add(write, values);
        FlushAlone();
    }

    public override IReadOnlyList<long> Numbers(string table, int count) => Query(
        "SELECT nextval(pg_get_serial_sequence($0, 'id')) FROM generate_series(1, $1)", row => row.GetInt64(0), PostgresText.Name(table), count);

    public override object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        using var batch = _queue.With(sql, values);
        using var reader = batch.ExecuteReader();
        return reader.Read() ? new PostgresRow(reader).Value(0) : null;
    }

    public override List<T> Query<T>(string sql, Func<DbRow, T> row, params ReadOnlySpan<object?> values)
    {
        var list = new List<T>();
        using var batch = _queue.With(sql, values);
        using var reader = batch.ExecuteReader();
        var here = new PostgresRow(reader);
        while (reader.Read())
        {
            list.Add(row(here));
        }

        return list;
    }

    // A server that knows little of a table would rather go through all of it: what stands behind an OFFSET is asked list by list.
    public override List<T> QueryEach<T>(string columns, string from, string where, Func<DbRow, T> row, IReadOnlyCollection<string[]> lists) =>
        Query($"SELECT e.* FROM lists($0) j CROSS JOIN LATERAL (SELECT {columns} FROM {from} WHERE {where} OFFSET 0) e", row, lists);

    public override bool[] AreKnown(IReadOnlyList<byte[]> pieces)
    {
        var known = Query(
            "SELECT Hash FROM Fingerprints WHERE Hash = ANY($0) GROUP BY Hash HAVING COUNT(*) = MAX(Of)",
            row => new Guid(row.GetBlob(0)), (object)pieces.ToArray()).ToHashSet();
        return [.. pieces.Select(piece => known.Contains(new Guid(piece)))];
    }

    public override void Live(string name)
    {
        Execute("SELECT pg_advisory_lock(hashtextextended($0, 0))", name);
        _lives = true;
    }

    // Taken for the length of the question.
    public override bool Lives(string name) => Scalar("SELECT pg_try_advisory_xact_lock(hashtextextended($0, 0))", name) is 0L;

    protected override void Dispose(bool disposing)
    {
        Rollback();
        if (_lives)
        {
            Die();
        }

        connection.Dispose();
    }

    // A connection that goes back into its pool would live on there; one that broke is dead already.
    private void Die()
    {
        try
        {
            Execute("SELECT pg_advisory_unlock_all()");
        }
        catch (Exception broken) when (broken is NpgsqlException or InvalidOperationException)
        {
            _lives = false;
        }
    }

    private void Start(string begin)
    {
        _queue.Add(begin, []);
        _inTransaction = true;
    }

    private void FlushAlone()
    {
        if (!_inTransaction)
        {
            _queue.Flush();
        }
    }
}
