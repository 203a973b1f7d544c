using System.Globalization;
using Crm.Connect;
using Microsoft.Data.Sqlite;

namespace Crm.Core.Storage;

/// <summary>What it means to an administrator that a disk did not take what was written.</summary>
public static class DiskTrouble
{
    private const int SqliteReadOnly = 8, SqliteInputOutput = 10, SqliteFull = 13;

    // Of Linux, of macOS where it differs, of Windows: no room, or none allowed.
    private static readonly int[] Full = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    // A file system that is mounted for reading only; a medium that is write protected.
    private static readonly int[] ReadOnly = [30, unchecked((int)0x80070013)];

    /// <summary>Unavailable (full, failing) or Misconfigured (read-only), with a sentence; null when it is anything else.</summary>
    /// <param name="folder">Of the hub's data. What is spooled goes to the folder for temporary files, and either may be meant.</param>
    public static (Trouble Trouble, Words Words)? Of(Exception e, string folder) => Kind(e) switch
    {
        SqliteFull => (Trouble.Unavailable, IsFull(folder)),
        SqliteReadOnly => (Trouble.Misconfigured, new Words(
            $"В папку данных нельзя писать: {folder}. Дайте хабу право писать в неё и проверьте, не подключён ли её диск только для чтения.",
            $"The data directory cannot be written to: {folder}. Let the hub write there, and see whether its disk is mounted read-only.")),
        SqliteInputOutput => (Trouble.Unavailable, new Words(
            $"Диск папки данных не выполнил чтение или запись ({Place(folder)}). Проверьте диск; записанное раньше цело, следующий запуск продолжит с него.",
            $"The disk of the data directory failed to read or write ({PlaceEn(folder)}). Look at the disk; what was written before is whole, and the next run goes on from it.")),
        _ => null,
    };

    private static int Kind(Exception? e) => e switch
    {
        null => 0,
        SqliteException { SqliteErrorCode: (SqliteReadOnly or SqliteInputOutput or SqliteFull) and var code } => code,
        IOException when Full.Contains(e.HResult) => SqliteFull,
        IOException when ReadOnly.Contains(e.HResult) => SqliteReadOnly,
        AggregateException many => many.InnerExceptions.Select(Kind).Max(),
        _ => Kind(e.InnerException),
    };

    private static Words IsFull(string folder)
    {
        var fuller = new[] { folder, Path.GetTempPath() }.MinBy(place => DiskRoom.FreeOf(place) ?? long.MaxValue)!;
        return new Words(
            $"На диске кончилось место ({Place(fuller)}). Освободите его; записанное раньше цело, следующий запуск продолжит с него.",
            $"The disk is full ({PlaceEn(fuller)}). Make room; what was written before is whole, and the next run goes on from it.");
    }

    private static string Place(string folder) => DiskRoom.FreeOf(folder) is { } free ? $"{folder}, свободно {Mega(free)} МБ" : folder;

    private static string PlaceEn(string folder) => DiskRoom.FreeOf(folder) is { } free ? $"{folder}, {Mega(free)} MB left" : folder;

    private static string Mega(long bytes) => (bytes / 1_000_000).ToString(CultureInfo.InvariantCulture);
}
