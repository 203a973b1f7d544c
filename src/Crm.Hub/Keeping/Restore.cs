using Crm.Core.Storage;
using Crm.Core.Storage.Moving;
using Crm.Core.Storage.Postgres;
using Crm.Core.Storage.Sqlite;
using Crm.Hub.Commands;
using Crm.Hub.Proving;
using Crm.Hub.Settings;

namespace Crm.Hub.Keeping;

/// <summary>A hub that was given back.</summary>
/// <param name="Tables">Rows of each table, as they are now.</param>
/// <param name="Aside">Where what was there before lies; null when nothing was.</param>
internal sealed record Restored(Manifest Manifest, IReadOnlyDictionary<string, long> Tables, string? Aside)
{
    public bool IsEqual => Manifest.Tables.All(table => Tables.TryGetValue(table.Key, out var rows) && rows == table.Value);
}

/// <summary>
/// Gives a hub back from a backup: verified before anything is touched, then whole or not at all. What was there is moved aside and
/// never deleted.
/// </summary>
/// <param name="boundary">Told the points between which the power may go.</param>
internal sealed class Restore(Session session, bool replaces, Action<string>? boundary = null)
{
    private readonly DataFolder _data = new(session.Settings);

    /// <exception cref="BackupException">It is no backup, or not whole.</exception>
    /// <exception cref="ProblemException">Something works here, or would be lost.</exception>
    public async Task<Restored> RunAsync(string file, CancellationToken ct)
    {
        using var reader = await BackupReader.OpenAsync(file, ct);
        CheckRoom(reader.Manifest);
        using var quiet = await Quiet.HoldAsync(session, ct);
        if (!replaces && (_data.Occupied() ?? Rows(quiet.Database)) is { } occupied)
        {
            throw new ProblemException(Problem.Usage(
                $"Здесь уже есть хаб: {occupied}. С --replace он будет отложен в сторону (не удалён), а на его место встанет копия.",
                $"There is a hub here already: {occupied}. With --replace it is moved aside (not deleted), and the backup takes its place."));
        }

        try
        {
            _data.Clear();
            await reader.ReadAsync(kept => _data.Unpack(kept.Name), ct);
            Backup.Check(Path.Combine(_data.Staging, HubFiles.Database), reader.Manifest);
            return await ReplaceAsync(reader.Manifest, quiet, ct);
        }
        finally
        {
            _data.Clear();
        }
    }

    private void CheckRoom(Manifest manifest)
    {
        if (session.Around.FreeBytes(session.Settings.DataDirectory) is { } free && manifest.Bytes > free)
        {
            throw new BackupException(
                $"Для копии нужно {session.Screen.Bytes(manifest.Bytes)}, а на диске папки данных свободно {session.Screen.Bytes(free)}. Освободите место или укажите другую папку: --data.",
                $"The backup needs {session.Screen.Bytes(manifest.Bytes)}, and the disk of the data directory has {session.Screen.Bytes(free)} left. Make room, or name another folder: --data.");
        }
    }

    // Once the first file is moved, it is gone through with, or all goes back.
    private async Task<Restored> ReplaceAsync(Manifest manifest, Quiet quiet, CancellationToken ct)
    {
        var (moves, aside) = (new Moves(), _data.NewAside(session.Now));
        try
        {
            await KeepServerAsync(quiet, aside, ct);
            quiet.LetFilesMove();
            _data.MarkAs(aside);
            boundary?.Invoke("marked");
            _data.MoveAside(moves, aside);
            boundary?.Invoke("aside");
            _data.Place(moves);
            boundary?.Invoke("placed");
            var tables = await TablesAsync(ct);
            _data.Unmark();
            return new Restored(manifest, tables, Directory.EnumerateFileSystemEntries(aside).Any() ? aside : null);
        }
        catch (Exception e) when (e is not PowerCutException)
        {
            moves.Undo();
            _data.Unmark();
            File.Delete(ServerCopy(aside));
            throw;
        }
        finally
        {
            if (!Directory.EnumerateFileSystemEntries(aside).Any())
            {
                Directory.Delete(aside);
            }
        }
    }

    // A database on a server cannot be moved aside; a file with all of it can.
    private static async Task KeepServerAsync(Quiet quiet, string aside, CancellationToken ct)
    {
        if (quiet.Database is PostgresDatabase server && Rows(server) is not null)
        {
            await server.CopyToAsync(ServerCopy(aside), ct);
        }
    }

    private static string ServerCopy(string aside) => Path.Combine(aside, "server.db");

    private async Task<IReadOnlyDictionary<string, long>> TablesAsync(CancellationToken ct)
    {
        if (session.Settings.Database is not DatabasePlace.PostgresServer place)
        {
            using var file = new DatabaseFile(((DatabasePlace.SqliteFile)session.Settings.Database).File);
            return file.Count();
        }

        var from = await SqliteDatabase.OpenFileAsync(Path.Combine(_data.Staging, HubFiles.Database), ct);
        var to = await PostgresDatabase.OpenServerAsync(place.ConnectionString, ct);
        var moved = new DatabaseMove(from, to, session.Around.Clock, replaces: true).Move();
        from.Release();
        return moved.Refusal is { } refusal
            ? throw new ProblemException(Problem.Database(place.Shown, refusal.Ru, refusal.En))
            : new Dictionary<string, long>(moved.Tables, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>What of a server's database would be lost.</summary>
    private static string? Rows(HubDatabase? database)
    {
        if (database is not PostgresDatabase)
        {
            return null;
        }

        using var db = database.ConnectToRead();
        return db.Scalar("SELECT 1 WHERE EXISTS (SELECT 1 FROM Runs) OR EXISTS (SELECT 1 FROM Journal)") is null ? null : "PostgreSQL";
    }
}
