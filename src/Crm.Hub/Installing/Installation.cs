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
    /// <summary>The service that works as these settings say.</summary>
    /// <param name="program">What to start: the program, or what runs it and its file.</param>
    /// <param name="settingsFile">Absolute.</param>
    public static Installation Of(string name, string user, IReadOnlyList<string> program, string settingsFile, Configuration settings) => new(
        name, user,
        [.. program, "serve", "--config", settingsFile, "--data", settings.DataDirectory],
        settings.BaseDirectory, settings.DataDirectory, [.. FoldersOf(settings).Where(folder => !Lies(folder, settings.DataDirectory)).Distinct()]);

    private static IEnumerable<string> FoldersOf(Configuration settings)
    {
        var exchanged = settings.Connections
            .Where(connection => connection.IsRight)
            .SelectMany(connection => connection.Connector.Claims(connection.Settings, settings.BaseDirectory))
            .Select(claim => claim.Place)
            .Where(Path.IsPathFullyQualified);
        return settings.Database is DatabasePlace.SqliteFile { File: var file }
            ? [Path.GetDirectoryName(file)!, settings.LogFolder, .. exchanged]
            : [settings.LogFolder, .. exchanged];
    }

    private static bool Lies(string path, string within) => !Path.GetRelativePath(within, path).StartsWith("..", StringComparison.Ordinal)
        && !Path.IsPathFullyQualified(Path.GetRelativePath(within, path));
}
