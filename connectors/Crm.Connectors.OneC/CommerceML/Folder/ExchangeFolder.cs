using Crm.Connect;
using Microsoft.Extensions.Logging;

namespace Crm.Connectors.OneC.CommerceML.Folder;

/// <summary>The folder in which 1C leaves files, with done/ and bad/ in it for those that were dealt with.</summary>
internal sealed class ExchangeFolder(string root, CommerceMlFilesSettings settings, TimeZoneInfo zone, TimeProvider clock, ILogger log)
{
    private const string Done = "done", Bad = "bad";

    // Whoever writes a file in bursts may pause for longer than the last write of a whole file needs.
    private const int PatienceWithUnfinished = 6;

    private static readonly EnumerationOptions Plain = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    /// <summary>Proves that the folder can be used, and leaves nothing in it.</summary>
    public void Check()
    {
        try
        {
            _ = Directory.EnumerateFileSystemEntries(root, "*", Plain).FirstOrDefault();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw Misconfigured("папки обмена нет или её нельзя прочитать; проверьте Folder и права", "the exchange folder is not there or cannot be read; check Folder and the rights", wrong);
        }

        if (settings.AfterReading == AfterReading.Move)
        {
            CheckWritable();
        }
    }

    /// <summary>The files that are there and finished, in the order in which they are to be applied.</summary>
    public async Task<IReadOnlyList<ExchangeFile>> FinishedAsync(CancellationToken ct)
    {
        var finished = new List<ExchangeFile>();
        foreach (var path in Paths())
        {
            ct.ThrowIfCancellationRequested();
            if (await LookAsync(path, ct) is { } file && !IsBeingWritten(file))
            {
                finished.Add(file);
            }
        }

        return [.. finished.OrderBy(file => file.Number).ThenBy(file => file.Name, StringComparer.Ordinal)];
    }

    /// <summary>Moves a file that was read to done/; what has meanwhile been replaced by another file stays.</summary>
    public async Task MoveToDoneAsync(Delivery delivery, CancellationToken ct)
    {
        var path = FullPath(delivery.Name);
        if (!File.Exists(path))
        {
            return;
        }

        if (!await IsStillAsync(path, delivery, ct))
        {
            return;
        }

        var day = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        File.Move(path, FullPath(FreePlace($"{Done}/{day}/{delivery.Name}")), overwrite: false);
    }

    /// <summary>Moves a file to bad/ and writes the reason beside it.</summary>
    /// <returns>Its path in the folder; the old one when it has been written anew and stays.</returns>
    public async Task<string> PutAsideAsync(Delivery delivery, Words reason, CancellationToken ct)
    {
        var path = FullPath(delivery.Name);
        var place = $"{Bad}/{delivery.Name}";
        if (!File.Exists(path))
        {
            return place;
        }

        if (!await IsStillAsync(path, delivery, ct))
        {
            return delivery.Name;
        }

        // The reason first: a file that lies there without one would tell nobody why.
        place = FreePlace(place);
        await File.WriteAllTextAsync(FullPath(place) + ".reason.txt", $"{reason.Ru}\n\n{reason.En}\n", ct);
        File.Move(path, FullPath(place), overwrite: false);
        return place;
    }

    // 1C may have written the next file under the same name while this one was read.
    private async Task<bool> IsStillAsync(string path, Delivery delivery, CancellationToken ct)
    {
        if (await LookAsync(path, ct) is { } now && now.Number == delivery.Number && now.Length == delivery.Length)
        {
            return true;
        }

        log.WrittenAnew(delivery.Name);
        return false;
    }

    private IEnumerable<string> Paths()
    {
        try
        {
            return [.. Walk(root, top: true)];
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                Trouble.Unavailable,
                new Words($"папку обмена {settings.Folder} нельзя прочитать: {away.Message}", $"the exchange folder {settings.Folder} cannot be read: {away.Message}"),
                away);
        }
    }

    private static IEnumerable<string> Walk(string folder, bool top)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", Plain))
        {
            if (Path.GetExtension(file).ToUpperInvariant() is ".XML" or ".ZIP")
            {
                yield return file;
            }
        }

        foreach (var inner in Directory.EnumerateDirectories(folder, "*", Plain))
        {
            if (top && Path.GetFileName(inner).ToLowerInvariant() is Done or Bad)
            {
                continue;
            }

            foreach (var file in Walk(inner, top: false))
            {
                yield return file;
            }
        }
    }

    private async Task<ExchangeFile?> LookAsync(string path, CancellationToken ct)
    {
        var name = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
        try
        {
            return await ExchangeFile.LookAsync(path, name, zone, ct);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            log.CannotBeOpened(busy, name);
            return null;
        }
    }

    private bool IsBeingWritten(ExchangeFile file)
    {
        var age = (clock.GetUtcNow().UtcDateTime - file.ChangedAt).Duration();
        var patience = TimeSpan.FromSeconds(settings.QuietSeconds * (file.IsWhole ? 1.0 : PatienceWithUnfinished));
        if (age >= patience)
        {
            return false;
        }

        log.StillBeingWritten(file.Name, (long)age.TotalSeconds);
        return true;
    }

    private string FreePlace(string to)
    {
        var extension = Path.GetExtension(to);
        Directory.CreateDirectory(Path.GetDirectoryName(FullPath(to))!);

        for (var attempt = 1; ; attempt++)
        {
            var place = attempt == 1 ? to : $"{to[..^extension.Length]} ({attempt}){extension}";
            if (!File.Exists(FullPath(place)))
            {
                return place;
            }
        }
    }

    private void CheckWritable()
    {
        try
        {
            var probe = Path.Combine(root, $".hub-{Guid.NewGuid():N}");
            using var stream = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw Misconfigured("в папку обмена нельзя писать, а AfterReading: Move переносит прочитанное; дайте право записи или поставьте Keep", "the exchange folder cannot be written to, and AfterReading: Move moves what was read; grant the right or set Keep", wrong);
        }
    }

    // Names come from the folder itself and from the hub's memory of it; neither may lead out of it.
    private string FullPath(string name)
    {
        var path = Path.GetFullPath(Path.Combine(root, name.Replace('/', Path.DirectorySeparatorChar)));
        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new InvalidOperationException($"the name '{name}' leads out of the exchange folder");
    }

    private ConnectorException Misconfigured(string ru, string en, Exception inner) =>
        new(Trouble.Misconfigured, new Words($"{settings.Folder}: {ru}", $"{settings.Folder}: {en}"), inner);
}
