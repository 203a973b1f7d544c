using System.Text;
using Crm.Connect;
using Crm.Core.Mappings.Reading;
using Crm.Core.Mappings.Samples;

namespace Crm.Core.Mappings;

/// <summary>
/// Runs the samples that lie beside mappings, in folders "samples": NN-name.in.xml, or whatever the connector reads, is what
/// comes, NN-name.out.json what must become of it and by which keys it is looked for. Where the book sends, NN-name.crm.json is what stands in the CRM, NN-name.sent.json what must be said
/// of it over there. An administrator adds one without a line of code.
/// </summary>
/// <param name="read">How the connector reads a file: its name, its bytes, the changes in it.</param>
public sealed class MappingSamples(
    MappingBook book, string baseDirectory, Func<string, Stream, IReadOnlyList<Change>> read)
{
    private const string Incoming = ".in.";
    private const string Outgoing = ".crm.json";

    private static readonly UTF8Encoding Utf8 = new(false);

    private readonly string _base = Path.GetFullPath(baseDirectory);

    /// <summary>What comes and what stands in the CRM in all samples beside the mappings of the book: full paths in order.</summary>
    public IReadOnlyList<string> Find() =>
    [
        .. book.Mappings.Select(mapping => Path.GetDirectoryName(Path.Combine(_base, mapping.File))!).Distinct()
            .Select(folder => Path.Combine(folder, "samples")).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*" + Incoming + "*").Concat(
                book.Mappings.Any(mapping => mapping.Sends) ? Directory.EnumerateFiles(folder, "*" + Outgoing) : []))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Everything in which the samples differ from what is expected of them; empty when all are right.</summary>
    public IReadOnlyList<Lint> Run()
    {
        var lints = new List<Lint>();
        foreach (var file in Find())
        {
            Run(file, lints);
        }

        return lints;
    }

    /// <summary>What the mappings make of one file, in the form of an expected file.</summary>
    /// <exception cref="ConnectorException">The connector cannot read the file, or it holds no rows of the CRM.</exception>
    public string Translate(string file)
    {
        if (IsOutgoing(file))
        {
            return SampleJson.Write(SampleRows.Read(File.ReadAllText(file)).Select(Back));
        }

        using var stream = File.OpenRead(file);
        return SampleJson.Write(read(Path.GetFileName(file), stream).SelectMany(Translate));
    }

    /// <summary>Writes the expected file of one sample from what the mappings make of it now; a person must look it through.</summary>
    /// <returns>The file written.</returns>
    public string Accept(string file)
    {
        var expected = ExpectedOf(file);
        File.WriteAllText(expected, Translate(file), Utf8);
        return expected;
    }

    private static bool IsOutgoing(string file) => file.EndsWith(Outgoing, StringComparison.Ordinal);

    private static string ExpectedOf(string file) => IsOutgoing(file) ? file[..^Outgoing.Length] + ".sent.json" : file[..file.LastIndexOf(Incoming, StringComparison.Ordinal)] + ".out.json";

    private void Run(string file, List<Lint> all)
    {
        var expected = ExpectedOf(file);
        var lints = new FileLints(Path.GetRelativePath(_base, expected).Replace('\\', '/'), all);
        if (!File.Exists(expected))
        {
            lints.Error(0, 0, LintCodes.SampleUnreadable, "рядом с образцом нет ожидаемого результата.", "the sample has no expected result beside it.");
            return;
        }

        try
        {
            SampleDifference.Tell(File.ReadAllText(expected), Translate(file), lints);
        }
        catch (ConnectorException broken)
        {
            lints.Error(0, 0, LintCodes.SampleUnreadable, $"образец не читается: {broken.Words.Ru}", $"the sample cannot be read: {broken.Words.En}");
        }
    }

    private IEnumerable<SampleRecord> Translate(Change change)
    {
        var theirs = (change as Change.Saved)?.Fields;
        var takers = book.Taking(change.Ref.Kind);
        foreach (var mapping in theirs is null ? takers.DistinctBy(mapping => mapping.To) : takers.Where(mapping => mapping.Takes(theirs)))
        {
            var translation = theirs is null ? null : mapping.Translate(theirs);
            yield return new SampleRecord(mapping.To.Name, change.Ref.Id, translation) { Match = Keys(mapping, translation) };
        }
    }

    private static IReadOnlyList<string>? Keys(Mapping mapping, Translation? translation) => translation is null || mapping.Match.Count == 0
        ? null
        : [.. mapping.Match.Where(key => key.Fits(translation.Fields)).Select(key => key.Name)];

    private SampleRecord Back(SampleRow row)
    {
        if (book.Mappings.FirstOrDefault(mapping => mapping.To == row.Kind && mapping.Suits(row.Fields)) is not { } sender)
        {
            var reason = new Words("ни одно сопоставление такую строку не посылает", "no mapping sends such a row");
            return new SampleRecord(row.Kind.Name, row.Id, new Translation(Fields.Empty, [new Rejection("", null, reason)], []));
        }

        var said = sender.Back(row.Fields);
        return new SampleRecord(sender.KindFor(said.Fields), row.Id, said);
    }
}
