using Crm.Core.Mappings;
using Crm.Core.Sync;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>The mappings that flows work by, each book opened once.</summary>
internal sealed class MappingShelf(Session session)
{
    private readonly Dictionary<string, (MappingBook? Book, IReadOnlyList<Problem> Problems)> _books = new(StringComparer.Ordinal);

    /// <returns>The book, or null with the errors that keep it shut; warnings may come with either.</returns>
    public (MappingBook? Book, IReadOnlyList<Problem> Problems) Open(ConfiguredFlow flow)
    {
        if (!_books.TryGetValue(flow.Name, out var opened))
        {
            var (book, lints) = MappingBook.Load(flow.Mappings, session.Settings.BaseDirectory, session.KindsOf(flow.Connection), flow.Direction);
            _books[flow.Name] = opened = (book, [.. lints.Select(Problem.Of)]);
        }

        return opened;
    }

    /// <summary>Who is to hear what, by all flows out.</summary>
    /// <exception cref="ProblemException">A book of the way out is wrong: what changes meanwhile would never be told to its base.</exception>
    public Subscriptions Subscriptions()
    {
        var books = new Dictionary<string, MappingBook>(StringComparer.Ordinal);
        foreach (var flow in session.Settings.Flows.Where(flow => flow.Direction != Direction.In))
        {
            var (book, problems) = Open(flow);
            books[flow.Connection.Name] = book ?? throw new ProblemException([.. problems.Where(problem => problem.IsError)]);
        }

        return new Subscriptions(books);
    }
}
