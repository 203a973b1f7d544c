using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Core.Sync;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>The mappings that flows work by, each book opened once.</summary>
internal sealed class MappingShelf(Session session)
{
    private readonly Dictionary<string, (MappingBook? Book, IReadOnlyList<Problem> Problems)> _books = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<ExternalKind>> _kinds = new(StringComparer.Ordinal);

    /// <returns>The book, or null with the errors that keep it shut; warnings may come with either.</returns>
    public (MappingBook? Book, IReadOnlyList<Problem> Problems) Open(ConfiguredFlow flow)
    {
        if (!_books.TryGetValue(flow.Name, out var opened))
        {
            var (book, lints) = Load(flow, _kinds.GetValueOrDefault(flow.Connection.Name) ?? session.KindsOf(flow.Connection));
            _books[flow.Name] = opened = (book, [.. lints.Select(Problem.Of)]);
        }

        return opened;
    }

    /// <summary>From now on the mappings of the connection are read by these kinds, whatever was pinned.</summary>
    public void ReadBy(ConfiguredConnection connection, IReadOnlyList<ExternalKind> kinds)
    {
        _kinds[connection.Name] = kinds;
        foreach (var flow in session.Settings.Flows.Where(flow => flow.Connection == connection))
        {
            _books.Remove(flow.Name);
        }
    }

    /// <summary>From now on the flow works by this book.</summary>
    public void Put(ConfiguredFlow flow, MappingBook? book, IReadOnlyList<Problem> problems) => _books[flow.Name] = (book, problems);

    /// <summary>Whether every flow of the connection could be begun, were the base built of these kinds.</summary>
    public bool AllFit(ConfiguredConnection connection, IReadOnlyList<ExternalKind> kinds) =>
        session.Settings.Flows.Where(flow => flow.Connection == connection).All(flow => Load(flow, kinds).Book is not null);

    private (MappingBook? Book, IReadOnlyList<Lint> Lints) Load(ConfiguredFlow flow, IReadOnlyList<ExternalKind> kinds) =>
        MappingBook.Load(flow.Mappings, session.Settings.BaseDirectory, kinds, flow.Direction);

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
