using Crm.Simulator.Registers;
using Crm.Simulator.Sessions;

namespace Crm.Simulator.State;

/// <summary>
/// What the base holds, for whoever plays the accountant: reads and writes objects past the interface, its habits and its faults.
/// Every write gives the object a new version and registers it for exchange, as a write in 1C does.
/// </summary>
public sealed class BaseState
{
    private readonly Books _books;
    private readonly Bookkeeping _bookkeeping;
    private readonly SessionDesk _sessions;

    internal BaseState(Books books, Bookkeeping bookkeeping, SessionDesk sessions) =>
        (_books, _bookkeeping, _sessions) = (books, bookkeeping, sessions);

    /// <summary>Names of the sets, sections and records of registers included.</summary>
    public IReadOnlyList<string> Sets => [.. _books.Model.Sets.Select(set => set.Name)];

    internal Books Books => _books;
}
