using Crm.Core.Mappings.Converters;

namespace Crm.Core.Mappings.Reading;

/// <summary>The look-up tables beside the mappings of one folder: those in its own "tables", then those in its parent's.</summary>
internal sealed class LookupTables(TableShelf shelf, string folder)
{
    /// <summary>The table of that name, or null; a table that is missing is told of here, a table that is wrong in its own file.</summary>
    public LookupTable? Find(TextNode name, FileLints lints)
    {
        if (FileOf(name.Text) is { } file)
        {
            return shelf.Open(file);
        }

        var known = Places.SelectMany(TableShelf.FilesIn).Select(file => Path.GetFileNameWithoutExtension(file));
        lints.Error(
            name, LintCodes.NoTable,
            $"нет таблицы «{name.Text}»: ожидается файл tables/{name.Text}.yaml.",
            $"there is no look-up table '{name.Text}': expected is the file tables/{name.Text}.yaml.",
            Nearest.To(name.Text, known));
        return null;
    }

    /// <summary>The table of that name, or null, without a word.</summary>
    public LookupTable? Known(string name) => FileOf(name) is { } file ? shelf.Open(file) : null;

    private string? FileOf(string name) => name.AsSpan().IndexOfAny("/\\:") < 0
        ? Places.Select(place => Path.Combine(place, name + ".yaml")).FirstOrDefault(File.Exists)
        : null;

    private IEnumerable<string> Places
    {
        get
        {
            yield return Path.Combine(folder, "tables");
            if (Path.GetDirectoryName(folder) is { Length: > 0 } parent)
            {
                yield return Path.Combine(parent, "tables");
            }
        }
    }
}
