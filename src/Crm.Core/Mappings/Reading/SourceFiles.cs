using System.Text;

namespace Crm.Core.Mappings.Reading;

/// <summary>Finds and reads the files of a book, and remembers their texts.</summary>
internal sealed class SourceFiles(string baseDirectory)
{
    private const int Largest = 1_000_000;
    private const string Tables = "tables";

    private static readonly UTF8Encoding Strict = new(false, true);

    private readonly List<MappingText> _texts = [];

    public IReadOnlyList<MappingText> Texts => _texts;

    public FileLints LintsOf(string file, List<Lint> all) => new(Shown(file), all);

    /// <summary>How a file is named to people: relative to the base directory, with '/'.</summary>
    public string Shown(string file) => Path.GetRelativePath(baseDirectory, file).Replace('\\', '/');

    /// <summary>The mapping files at a path, full; what cannot be found is told of.</summary>
    public IReadOnlyList<string> Find(string path, List<Lint> lints)
    {
        var full = Path.GetFullPath(path, baseDirectory);
        List<string> found = File.Exists(full) ? [full] : Directory.Exists(full) ? InFolder(full) : [];
        if (found.Count == 0)
        {
            LintsOf(full, lints).Error(0, 0, LintCodes.NotFound, "здесь нет ни одного файла сопоставлений (*.yaml).", "there is no mapping file (*.yaml) here.");
        }

        return found;
    }

    public string? Read(string file, FileLints lints)
    {
        try
        {
            if (new FileInfo(file).Length > Largest)
            {
                lints.Error(0, 0, LintCodes.TooBig, "файл больше 1 МБ; разделите его.", "the file is larger than 1 MB; part it.");
                return null;
            }

            var text = Strict.GetString(File.ReadAllBytes(file));
            _texts.Add(new MappingText(lints.File, text));
            return text;
        }
        catch (DecoderFallbackException)
        {
            lints.Error(0, 0, LintCodes.Syntax, "файл не в кодировке UTF-8; сохраните его в UTF-8.", "the file is not in UTF-8; save it as UTF-8.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            lints.Error(0, 0, LintCodes.NotFound, $"файл не читается: {e.Message}", $"the file cannot be read: {e.Message}");
        }

        return null;
    }

    private static List<string> InFolder(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).SkipLast(1).Contains(Tables))
            .Order(StringComparer.Ordinal),
    ];
}
