using Crm.Core.Mappings;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>Opens the mappings that flows work by.</summary>
internal static class MappingShelf
{
    /// <returns>The book, or null with the errors that keep it shut; warnings may come with either.</returns>
    public static (MappingBook? Book, IReadOnlyList<Problem> Problems) Open(ConfiguredFlow flow, Configuration settings)
    {
        var (book, lints) = MappingBook.Load(flow.Mappings, settings.BaseDirectory, flow.Connection.Connector.Kinds);
        return (book, [.. lints.Select(Problem.Of)]);
    }
}
