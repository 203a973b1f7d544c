namespace Crm.Benchmarks;

/// <summary>The folder that was asked for, which stays, or one of its own, which goes with its gigabytes.</summary>
internal sealed class WorkFolder(string? asked) : IDisposable
{
    public BenchmarkFolder Benchmark { get; } = new(
        asked is null ? Directory.CreateTempSubdirectory("crm-benchmark-").FullName : Path.GetFullPath(asked));

    public void Dispose()
    {
        if (asked is null)
        {
            Directory.Delete(Benchmark.Root, recursive: true);
        }
    }
}
