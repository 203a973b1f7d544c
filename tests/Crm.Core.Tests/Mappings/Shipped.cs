using Crm.Core.Mappings;

namespace Crm.Core.Tests.Mappings;

/// <summary>The mappings that lie in the repository.</summary>
internal static class Shipped
{
    public static string Root { get; } = FindRoot();

    public static MappingBook Book { get; } = Open();

    private static MappingBook Open()
    {
        var (book, lints) = MappingBook.Load(["mappings/commerceml"], Root, CommerceMlVocabulary.Kinds);
        return book ?? throw new InvalidOperationException(string.Join('\n', lints));
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Crm.Integration.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the repository was not found above the tests");
        }

        return folder;
    }
}
