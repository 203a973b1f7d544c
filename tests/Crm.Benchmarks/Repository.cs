namespace Crm.Benchmarks;

/// <summary>Where the sources lie.</summary>
internal static class Repository
{
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Crm.Integration.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
