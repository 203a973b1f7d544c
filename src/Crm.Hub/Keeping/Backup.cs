using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Commands;
using Crm.Hub.Settings;

namespace Crm.Hub.Keeping;

/// <summary>A backup that was made and read again.</summary>
/// <param name="Dropped">Older ones that were deleted after it, by name.</param>
internal sealed record BackupMade(string File, long Bytes, Manifest Manifest, IReadOnlyList<string> Dropped);

/// <summary>
/// Makes a backup while others work: the database as it is between two commits, and the files that belong to it. It bears its name
/// only when it was read again, each hash compared and the database within looked through.
/// </summary>
internal sealed class Backup(Session session, HubDatabase database)
{
    public static readonly Words Busy = new(
        "В этой папке данных уже делают или восстанавливают копию. Повторите, когда закончат.",
        "A backup of this data directory is being made or restored already. Try again when that is done.");

    private string Staging => Path.Combine(session.Settings.DataDirectory, "backing-up");

    public static string LockOf(Configuration settings) => Path.Combine(settings.DataDirectory, "backup.lock");

    /// <param name="keep">How many may lie in that folder, this one included; null for all.</param>
    /// <exception cref="BackupException">What was written could not be read again; nothing was deleted.</exception>
    public async Task<BackupMade> MakeAsync(string folder, int? keep, CancellationToken ct)
    {
        using var alone = OneAtATime.Hold(LockOf(session.Settings), Busy);
        var shelf = new BackupShelf(folder);
        var file = shelf.NewFile(session.Now);
        var draft = file + BackupShelf.Draft;
        try
        {
            Clear();
            await WriteAsync(draft, ct);
            Clear();
            var manifest = await VerifyAsync(draft, ct);
            File.Move(draft, file);
            return new BackupMade(file, new FileInfo(file).Length, manifest, keep is { } count ? shelf.Thin(count) : []);
        }
        finally
        {
            File.Delete(draft);
            Sweep();
        }
    }

    // The database first: what its rows say of the archive lies there already.
    private async Task WriteAsync(string draft, CancellationToken ct)
    {
        var (copy, schedule) = (Path.Combine(Staging, HubFiles.Database), Path.Combine(Staging, HubFiles.Schedule));
        await database.CopyToAsync(copy, ct);
        using var writer = new BackupWriter(draft);
        await writer.AddAsync(HubFiles.Database, copy, ct);
        if (session.Settings.Database is DatabasePlace.SqliteFile && File.Exists(session.Settings.ScheduleFile))
        {
            DatabaseFile.Copy(session.Settings.ScheduleFile, schedule);
            await writer.AddAsync(HubFiles.Schedule, schedule, ct);
        }

        foreach (var (name, path) in HubFiles.Of(session))
        {
            await writer.AddAsync(name, path, ct);
        }

        await writer.FinishAsync(files => Describe(copy, files), ct);
    }

    private Manifest Describe(string copy, IReadOnlyList<KeptFile> files)
    {
        using var within = new DatabaseFile(copy);
        var version = typeof(Backup).Assembly.GetName().Version?.ToString() ?? "";
        return new Manifest(Manifest.Newest, version, within.Schema, session.Now, within.Count(), files);
    }

    private async Task<Manifest> VerifyAsync(string draft, CancellationToken ct)
    {
        using var reader = await BackupReader.OpenAsync(draft, ct);
        var again = Path.Combine(Staging, HubFiles.Database);
        await reader.ReadAsync(file => file.Name == HubFiles.Database ? File.Create(again) : null, ct);
        Check(again, reader.Manifest);
        return reader.Manifest;
    }

    /// <summary>Looks through the database of a backup.</summary>
    /// <exception cref="BackupException">It is not whole, or holds something else than is listed.</exception>
    public static void Check(string database, Manifest manifest)
    {
        using var within = new DatabaseFile(database);
        if (!within.IsWhole || !within.Count().OrderBy(Name).SequenceEqual(manifest.Tables.OrderBy(Name)))
        {
            throw new BackupException(
                "База в копии повреждена: она не проходит проверку SQLite или в таблицах не столько строк, сколько записано. Ничего не взято; возьмите другую копию.",
                "The database in the backup is damaged: it does not pass SQLite's own check, or its tables have other numbers of rows than are listed. Nothing was taken; take another backup.");
        }
    }

    private static string Name(KeyValuePair<string, long> table) => table.Key;

    private void Clear()
    {
        Sweep();
        Directory.CreateDirectory(Staging);
    }

    private void Sweep()
    {
        if (Directory.Exists(Staging))
        {
            Directory.Delete(Staging, recursive: true);
        }
    }
}
