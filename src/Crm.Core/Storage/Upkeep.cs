namespace Crm.Core.Storage;

/// <summary>What a database wants done between the transactions of one that writes long.</summary>
public abstract class Upkeep : IAsyncDisposable
{
    /// <summary>Called between two transactions of the writer.</summary>
    public abstract void AfterCommit();

    public abstract ValueTask DisposeAsync();
}
