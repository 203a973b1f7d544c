using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Sending;

/// <summary>The folder from which 1C takes our files. A file appears in it whole or not at all.</summary>
/// <param name="path">Where it is.</param>
/// <param name="name">As the settings name it.</param>
/// <param name="exchange">Where the exchange folder is, from which we read.</param>
internal sealed class OutFolder(string path, string name, string exchange)
{
    private static readonly StringComparison OfPaths = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    public static Words WithinWords { get; } = new(
        "папка для 1С лежит в папке обмена: хаб прочёл бы свои же файлы; возьмите соседнюю папку",
        "the folder for 1C lies in the exchange folder: the hub would read its own files; take a folder beside it");

    /// <summary>Whether one setting leads into the other, as far as that shows before the settings file has a place.</summary>
    public static bool MayLieWithin(string inner, string outer) =>
        Path.IsPathRooted(inner) == Path.IsPathRooted(outer) && !string.IsNullOrWhiteSpace(outer) && LiesWithin(Path.GetFullPath(inner), Path.GetFullPath(outer));

    /// <summary>A folder in one way of writing it.</summary>
    public static string NameOf(string path) =>
        OfPaths == StringComparison.Ordinal ? Path.TrimEndingDirectorySeparator(path) : Path.TrimEndingDirectorySeparator(path).ToUpperInvariant();

    /// <summary>Proves that files can be put here, and leaves none.</summary>
    public void Check()
    {
        if (LiesWithin(path, exchange))
        {
            throw new ConnectorException(Trouble.Misconfigured, new Words($"{name}: {WithinWords.Ru}", $"{name}: {WithinWords.En}"));
        }

        try
        {
            using var probe = new FileStream(Path.Combine(path, $".hub-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                Trouble.Misconfigured,
                new Words($"{name}: папки для 1С нет или в неё нельзя писать; создайте её и дайте право записи (Out)", $"{name}: the folder for 1C is not there or cannot be written to; create it and grant the right (Out)"),
                wrong);
        }
    }

    /// <summary>Puts a file here. One that is there and says the same is left alone; another of that name is replaced.</summary>
    public async Task PutAsync(ParcelFile file, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var place = Path.Combine(path, file.Name);
        try
        {
            if (!await IsThereAsync(place, file.Content, ct))
            {
                await WriteAsync(place, file, ct);
            }
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                Trouble.Unavailable,
                new Words($"{name}/{file.Name}: файл для 1С не удалось записать ({wrong.Message}); проверьте место и права", $"{name}/{file.Name}: the file for 1C could not be written ({wrong.Message}); check the room and the rights"),
                wrong);
        }
    }

    private static async Task<bool> IsThereAsync(string place, byte[] content, CancellationToken ct) =>
        new FileInfo(place) is { Exists: true } there && there.Length == content.Length
        && (await File.ReadAllBytesAsync(place, ct)).AsSpan().SequenceEqual(content);

    // Under a name that neither 1C's mask nor a person takes for a finished file, until every byte is on the disk.
    private async Task WriteAsync(string place, ParcelFile file, CancellationToken ct)
    {
        var draft = Path.Combine(path, $".{file.Name}.draft");
        await using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await stream.WriteAsync(file.Content, ct);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, place, overwrite: true);
    }

    private static bool LiesWithin(string inner, string outer)
    {
        var (within, around) = (Path.TrimEndingDirectorySeparator(inner) + Path.DirectorySeparatorChar, Path.TrimEndingDirectorySeparator(outer) + Path.DirectorySeparatorChar);
        return within.StartsWith(around, OfPaths);
    }
}
