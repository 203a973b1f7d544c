using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Settings;

namespace Crm.Hub.Keeping;

/// <summary>The data directory as a restore sees it: what of it belongs to the hub, and where what is unpacked lies meanwhile.</summary>
internal sealed class DataFolder(Configuration settings)
{
    // Beside the file of a database, while somebody has it open or died over it.
    private static readonly string[] Parts = ["", "-wal", "-shm"];

    /// <summary>What is unpacked, until it is verified.</summary>
    public string Staging => In("restoring");

    private string Mark => MarkOf(settings);

    /// <summary>Why nothing may be done here: a restore that broke off between two moves; null when there was none.</summary>
    public static Words? Objection(Configuration settings) => !File.Exists(MarkOf(settings)) ? null : new Words(
        $"Восстановление здесь оборвалось на полпути. Повторите hub restore ФАЙЛ --replace: что было до него, лежит в {File.ReadAllText(MarkOf(settings))} и останется там.",
        $"A restore broke off halfway here. Do hub restore FILE --replace again: what was there before lies in {File.ReadAllText(MarkOf(settings))}, and stays there.");

    /// <summary>What a restore would take the place of, as a person would write it; null when there is nothing.</summary>
    public string? Occupied() => Own().Append(In(HubFiles.Secrets)).FirstOrDefault(path => File.Exists(path) || HasFiles(path)) is { } path ? settings.Shown(path) : null;

    /// <summary>Where a file of a backup is unpacked.</summary>
    public FileStream Unpack(string name)
    {
        var path = Path.Combine(Staging, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
    }

    /// <summary>A new folder for what gives way.</summary>
    public string NewAside(DateTime at)
    {
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"before-restore-{at:yyyyMMdd-HHmmss}");
        var free = Enumerable.Range(1, int.MaxValue).Select(no => In(no == 1 ? name : $"{name}-{no}")).First(path => !Directory.Exists(path));
        return Directory.CreateDirectory(free).FullName;
    }

    /// <summary>Notes that from now on there is neither the old hub nor the new one, until <see cref="Unmark"/>.</summary>
    public void MarkAs(string aside) => File.WriteAllText(Mark, settings.Shown(aside));

    public void Unmark() => File.Delete(Mark);

    public void MoveAside(Moves moves, string aside)
    {
        foreach (var path in Own().Concat(File.Exists(Path.Combine(Staging, HubFiles.Secrets)) ? [In(HubFiles.Secrets)] : []))
        {
            moves.Move(path, Path.Combine(aside, Path.GetFileName(path)));
        }
    }

    /// <summary>Gives what is unpacked its place. The database of a server has none here.</summary>
    public void Place(Moves moves)
    {
        moves.Move(Path.Combine(Staging, "archive"), settings.ArchiveFolder);
        moves.Move(Path.Combine(Staging, "connections"), In("connections"));
        moves.Move(Path.Combine(Staging, HubFiles.Secrets), In(HubFiles.Secrets));
        moves.Move(Path.Combine(Staging, "settings"), SettingsOfBackup);
        if (settings.Database is DatabasePlace.SqliteFile { File: var file })
        {
            moves.Move(Path.Combine(Staging, HubFiles.Schedule), settings.ScheduleFile);
            moves.Move(Path.Combine(Staging, HubFiles.Database), file);
        }
    }

    /// <summary>Settings and mappings as they were; those in use are never touched.</summary>
    public string SettingsOfBackup => In("settings-of-backup");

    public void Clear()
    {
        if (Directory.Exists(Staging))
        {
            Directory.Delete(Staging, recursive: true);
        }
    }

    private IEnumerable<string> Own() =>
    [
        .. settings.Database is DatabasePlace.SqliteFile { File: var file } ? Parts.Select(part => file + part).Concat(Parts.Select(part => settings.ScheduleFile + part)) : [],
        settings.ArchiveFolder, In("connections"), SettingsOfBackup,
    ];

    private string In(string name) => Path.Combine(settings.DataDirectory, name);

    private static string MarkOf(Configuration settings) => Path.Combine(settings.DataDirectory, "restore-unfinished");

    private static bool HasFiles(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any();
}
