using Crm.Connect;
using Crm.Core.Storage.Postgres;
using Crm.Core.Storage.Sqlite;
using Npgsql;

namespace Crm.Core.Storage.Moving;

/// <summary>What became of a move: the rows of each table, or why nothing was moved.</summary>
public sealed record MoveResult(IReadOnlyDictionary<string, long> Tables, Words? Refusal)
{
    internal static MoveResult Refused(string ru, string en) => new(new Dictionary<string, long>(), new Words(ru, en));
}

/// <summary>
/// Copies a hub from its SQLite file into an empty database of PostgreSQL: whole or not at all, and each table compared by the number and
/// the hash of its rows before it counts. The file stays as it is; nobody writes to it meanwhile.
/// </summary>
/// <param name="replaces">What is over there gives way, in the same transaction.</param>
public sealed class DatabaseMove(SqliteDatabase from, PostgresDatabase to, TimeProvider clock, bool replaces = false)
{
    private readonly List<MovedTable> _tables = MovedTable.All();

    /// <exception cref="InvalidOperationException">A table is not over there as it is here; nothing was moved.</exception>
    public MoveResult Move()
    {
        using var here = from.Connect();
        using var there = to.ConnectToMove(out var connection);
        here.Begin();
        there.Begin();

        try
        {
            return Objection(here, there) ?? new MoveResult(Copy(here, there, connection), null);
        }
        finally
        {
            there.Rollback();
            here.Rollback();
        }
    }

    private MoveResult? Objection(DbSession here, DbSession there)
    {
        if (new RunStore(here).Busy(clock.GetUtcNow().UtcDateTime) is [var busy, ..])
        {
            return MoveResult.Refused(
                $"Сейчас идёт запуск по соединению «{busy}». Повторите, когда он закончится.",
                $"A run works on the connection '{busy}' at this moment. Try again when it has ended.");
        }

        // A new hub knows currencies, and nothing else.
        var full = replaces ? null : _tables.Find(table => table.Name != "currency" && there.Scalar($"SELECT 1 FROM \"{table.Name}\" LIMIT 1") is not null);
        return full is null ? null : MoveResult.Refused(
            $"База назначения не пуста: в таблице {full.Name} есть строки. Назовите пустую базу.",
            $"The database to move to is not empty: there are rows in the table {full.Name}. Name an empty one.");
    }

    private Dictionary<string, long> Copy(DbSession here, DbSession there, NpgsqlConnection connection)
    {
        there.Execute($"TRUNCATE {string.Join(", ", _tables.Select(table => $"\"{table.Name}\""))}");
        var moved = _tables.ToDictionary(table => table.Name, table => Copy(table, here, there, connection), StringComparer.Ordinal);
        there.Commit();
        return moved;
    }

    private static long Copy(MovedTable table, DbSession here, DbSession there, NpgsqlConnection connection)
    {
        Content read;
        using (var import = connection.BeginBinaryImport(PostgresText.Copy(table.Write)))
        {
            read = table.Read(here, row => BinaryRow.Write(import, table.Write, row));
            import.Complete();
        }

        var written = table.Read(there);
        if (written != read)
        {
            throw new InvalidOperationException(
                $"the table {table.Name} has {written.Rows} rows with the hash {written.Hash:x} over there, and {read.Rows} with {read.Hash:x} here; nothing was moved");
        }

        if (table.CountsItsRows && here.Scalar("SELECT seq FROM sqlite_sequence WHERE lower(name) = $0", table.Name) is long last)
        {
            there.Scalar("SELECT setval(pg_get_serial_sequence($0, 'id'), $1)", PostgresText.Name(table.Name), last);
        }

        return read.Rows;
    }
}
