using Crm.Core.Storage.Postgres;
using Crm.Core.Storage.Sqlite;

namespace Crm.Core.Storage.Moving;

/// <summary>
/// Copies a hub from its PostgreSQL server into a new SQLite file: one snapshot, and each table compared by the number and the hash of
/// its rows.
/// </summary>
internal sealed class ServerCopy(PostgresDatabase from)
{
    /// <exception cref="InvalidOperationException">A table is not in the file as it is on the server.</exception>
    public async Task WriteAsync(string file, CancellationToken ct)
    {
        var to = await SqliteDatabase.OpenFileAsync(file, ct);
        using (var there = from.ConnectToRead())
        using (var here = to.Connect())
        {
            there.BeginReading();
            here.Begin();
            here.Execute("DELETE FROM Currency");
            foreach (var table in MovedTable.All())
            {
                ct.ThrowIfCancellationRequested();
                Copy(table, there, here);
            }

            here.Commit();
        }

        // The last one out closes the log of the file.
        to.Release();
    }

    private static void Copy(MovedTable table, DbSession there, DbSession here)
    {
        var read = table.Read(there, row => here.Write(table.Write, row));
        var written = table.Read(here);
        if (written != read)
        {
            throw new InvalidOperationException(
                $"the table {table.Name} has {written.Rows} rows with the hash {written.Hash:x} in the copy, and {read.Rows} with {read.Hash:x} on the server");
        }

        if (table.CountsItsRows && there.Scalar("SELECT pg_sequence_last_value(pg_get_serial_sequence($0, 'id')::regclass)", table.Name) is long last)
        {
            here.Execute("DELETE FROM sqlite_sequence WHERE lower(name) = $0", table.Name);
            here.Execute("INSERT INTO sqlite_sequence (name, seq) SELECT name, $1 FROM sqlite_master WHERE type = 'table' AND lower(name) = $0", table.Name, last);
        }
    }
}
