using Crm.Benchmarks.Generation;

namespace Crm.Benchmarks;

/// <summary>Where a benchmark keeps the export of the moment and the databases of its phases.</summary>
internal sealed record BenchmarkFolder(string Root)
{
    public string Exchange => Path.Combine(Root, "exchange");

    /// <summary>The files of the export, in the order in which they were written.</summary>
    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(Exchange, "*.xml").Order(StringComparer.Ordinal)];

    public long Bytes => Files.Sum(file => new FileInfo(file).Length);

    /// <summary>Replaces the export, as 1C does every night.</summary>
    public void Put(ExportOptions export) => ExchangeGenerator.Write(Exchange, export);

    /// <summary>The path of a database that is not there yet.</summary>
    public string NewDatabase(string name)
    {
        var path = Path.Combine(Root, name + ".db");
        foreach (var file in new[] { path, path + "-wal", path + "-shm" })
        {
            File.Delete(file);
        }

        return path;
    }
}
