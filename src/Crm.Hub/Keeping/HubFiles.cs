using Crm.Hub.Commands;

namespace Crm.Hub.Keeping;

/// <summary>The files of a hub, and what they are called in a backup. The key of secrets is none of them.</summary>
internal static class HubFiles
{
    public const string Database = "hub.db";
    public const string Schedule = "schedule.db";
    public const string Secrets = "secrets.json";
    public const string Archive = "archive/";
    public const string Connections = "connections/";
    public const string Settings = "settings/";

    private static readonly string[] Alone = [Database, Schedule, Secrets], Folders = [Archive, Connections, Settings];

    /// <summary>Whether a file of that name may stand in a backup, and lies in a folder of its own wherever it is unpacked.</summary>
    public static bool IsKnown(string name) => Alone.Contains(name)
        || (Folders.Any(folder => name.StartsWith(folder, StringComparison.Ordinal)) && !IsKey(name)
            && name.Split('/').All(part => part.Length > 0 && part is not ("." or "..") && part.All(letter => !char.IsControl(letter) && letter is not ('\\' or ':'))));

    /// <summary>What lies in files, beside the databases.</summary>
    public static IEnumerable<(string Name, string Path)> Of(Session session)
    {
        var settings = session.Settings;
        var secrets = Path.Combine(settings.DataDirectory, Secrets);
        return Below(settings.ArchiveFolder, Archive)
            .Concat(Below(Path.Combine(settings.DataDirectory, "connections"), Connections))
            .Concat(File.Exists(secrets) ? [(Secrets, secrets)] : [])
            .Concat(SettingsOf(session))
            .Where(file => !IsKey(file.Name) && !file.Name.EndsWith(".part", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, string Path)> Below(string folder, string name) => !Directory.Exists(folder) ? [] : Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => (name + Path.GetRelativePath(folder, file).Replace('\\', '/'), file));

    // Those outside the folder of the settings file have no place that could be told to another machine.
    private static IEnumerable<(string Name, string Path)> SettingsOf(Session session)
    {
        var (settings, shelf) = (session.Settings, new MappingShelf(session));
        return settings.Flows
            .SelectMany(flow => flow.Mappings.Concat((shelf.Open(flow).Book?.Texts ?? []).Select(text => text.File)))
            .Select(path => Path.GetFullPath(path, settings.BaseDirectory))
            .SelectMany(path => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories) : [path])
            .Prepend(Path.Combine(settings.BaseDirectory, Path.GetFileName(settings.File)))
            .Distinct(StringComparer.Ordinal)
            .Select(path => (Settings + Path.GetRelativePath(settings.BaseDirectory, path).Replace('\\', '/'), path))
            .Where(file => File.Exists(file.path) && IsKnown(file.Item1));
    }

    private static bool IsKey(string name) => name.EndsWith(".key", StringComparison.OrdinalIgnoreCase);
}
