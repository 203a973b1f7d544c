using System.Collections.Frozen;
using System.IO.Hashing;
using System.Text;
using Crm.Connect;
using Crm.Core.Mappings.Reading;

namespace Crm.Core.Mappings;

/// <summary>Everything that one flow translates with. Compiled once, immutable, thread-safe.</summary>
public sealed class MappingBook
{
    private readonly FrozenDictionary<string, IReadOnlyList<Mapping>> _byKind;

    private MappingBook(IReadOnlyList<Mapping> mappings, IReadOnlyList<MappingText> texts, IReadOnlyCollection<Standstill> without)
    {
        Mappings = mappings;
        Texts = texts;
        Hash = HashOf(texts, without);
        var takers = mappings.Where(mapping => mapping.Direction != Direction.Out).ToList();
        _byKind = takers.SelectMany(mapping => mapping.From).Distinct().ToFrozenDictionary(
            kind => kind,
            kind => (IReadOnlyList<Mapping>)[.. takers.Where(mapping => mapping.From.Contains(kind))],
            StringComparer.Ordinal);
    }

    /// <summary>Those first whose kinds others refer to.</summary>
    public IReadOnlyList<Mapping> Mappings { get; }

    /// <summary>All texts the book was made of, look-up tables too, by file name.</summary>
    public IReadOnlyList<MappingText> Texts { get; }

    /// <summary>Changes with every letter of every text, and with what stands still.</summary>
    public UInt128 Hash { get; }

    /// <summary><see cref="Hash"/> in hexadecimal digits, as runs and the database name it.</summary>
    public string HashText => Hash.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>
    /// Either a book comes out, or everything that is wrong with it, at once. Warnings may come with a book.
    /// </summary>
    /// <param name="paths">Files or folders, relative to the base directory; a folder stands for its *.yaml, less those in "tables".</param>
    /// <param name="kinds">What the connector speaks of: paths are checked against it.</param>
    /// <param name="direction">The ways the flow goes. Opened for the way in only, a book sends nothing and no rule needs a way back.</param>
    public static (MappingBook? Book, IReadOnlyList<Lint> Lints) Load(
        IReadOnlyList<string> paths, string baseDirectory, IReadOnlyList<ExternalKind> kinds, Direction direction = Direction.In)
    {
        var (book, lints, _) = Load(paths, baseDirectory, kinds, direction, new HashSet<Standstill>());
        return (book, lints);
    }

    /// <param name="without">What is left out of the book as if it were not written.</param>
    internal static (MappingBook? Book, IReadOnlyList<Lint> Lints, IReadOnlyList<ReadMapping> Files) Load(
        IReadOnlyList<string> paths, string baseDirectory, IReadOnlyList<ExternalKind> kinds, Direction direction, IReadOnlySet<Standstill> without)
    {
        var reader = new BookReader(Path.GetFullPath(baseDirectory), kinds, direction, without);
        var (mappings, lints) = reader.Read(paths);
        return lints.Any(lint => lint.IsError)
            ? (null, lints, reader.Files)
            : (new MappingBook([.. mappings.OrderBy(mapping => mapping.To.Order)], reader.Texts, without), lints, reader.Files);
    }

    /// <summary>What was found in the living base, each at the place in the mappings that relies on it.</summary>
    public IReadOnlyList<Lint> Lints(IEnumerable<BaseFinding> findings) => [.. findings.SelectMany(finding => FoundThere.Lints(Mappings, finding))];

    /// <summary>The mappings that take objects of that kind, those first whose kinds others refer to; none when nobody does.</summary>
    public IReadOnlyList<Mapping> Taking(string externalKind) => _byKind.GetValueOrDefault(externalKind, []);

    /// <summary>What the book takes and what it compares, kind by kind over there.</summary>
    public IReadOnlyList<WantedKind> Wants() =>
    [
        .. Mappings.SelectMany(mapping => mapping.From.Select(kind => (Kind: kind, Mapping: mapping))).GroupBy(pair => pair.Kind).Select(group => new WantedKind(
            group.Key,
            [.. group.SelectMany(pair => pair.Mapping.Paths).Distinct().Order(StringComparer.Ordinal)],
            [.. group.SelectMany(pair => pair.Mapping.KeyPaths())])),
    ];

    private static UInt128 HashOf(IReadOnlyList<MappingText> texts, IReadOnlyCollection<Standstill> without)
    {
        var hash = new XxHash128();
        foreach (var (file, field) in without.OrderBy(each => each.File, StringComparer.Ordinal).ThenBy(each => each.Field, StringComparer.Ordinal))
        {
            hash.Append(Encoding.UTF8.GetBytes($"without {file.Length} {file} {field}\n"));
        }

        foreach (var (file, text) in texts)
        {
            // The lengths keep one text from running into the next.
            hash.Append(Encoding.UTF8.GetBytes($"{file.Length} {file} {text.Length} {text}"));
        }

        return hash.GetCurrentHashAsUInt128();
    }
}
