using Crm.Core.Storage;
using Crm.Hub.Settings;

namespace Crm.Hub.Installing;

/// <summary>The hub as a service of a machine.</summary>
/// <param name="Command">The program and its arguments; all paths are absolute.</param>
/// <param name="Home">The folder of the settings.</param>
/// <param name="DataDirectory">Belongs to the user of the service.</param>
/// <param name="Folders">Other folders in which it writes.</param>
internal sealed record Installation(
    string Name, string User, IReadOnlyList<string> Command, string Home, string DataDirectory, IReadOnlyList<string> Folders)
{
    /// <summary>Folders that are the hub's alone and not there yet.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The key of the secrets where it lies elsewhere; null when the data directory holds it, or there is none.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The service that works as these settings say.</summary>
    /// <param name="program">What to start: the program, or what runs it and its file.</param>
    /// <param name="settingsFile">Absolute.</param>
    public static Installation Of(string name, string user, IReadOnlyList<string> program, string settingsFile, Configuration settings) => new(
        name, user,
        [.. program, "serve", "--config", settingsFile, "--data", settings.DataDirectory],
        settings.BaseDirectory, settings.DataDirectory, [.. FoldersOf(settings).Where(folder => !Lies(folder, settings.DataDirectory)).Distinct()])
    {
        Missing = [.. OwnOf(settings).Where(folder => !Lies(folder, settings.DataDirectory) && !Directory.Exists(folder)).Distinct()],
        KeyFile = settings.Secrets.KeyFile is var key && File.Exists(key) && !Lies(key, settings.DataDirectory) ? key : null,
    };

    private static IEnumerable<string> OwnOf(Configuration settings) =>
        settings.Backup.Cron is null ? [settings.LogFolder] : [settings.LogFolder, settings.Backup.Folder];

    private static IEnumerable<string> FoldersOf(Configuration settings)
    {
        var exchanged = settings.Connections
            .Where(connection => connection.IsRight)
            .SelectMany(connection => connection.Connector.Claims(connection.Settings, settings.BaseDirectory))
            .Select(claim => claim.Place)
            .Where(Path.IsPathFullyQualified);
        return settings.Database is DatabasePlace.SqliteFile { File: var file }
            ? [Path.GetDirectoryName(file)!, .. OwnOf(settings), .. exchanged]
            : [.. OwnOf(settings), .. exchanged];
    }

    private static bool Lies(string path, string within) => !Path.GetRelativePath(within, path).StartsWith("..", StringComparison.Ordinal)
        && !Path.IsPathFullyQualified(Path.GetRelativePath(within, path));
}
