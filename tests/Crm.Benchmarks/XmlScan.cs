namespace Crm.Benchmarks;

/// <summary>The least that any program does that looks at every element: read all nodes, keep none.</summary>
internal static class XmlScan
{
    public static long Run(BenchmarkFolder folder)
    {
        var nodes = 0L;
        foreach (var file in folder.Files)
        {
            using var reader = HouseXml.Open(file);
            while (reader.Read())
            {
                nodes++;
            }
        }

        return nodes;
    }
}
