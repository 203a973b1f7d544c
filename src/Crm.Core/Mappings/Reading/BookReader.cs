using Crm.Connect;

namespace Crm.Core.Mappings.Reading;

/// <summary>Reads all files of a book and tells everything that is wrong with them.</summary>
/// <param name="stopped">What is passed over.</param>
internal sealed class BookReader(string baseDirectory, IReadOnlyList<ExternalKind> kinds, Direction direction, IReadOnlySet<Standstill> stopped)
{
    private readonly List<Lint> _lints = [];
    private readonly SourceFiles _files = new(baseDirectory);
    private readonly Dictionary<string, ExternalKind> _kinds = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    public IReadOnlyList<MappingText> Texts => [.. _files.Texts.OrderBy(text => text.File, StringComparer.Ordinal)];

    /// <summary>The files as they were read, with the mappings that stand still among them.</summary>
    public IReadOnlyList<ReadMapping> Files { get; private set; } = [];

    public (IReadOnlyList<Mapping> Mappings, IReadOnlyList<Lint> Lints) Read(IReadOnlyList<string> paths)
    {
        var shelf = new TableShelf(_files, _lints);
        var files = paths.SelectMany(path => _files.Find(path, _lints)).Distinct(StringComparer.Ordinal).ToList();
        Files = [.. files.Select(file => One(file, shelf)).OfType<ReadMapping>()];
        var read = Files.Where(each => !Stands(each.Lints.File)).ToList();
        BookLints.CheckPairs(read);
        if (!_lints.Any(lint => lint.IsError))
        {
            // What a wrong rule would have used or made is not known.
            BookLints.CheckLinks(read, Files);
            UnusedTables(files, shelf);
        }

        return ([.. read.Select(each => each.Mapping)], Sorted());
    }

    private ReadMapping? One(string file, TableShelf shelf)
    {
        var shown = _files.Shown(file);
        var lints = _files.LintsOf(file, Stands(shown) ? [] : _lints);
        var without = stopped.Where(each => each.File == shown).Select(each => each.Field).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return _files.Read(file, lints) is { } text && YamlTree.Read(text, lints) is { } root
            ? new MappingReader(lints, new LookupTables(shelf, Path.GetDirectoryName(file)!), _kinds, direction, without).Read(root)
            : null;
    }

    private bool Stands(string file) => stopped.Contains(new Standstill(file, null));

    private void UnusedTables(List<string> files, TableShelf shelf)
    {
        var folders = files.Select(file => Path.GetDirectoryName(file)!).Distinct().ToList();
        var shared = folders.Select(folder => Path.GetDirectoryName(folder)!).Distinct().Where(parent => ReadsAll(parent, folders));
        foreach (var table in folders.Concat(shared).Distinct().SelectMany(folder => TableShelf.FilesIn(Path.Combine(folder, "tables"))))
        {
            if (!shelf.IsUsed(table))
            {
                _files.LintsOf(table, _lints).Warning(
                    new TextNode("", true, 1, 1), LintCodes.UnusedTable,
                    "таблицей никто не пользуется; уберите её или сошлитесь: lookup.", "nobody uses the table; remove it or refer to it by lookup.");
            }
        }
    }

    // Tables shared with mappings of another book are not ours to judge.
    private static bool ReadsAll(string parent, List<string> folders) =>
        Directory.Exists(parent)
        && Directory.EnumerateDirectories(parent)
            .Where(folder => Directory.EnumerateFiles(folder, "*.yaml").Any() && Path.GetFileName(folder) != "tables")
            .All(folders.Contains);

    private List<Lint> Sorted() =>
    [
        .. _lints.OrderBy(lint => lint.File, StringComparer.Ordinal)
            .ThenBy(lint => lint.Line).ThenBy(lint => lint.Column).ThenBy(lint => lint.Code, StringComparer.Ordinal),
    ];
}
