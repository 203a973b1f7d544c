using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Commands;
using Crm.Hub.Settings;
using Microsoft.Data.Sqlite;

namespace Crm.Hub.Keeping;

/// <summary>Holds a hub still: no run can begin, and no service works, while this is held.</summary>
internal sealed class Quiet : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1), SignOfLife = TimeSpan.FromSeconds(30);

    private readonly List<FileStream> _held = [];
    private DbSession? _session;

    /// <summary>The database that is held still; null when there is none that can be opened.</summary>
    public HubDatabase? Database { get; private set; }

    /// <exception cref="ProblemException">Something works.</exception>
    public static async Task<Quiet> HoldAsync(Session session, CancellationToken ct)
    {
        var quiet = new Quiet();
        try
        {
            quiet._held.Add(OneAtATime.Hold(Backup.LockOf(session.Settings), Backup.Busy));
            quiet._held.Add(OneAtATime.Hold(session.Settings.ServiceLock, ServiceWorks));
            await quiet.HoldDatabaseAsync(session, ct);
            return quiet;
        }
        catch
        {
            quiet.Dispose();
            throw;
        }
    }

    /// <summary>Closes the database, so that its files can be moved. Where the system lets files that are open be moved, nobody can begin meanwhile.</summary>
    public void LetFilesMove()
    {
        if (OperatingSystem.IsWindows())
        {
            _session?.Dispose();
        }

        SqliteConnection.ClearAllPools();
    }

    public void Dispose()
    {
        _session?.Dispose();
        _held.ForEach(held => held.Dispose());
        Database?.Release();
    }

    // A file that is broken is what a backup is for: nobody can work with it.
    private async Task HoldDatabaseAsync(Session session, CancellationToken ct)
    {
        try
        {
            if (await HubDatabase.IsThereAsync(session.Settings.Database, ct))
            {
                Database = await HubDatabase.OpenAsync(session.Settings.Database, ct);
                TakeLeases(session, Database);
            }
        }
        catch (SqliteException broken) when (broken.SqliteErrorCode is 11 or 26)
        {
            Database = null;
        }
    }

    private void TakeLeases(Session session, HubDatabase database)
    {
        var (db, now) = (_session = database.Connect(), session.Now);
        var (runs, holder) = (new RunStore(db), $"restore:{Guid.CreateVersion7():N}");
        db.Live(holder);
        var known = db.Query("SELECT Connection FROM Leases", row => row.GetString(0)).Concat(session.Settings.Connections.Select(connection => connection.Name));
        foreach (var connection in known.Distinct(StringComparer.Ordinal))
        {
            if (runs.TakeLease(connection, holder, now, now + Longest) is null)
            {
                throw Works($"Сейчас идёт запуск по соединению «{connection}». Повторите, когда он закончится.", $"A run works on the connection '{connection}' at this moment. Try again when it has ended.");
            }
        }

        if (session.Settings.Database is DatabasePlace.PostgresServer && NodeOf(db, now) is { } node)
        {
            throw Works($"Работает служба {node}. Остановите все службы и повторите.", $"The service {node} works. Stop all services and try again.");
        }
    }

    private static string? NodeOf(DbSession db, DateTime now) => db.Scalar("SELECT to_regclass('qrtz_scheduler_state') IS NOT NULL") is 1L
        ? db.Scalar("SELECT instance_name FROM qrtz_scheduler_state WHERE last_checkin_time > $0", (now - SignOfLife).Ticks) as string
        : null;

    private static Words ServiceWorks => new("В этой папке данных работает служба. Остановите её и повторите.", "A service works in this data directory. Stop it and try again.");

    private static ProblemException Works(string ru, string en) => new(Problem.Usage(ru, en));
}
