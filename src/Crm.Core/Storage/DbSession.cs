using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crm.Core.Storage;

/// <summary>
/// One open connection with its prepared statements. A statement is prepared once per session by its text and its
/// parameters are named $0, $1, … Not thread-safe.
/// </summary>
/// <remarks>
/// It speaks to SQLite through the driver's own lower layer: ADO.NET looks every parameter up by its name at every execution,
/// which is most of the time of a short statement.
/// </remarks>
public sealed class DbSession : IDisposable
{
    private const int BusyMilliseconds = 60_000;

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly SqliteConnection _connection;
    private readonly sqlite3 _db;

    /// <param name="connection">Open; the session disposes it.</param>
    public DbSession(SqliteConnection connection)
    {
        _connection = connection;
        _db = connection.Handle!;
        raw.sqlite3_busy_timeout(_db, BusyMilliseconds);
    }

    public bool InTransaction => raw.sqlite3_get_autocommit(_db) == 0;

    /// <summary>Starts a transaction that holds the write lock from its beginning, so that two writers never deadlock.</summary>
    public void Begin() => Execute("BEGIN IMMEDIATE");

    /// <summary>Holds one snapshot for what is read until the end of the transaction.</summary>
    public void BeginReading() => Execute("BEGIN");

    public void Commit() => Execute("COMMIT");

    /// <summary>Undoes what was not committed; harmless when there is no transaction.</summary>
    public void Rollback()
    {
        if (InTransaction)
        {
            Execute("ROLLBACK");
        }
    }

    /// <summary>Does it whole or not at all.</summary>
    public T AsOne<T>(Func<T> deed)
    {
        Begin();
        try
        {
            var done = deed();
            Commit();
            return done;
        }
        finally
        {
            Rollback();
        }
    }

    /// <returns>How many rows were changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        var statement = Bind(sql, values);
        while (Step(statement))
        {
        }

        statement.Reset();
        return raw.sqlite3_changes(_db);
    }

    /// <summary>Runs a text of many statements.</summary>
    public void ExecuteScript(string sql) => Check(raw.sqlite3_exec(_db, sql));

    /// <returns>The number that the database gave to the new row.</returns>
    public long Insert(string sql, params ReadOnlySpan<object?> values)
    {
        Execute(sql, values);
        return raw.sqlite3_last_insert_rowid(_db);
    }

    /// <summary>The first value of the first row as long, double, string or byte[], or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        var statement = Bind(sql, values);
        var value = Step(statement) ? new DbRow(statement.Handle).Value(0) : null;
        statement.Reset();
        return value;
    }

    /// <summary>Whether the first value of the first row is there and is not zero.</summary>
    public bool Asks(string sql, ReadOnlySpan<byte> blob)
    {
        var statement = Prepared(sql, 1);
        raw.sqlite3_bind_blob(statement.Handle, statement.Index(0), blob);
        var yes = Step(statement) && raw.sqlite3_column_int64(statement.Handle, 0) != 0;
        statement.Reset();
        return yes;
    }

    /// <summary>Reads all rows before it returns, so that nothing stays open over a commit.</summary>
    public List<T> Query<T>(string sql, Func<DbRow, T> row, params ReadOnlySpan<object?> values)
    {
        var list = new List<T>();
        var statement = Bind(sql, values);
        try
        {
            while (Step(statement))
            {
                list.Add(row(new DbRow(statement.Handle)));
            }
        }
        finally
        {
            statement.Reset();
        }

        return list;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Handle.Dispose();
        }

        _connection.Dispose();
    }

    private Statement Bind(string sql, ReadOnlySpan<object?> values)
    {
        var statement = Prepared(sql, values.Length);
        for (var at = 0; at < values.Length; at++)
        {
            statement.Bind(at, values[at]);
        }

        return statement;
    }

    private Statement Prepared(string sql, int parameters)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v3(_db, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle));
            _statements.Add(sql, statement = new Statement(handle, parameters));
        }

        return statement;
    }

    private bool Step(Statement statement)
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

    private sealed class Statement(sqlite3_stmt handle, int parameters)
    {
        // SQLite numbers parameters by their first appearance in the text, not by their names.
        private readonly int[] _indexes =
            [.. Enumerable.Range(0, parameters).Select(at => raw.sqlite3_bind_parameter_index(handle, "$" + at.ToString(CultureInfo.InvariantCulture)))];

        public sqlite3_stmt Handle { get; } = handle;

        public int Index(int at) => _indexes[at];

        public void Reset() => raw.sqlite3_reset(Handle);

        public void Bind(int at, object? value)
        {
            var index = _indexes[at];
            switch (value)
            {
                case null:
                    raw.sqlite3_bind_null(Handle, index);
                    break;
                case string text:
                    BindText(index, text);
                    break;
                case long number:
                    raw.sqlite3_bind_int64(Handle, index, number);
                    break;
                case int number:
                    raw.sqlite3_bind_int64(Handle, index, number);
                    break;
                case bool truth:
                    raw.sqlite3_bind_int64(Handle, index, truth ? 1 : 0);
                    break;
                case Utf8 { Bytes: var utf8 }:
                    raw.sqlite3_bind_text(Handle, index, utf8.Span);
                    break;
                case byte[] bytes:
                    raw.sqlite3_bind_blob(Handle, index, bytes);
                    break;
                default:
                    throw new NotSupportedException($"no way to store {value.GetType().Name}");
            }
        }

        private void BindText(int index, string text)
        {
            const int onStack = 512;
            var longest = Encoding.UTF8.GetMaxByteCount(text.Length);

            if (longest <= onStack)
            {
                Span<byte> bytes = stackalloc byte[onStack];
                raw.sqlite3_bind_text(Handle, index, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
                return;
            }

            var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(longest);
            raw.sqlite3_bind_text(Handle, index, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
            System.Buffers.ArrayPool<byte>.Shared.Return(rented);
        }
    }
}

/// <summary>A text that is UTF-8 already; stored as it is.</summary>
public readonly record struct Utf8(ReadOnlyMemory<byte> Bytes);

/// <summary>The row a query stands on. Valid only while the function that is given it runs.</summary>
public readonly struct DbRow
{
    private readonly sqlite3_stmt _statement;

    internal DbRow(sqlite3_stmt statement) => _statement = statement;

    public bool IsDBNull(int at) => raw.sqlite3_column_type(_statement, at) == raw.SQLITE_NULL;

    public long GetInt64(int at) => raw.sqlite3_column_int64(_statement, at);

    public bool GetBoolean(int at) => GetInt64(at) != 0;

    public int GetInt32(int at) => raw.sqlite3_column_int(_statement, at);

    public string GetString(int at) => raw.sqlite3_column_text(_statement, at).utf8_to_string();

    public ReadOnlySpan<byte> GetBlob(int at) => raw.sqlite3_column_blob(_statement, at);

    /// <summary>A moment as EF writes it, UTC, or a date.</summary>
    public DateTime GetDateTime(int at) => DateTime.Parse(
        GetString(at), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>As long, double, string or byte[], or null.</summary>
    public object? Value(int at) => raw.sqlite3_column_type(_statement, at) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_INTEGER => GetInt64(at),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(_statement, at),
        raw.SQLITE_BLOB => GetBlob(at).ToArray(),
        _ => GetString(at),
    };
}
