using System.Collections.ObjectModel;
using System.IO.Compression;
using Crm.Connect;
using Crm.Connectors.OneC.CommerceML.Pieces;

namespace Crm.Connectors.OneC.CommerceML.Folder;

/// <summary>A zip of an exchange: its documents in the order in which they build on each other; pictures are passed over.</summary>
internal static class ZipPackage
{
    private const int MostEntries = 10_000;
    private const long MostBytes = 8L << 30;

    /// <summary>What the zip holds, as far as its heads tell, and whether it opens at all.</summary>
    public static (CommerceGlance Glance, bool IsWhole) Look(Stream stream, TimeZoneInfo zone)
    {
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var first = Documents(zip, zone).FirstOrDefault();
            return (first?.Glance ?? CommerceGlance.None, true);
        }
        catch (InvalidDataException)
        {
            return (CommerceGlance.None, false);
        }
    }

    /// <summary>The pieces of all its documents.</summary>
    /// <exception cref="ConnectorException">Malformed: broken, or built to do harm. Refused: no document of ours in it.</exception>
    public static IEnumerable<Piece> Read(Stream raw, PieceSource source, CancellationToken ct)
    {
        using var zip = Opened(raw, source.File);
        Guard(zip, source.File);
        var documents = Ordered(zip, source);
        foreach (var (entry, glance) in documents)
        {
            var place = source with { File = $"{source.File}/{entry.FullName}", FormedAt = glance.FormedAt ?? source.FormedAt, Set = entry.FullName };
            using var stream = new EntryStream(entry, place.File);
            foreach (var piece in CommerceDocument.Read(stream, place, ct))
            {
                yield return piece;
            }
        }
    }

    private sealed record Document(ZipArchiveEntry Entry, CommerceGlance Glance);

    private static ZipArchive Opened(Stream raw, string file)
    {
        try
        {
            return new ZipArchive(raw, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException wrong)
        {
            throw Broken.Whole(file, "архив zip повреждён или обрывается", "the zip is damaged or breaks off", wrong);
        }
    }

    private static List<Document> Ordered(ZipArchive zip, PieceSource source)
    {
        try
        {
            var documents = Documents(zip, source.Zone).ToList();
            return documents.Count > 0 ? documents
                : throw Broken.NotOurs(source.File, "в архиве нет файлов CommerceML; он не тронут", "the zip holds no CommerceML file; it stays untouched");
        }
        catch (InvalidDataException wrong)
        {
            throw Broken.Whole(source.File, "архив zip повреждён", "the zip is damaged", wrong);
        }
    }

    // Operators of electronic documents put files of their own beside; a file without any root is kept, to be refused in words.
    private static IEnumerable<Document> Documents(ZipArchive zip, TimeZoneInfo zone) =>
        zip.Entries
            .Where(entry => !entry.IsEncrypted && entry.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            .Take(MostEntries)
            .Select(entry => new Document(entry, Glance(entry, zone)))
            .Where(document => document.Glance.IsCommerce || document.Glance.Root is null)
            .OrderBy(document => document.Glance.FormedAt ?? DateTime.MinValue)
            .ThenBy(document => document.Glance.Rank)
            .ThenBy(document => document.Entry.FullName, StringComparer.Ordinal);

    private static CommerceGlance Glance(ZipArchiveEntry entry, TimeZoneInfo zone)
    {
        using var stream = entry.Open();
        var head = new byte[CommerceGlance.HeadSize];
        return CommerceGlance.Of(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)), zone);
    }

    private static void Guard(ZipArchive zip, string file)
    {
        var entries = EntriesOf(zip, file);
        if (entries.Count > MostEntries)
        {
            throw Broken.Whole(file, $"в архиве больше {MostEntries} файлов", $"the zip holds more than {MostEntries} files");
        }

        if (entries.FirstOrDefault(entry => LeavesFolder(entry.FullName)) is { } outside)
        {
            throw Broken.Whole(file, $"имя в архиве ведёт за его пределы: «{outside.FullName}»", $"a name in the zip leads out of it: '{outside.FullName}'");
        }

        if (entries.FirstOrDefault(entry => entry.IsEncrypted) is { } secret)
        {
            throw Broken.Whole(file, $"«{secret.FullName}» в архиве зашифрован", $"'{secret.FullName}' in the zip is encrypted");
        }

        if (entries.Any(entry => entry.Length is < 0 or > MostBytes) || entries.Sum(entry => entry.Length) > MostBytes || entries.Any(entry => EntryStream.IsBomb(entry.Length, entry.CompressedLength)))
        {
            throw Broken.Whole(file, "архив разворачивается в неправдоподобно много байтов (zip-бомба)", "the zip unfolds to implausibly many bytes (a zip bomb)");
        }
    }

    private static ReadOnlyCollection<ZipArchiveEntry> EntriesOf(ZipArchive zip, string file)
    {
        try
        {
            return zip.Entries;
        }
        catch (InvalidDataException wrong)
        {
            throw Broken.Whole(file, "оглавление архива zip повреждено", "the directory of the zip is damaged", wrong);
        }
    }

    private static bool LeavesFolder(string name) =>
        name.StartsWith('/') || name.StartsWith('\\') || (name.Length > 1 && name[1] == ':')
        || name.Split('/', '\\').Any(part => part.Trim() == "..");
}
