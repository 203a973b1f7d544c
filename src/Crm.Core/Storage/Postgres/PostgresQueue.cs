using System.Data;
using Npgsql;

namespace Crm.Core.Storage.Postgres;

/// <summary>
/// What is to be written and needs no answer. It goes to the server with the next question or the commit, in one journey; rows of one
/// sort go as one statement, many new ones as a binary COPY.
/// </summary>
internal sealed class PostgresQueue(NpgsqlConnection connection)
{
    // A COPY needs two journeys of its own: below so many rows the arrays of one statement are faster.
    private const int CopyFrom = 300;

    private readonly List<object> _waiting = [];
    private readonly Dictionary<string, WaitingRows> _last = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<RowWrite, string> _writes = new(ReferenceEqualityComparer.Instance);

    // What a statement touches is not known: what comes after it must not go before it.
    public void Add(string sql, ReadOnlySpan<object?> values)
    {
        _waiting.Add(Command(sql, values));
        _last.Clear();
    }

    public void Add(RowWrite write, ReadOnlySpan<object?> values)
    {
        var row = new object?[values.Length];
        for (var at = 0; at < row.Length; at++)
        {
            row[at] = PostgresValues.Of(values[at]);
        }

        // Only what is done to one table must keep its order.
        if (!_last.TryGetValue(write.Table, out var last) || last.Write != write || !last.Add(row))
        {
            _last[write.Table] = last = new WaitingRows(write);
            _waiting.Add(last);
            last.Add(row);
        }
    }

    public void Forget()
    {
        _waiting.Clear();
        _last.Clear();
    }

    /// <summary>Everything that waits, and the question after it. What is to be copied has gone by then.</summary>
    public NpgsqlBatch With(string sql, ReadOnlySpan<object?> values)
    {
        var batch = Send();
        batch.BatchCommands.Add(Command(sql, values));
        return batch;
    }

    /// <summary>Writes everything that waits.</summary>
    public void Flush()
    {
        using var batch = Send();
        Execute(batch);
    }

    private NpgsqlBatch Send()
    {
        if (connection.State != ConnectionState.Open)
        {
            throw new NpgsqlException("the connection to the server broke");
        }

        var batch = connection.CreateBatch();
        foreach (var waiting in _waiting)
        {
            if (waiting is WaitingRows { Write.Sort: WriteSort.Insert, Rows.Count: >= CopyFrom } many)
            {
                Execute(batch);
                batch.Dispose();
                batch = connection.CreateBatch();
                Copy(many);
            }
            else
            {
                batch.BatchCommands.Add(waiting as NpgsqlBatchCommand ?? Command((WaitingRows)waiting));
            }
        }

        Forget();
        return batch;
    }

    private static void Execute(NpgsqlBatch batch)
    {
        if (batch.BatchCommands.Count > 0)
        {
            batch.ExecuteNonQuery();
        }
    }

    private void Copy(WaitingRows rows)
    {
        using var import = connection.BeginBinaryImport(PostgresText.Copy(rows.Write));
        foreach (var row in rows.Rows)
        {
            BinaryRow.Write(import, rows.Write, row);
        }

        import.Complete();
    }

    private NpgsqlBatchCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_texts.TryGetValue(sql, out var text))
        {
            _texts.Add(sql, text = PostgresText.Of(sql));
        }

        var command = new NpgsqlBatchCommand(text);
        foreach (var value in values)
        {
            command.Parameters.Add(PostgresValues.Parameter(value));
        }

        return command;
    }

    private NpgsqlBatchCommand Command(WaitingRows rows)
    {
        if (!_writes.TryGetValue(rows.Write, out var text))
        {
            _writes.Add(rows.Write, text = PostgresText.Of(rows.Write));
        }

        var command = new NpgsqlBatchCommand(text);
        for (var at = 0; at < rows.Write.Columns.Length; at++)
        {
            command.Parameters.Add(PostgresValues.Column(rows.Write.Columns[at].Type, rows.Rows, at));
        }

        return command;
    }
}
