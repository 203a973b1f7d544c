using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Raw;
using Crm.Core.Mappings;
using Crm.Testing.OData;

namespace Crm.Connectors.OneC.Tests.OData.Mappings;

/// <summary>The mappings of one configuration as they lie in the repository, and the shape of a base of that configuration.</summary>
internal sealed record ShippedBook(string Name)
{
    private static readonly Dictionary<string, IReadOnlyList<ExternalKind>> Known = [];

    public static TheoryData<string> Names => ["bp", "ut", "unf"];

    public static string Root { get; } = FindRoot();

    public string Folder => "mappings/onec-" + Name;

    public IReadOnlyList<ExternalKind> Kinds
    {
        get
        {
            lock (Known)
            {
                return Known.TryGetValue(Name, out var kinds) ? kinds : Known[Name] = Read(Shapes.Of(Name));
            }
        }
    }

    /// <summary>What hub check does without a base: the lints, and, where there are no errors, the samples.</summary>
    public static IReadOnlyList<Lint> Check(string folder, string root, IReadOnlyList<ExternalKind> kinds)
    {
        var (book, lints) = MappingBook.Load([folder], root, kinds, Direction.Both);
        return book is null ? lints : [.. lints, .. Samples(book, root).Run()];
    }

    public static MappingSamples Samples(MappingBook book, string root) => new(book, root, Changes);

    public static IReadOnlyList<Change> Changes(string name, Stream raw)
    {
        using (raw)
        {
            return [.. RawDelivery.Read("1c", raw, CancellationToken.None).SelectMany(piece => piece.Read())];
        }
    }

    private static IReadOnlyList<ExternalKind> Read(string shape)
    {
        using var stream = File.OpenRead(shape);
        return ShapeKinds.Of(MetadataReader.Read(stream, CancellationToken.None));
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Crm.Integration.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
