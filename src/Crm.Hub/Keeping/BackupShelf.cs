using System.Globalization;
using Crm.Connect;

namespace Crm.Hub.Keeping;

/// <summary>The folder in which backups lie, named by when they were made.</summary>
internal sealed class BackupShelf(string folder)
{
    /// <summary>What a backup is called besides while it is not verified.</summary>
    public const string Draft = ".part";

    private const string Names = "hub-????????-??????.zip";

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<string> Files => !Directory.Exists(folder) ? [] : [.. Directory.EnumerateFiles(folder, Names).Order(StringComparer.Ordinal)];

    /// <summary>When the newest was made, UTC; null when there is none.</summary>
    public DateTimeOffset? NewestAt => Files is [.., var newest] && DateTimeOffset.TryParseExact(
        Path.GetFileNameWithoutExtension(newest)["hub-".Length..], "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    /// <summary>Why none can be put there; null when one can, or the folder is yet to be made.</summary>
    public Words? Objection()
    {
        try
        {
            using var probe = !Directory.Exists(folder) ? null : new FileStream(
                Path.Combine(folder, $".hub-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Words(
                $"В папку копий {folder} нельзя писать. Дайте право записи тому, от кого работает хаб, или укажите другую папку.",
                $"The folder of backups {folder} cannot be written to. Grant the right to whom the hub works as, or name another folder.");
        }
    }

    /// <summary>The name of one that is made at that moment; what a dead one left behind is taken away.</summary>
    public string NewFile(DateTime at)
    {
        Directory.CreateDirectory(folder);
        foreach (var dead in Directory.EnumerateFiles(folder, Names + Draft))
        {
            File.Delete(dead);
        }

        return Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"hub-{at:yyyyMMdd-HHmmss}.zip"));
    }

    /// <summary>Deletes the oldest, so that so many are left.</summary>
    /// <returns>Their names.</returns>
    public IReadOnlyList<string> Thin(int count)
    {
        var old = Files.SkipLast(count).ToList();
        old.ForEach(File.Delete);
        return [.. old.Select(file => Path.GetFileName(file))];
    }
}
