using Crm.Core.Mappings.Converters;

namespace Crm.Core.Mappings.Reading;

/// <summary>Look-up tables already read; each is read once and its lints are told once.</summary>
internal sealed class TableShelf(SourceFiles files, List<Lint> lints)
{
    private readonly Dictionary<string, LookupTable?> _open = new(StringComparer.Ordinal);

    public static IEnumerable<string> FilesIn(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal) : [];

    public bool IsUsed(string file) => _open.ContainsKey(file);

    public LookupTable? Open(string file)
    {
        if (!_open.TryGetValue(file, out var table))
        {
            var its = files.LintsOf(file, lints);
            table = files.Read(file, its) is { } text && YamlTree.Read(text, its) is { } root
                ? new TableReader(its).Read(root, Path.GetFileNameWithoutExtension(file))
                : null;
            _open.Add(file, table);
        }

        return table;
    }
}
