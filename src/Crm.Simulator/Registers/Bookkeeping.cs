using Crm.Simulator.State;

namespace Crm.Simulator.Registers;

/// <summary>The movements that posting a document makes.</summary>
internal sealed class Bookkeeping(Books books)
{
    public void Post(Item document) => _ = books;

    public void Unpost(Item document) => _ = books;
}
