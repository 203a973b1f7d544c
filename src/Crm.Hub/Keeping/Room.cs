using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Commands;

namespace Crm.Hub.Keeping;

/// <summary>What the disk of the data directory has left.</summary>
/// <param name="Free">Bytes; null when nobody can tell.</param>
/// <param name="Warning">Said when a night might not get by with that.</param>
internal sealed record Room(long? Free, Words? Warning)
{
    // A night writes a log of a quarter of that beside its database, and the rest goes into archive and logs.
    private const long Least = 1_000_000_000;

    public static Room Of(Session session)
    {
        var settings = session.Settings;
        var database = settings.Database is DatabasePlace.SqliteFile { File: var file } && File.Exists(file) ? new FileInfo(file).Length : 0;
        var (free, enough) = (session.Around.FreeBytes(settings.DataDirectory), Math.Max(Least, 2 * database));
        return new Room(free, free < enough ? Little(session, free.Value, enough) : null);
    }

    private static Words Little(Session session, long free, long enough)
    {
        var folder = session.Settings.Shown(session.Settings.DataDirectory);
        return new Words(
            $"На диске папки данных ({folder}) мало места: свободно {free / 1_000_000} МБ, а для ночи и копии нужно {enough / 1_000_000} МБ. Освободите место, удалите старые копии или задайте Hub:Archive:KeepDays.",
            $"The disk of the data directory ({folder}) has little room: {free / 1_000_000} MB are left, and a night and a backup need {enough / 1_000_000} MB. Make room, delete old backups, or set Hub:Archive:KeepDays.");
    }
}
