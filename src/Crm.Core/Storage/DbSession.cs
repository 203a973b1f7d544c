using Microsoft.Data.Sqlite;

namespace Crm.Core.Storage;

/// <summary>
/// One open connection with its prepared statements. A statement is prepared once per session by its text and its
/// parameters are named $0, $1, … Not thread-safe.
/// </summary>
public sealed class DbSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private SqliteTransaction? _transaction;

    public bool InTransaction => _transaction is not null;

    /// <summary>Starts a transaction that holds the write lock from its beginning, so that two writers never deadlock.</summary>
    public void Begin() => _transaction = connection.BeginTransaction(deferred: false);

    public void Commit()
    {
        _transaction!.Commit();
        EndTransaction();
    }

    /// <summary>Undoes what was not committed; harmless when there is no transaction.</summary>
    public void Rollback()
    {
        _transaction?.Rollback();
        EndTransaction();
    }

    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>The first value of the first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values) =>
        Bind(sql, values).ExecuteScalar() is var value && value is DBNull ? null : value;

    /// <summary>Reads all rows before it returns, so that no reader stays open over a commit.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        var list = new List<T>();
        using var reader = Bind(sql, values).ExecuteReader();
        while (reader.Read())
        {
            list.Add(row(reader));
        }

        return list;
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _transaction?.Dispose();
        connection.Dispose();
    }

    private void EndTransaction()
    {
        _transaction?.Dispose();
        _transaction = null;
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var at = 0; at < values.Length; at++)
            {
                command.Parameters.Add(new SqliteParameter("$" + at, null));
            }

            _commands.Add(sql, command);
        }

        command.Transaction = _transaction;
        for (var at = 0; at < values.Length; at++)
        {
            command.Parameters[at].Value = values[at] ?? DBNull.Value;
        }

        return command;
    }
}
