using Crm.Core.Mappings;

namespace Crm.Connectors.OneC.Tests.OData.Mappings.Mutants;

/// <summary>The shipped mappings of one configuration in a folder of their own, in which one word at a time is wrong.</summary>
internal sealed class Laboratory : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mutants-");
    private readonly ShippedBook _shipped;

    public Laboratory(ShippedBook shipped)
    {
        _shipped = shipped;
        Copy(shipped.Folder);
        Copy("mappings/tables");
        var choices = new WordChoices(shipped.Kinds);
        All = [.. Texts().SelectMany(file => MutantSource.Of(file, File.ReadAllText(Full(file)), choices))];
    }

    /// <summary>Every mutant there is.</summary>
    public IReadOnlyList<Mutant> All { get; }

    public IReadOnlyList<Lint> CheckUnchanged() => ShippedBook.Check(_shipped.Folder, _folder.FullName, _shipped.Kinds);

    /// <summary>What hub check says of the mutant.</summary>
    public IReadOnlyList<Lint> Check(Mutant mutant) => With(mutant, CheckUnchanged);

    /// <summary>The mutant and the original as books; null where there is none.</summary>
    public (MappingBook? Mutated, MappingBook Original) Books(Mutant mutant) => (With(mutant, Load), Load()!);

    public void Dispose() => _folder.Delete(recursive: true);

    private MappingBook? Load() => MappingBook.Load([_shipped.Folder], _folder.FullName, _shipped.Kinds, Direction.Both).Book;

    private T With<T>(Mutant mutant, Func<T> look)
    {
        var text = File.ReadAllText(Full(mutant.File));
        File.WriteAllText(Full(mutant.File), mutant.Apply(text));
        try
        {
            return look();
        }
        finally
        {
            File.WriteAllText(Full(mutant.File), text);
        }
    }

    // The currencies belong to all connectors and are tried with the files of CommerceML.
    private IEnumerable<string> Texts() => Directory.EnumerateFiles(Full(_shipped.Folder), "*.yaml").Select(file => $"{_shipped.Folder}/{Path.GetFileName(file)}")
        .Append("mappings/tables/vat-words.yaml").Where(file => _shipped.Name != "unf" || !file.EndsWith("vat-words.yaml", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private string Full(string file) => Path.Combine(_folder.FullName, file);

    private void Copy(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(ShippedBook.Root, folder), "*", SearchOption.AllDirectories))
        {
            var target = Full(Path.GetRelativePath(ShippedBook.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
