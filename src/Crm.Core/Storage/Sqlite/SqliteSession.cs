using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crm.Core.Storage.Sqlite;

/// <summary>A session with the SQLite file. A statement is prepared once per session by its text.</summary>
/// <remarks>
/// It speaks to SQLite through the driver's own lower layer: ADO.NET looks every parameter up by its name at every execution,
/// which is most of the time of a short statement.
/// </remarks>
internal sealed class SqliteSession : DbSession
{
    private const int BusyMilliseconds = 60_000;

    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<RowWrite, SqliteStatement> _writes = new(ReferenceEqualityComparer.Instance);
    private readonly SqliteConnection _connection;
    private readonly sqlite3 _db;
    private readonly List<FileStream> _lives = [];

    /// <param name="connection">Open; the session disposes it.</param>
    public SqliteSession(SqliteConnection connection)
    {
        _connection = connection;
        _db = connection.Handle!;
        raw.sqlite3_busy_timeout(_db, BusyMilliseconds);
    }

    public override bool InTransaction => raw.sqlite3_get_autocommit(_db) == 0;

    public override void Begin() => Execute("BEGIN IMMEDIATE");

    public override void BeginReading() => Execute("BEGIN");

    public override void Commit() => Execute("COMMIT");

    public override void Rollback()
    {
        if (InTransaction)
        {
            Execute("ROLLBACK");
        }
    }

    public override int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        Run(Prepared(sql, values.Length), values);
        return raw.sqlite3_changes(_db);
    }

    public override void Write(string sql, params ReadOnlySpan<object?> values) => Run(Prepared(sql, values.Length), values);

    public override void Write(RowWrite write, params ReadOnlySpan<object?> values)
    {
        if (!_writes.TryGetValue(write, out var statement))
        {
            _writes.Add(write, statement = Prepared(SqliteText.Of(write), write.Columns.Length));
        }

        Run(statement, values);
    }

    // Within the transaction of the only writer, what follows the last number is free.
    public override IReadOnlyList<long> Numbers(string table, int count)
    {
        var last = Scalar("SELECT seq FROM sqlite_sequence WHERE name = $0", table) as long? ?? 0;
        return [.. Enumerable.Range(1, count).Select(step => last + step)];
    }

    /// <summary>Runs a text of many statements.</summary>
    public void ExecuteScript(string sql) => Check(raw.sqlite3_exec(_db, sql));

    public override object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        var statement = Bind(Prepared(sql, values.Length), values);
        var value = Step(statement) ? statement.Row.Value(0) : null;
        statement.Reset();
        return value;
    }

    public override List<T> Query<T>(string sql, Func<DbRow, T> row, params ReadOnlySpan<object?> values)
    {
        var list = new List<T>();
        var statement = Bind(Prepared(sql, values.Length), values);
        try
        {
            while (Step(statement))
            {
                list.Add(row(statement.Row));
            }
        }
        finally
        {
            statement.Reset();
        }

        return list;
    }

    // One short statement again and again is faster here than one over a list.
    public override List<T> QueryEach<T>(string columns, string from, string where, Func<DbRow, T> row, IReadOnlyCollection<string[]> lists) =>
        Query($"SELECT {columns} FROM lists($0) j CROSS JOIN {from} WHERE {where}", row, lists);

    public override bool[] AreKnown(IReadOnlyList<byte[]> pieces)
    {
        var statement = Prepared("SELECT COUNT(*) = MAX(Of) FROM Fingerprints WHERE Hash = $0", 1);
        var known = new bool[pieces.Count];
        for (var at = 0; at < known.Length; at++)
        {
            statement.BindBlob(0, pieces[at]);
            known[at] = Step(statement) && statement.Row.GetBoolean(0);
            statement.Reset();
        }

        return known;
    }

    public override void Live(string name) => _lives.Add(LifeFile.Hold(_connection.DataSource, name));

    public override bool Lives(string name) => LifeFile.IsHeld(_connection.DataSource, name);

    protected override void Dispose(bool disposing)
    {
        foreach (var statement in _statements.Values)
        {
            statement.Handle.Dispose();
        }

        _connection.Dispose();
        _lives.ForEach(life => life.Dispose());
    }

    private void Run(SqliteStatement statement, ReadOnlySpan<object?> values)
    {
        Bind(statement, values);
        while (Step(statement))
        {
        }

        statement.Reset();
    }

    private static SqliteStatement Bind(SqliteStatement statement, ReadOnlySpan<object?> values)
    {
        for (var at = 0; at < values.Length; at++)
        {
            statement.Bind(at, values[at]);
        }

        return statement;
    }

    private SqliteStatement Prepared(string sql, int parameters)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v3(_db, SqliteText.Of(sql), raw.SQLITE_PREPARE_PERSISTENT, out var handle));
            _statements.Add(sql, statement = new SqliteStatement(handle, parameters));
        }

        return statement;
    }

    private bool Step(SqliteStatement statement)
    {
        var code = raw.sqlite3_step(statement.Handle);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return code == raw.SQLITE_ROW;
        }

        statement.Reset();
        Check(code);
        return false;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw new SqliteException(
                raw.sqlite3_errmsg(_db).utf8_to_string(), code & 0xff, raw.sqlite3_extended_errcode(_db));
        }
    }
}
