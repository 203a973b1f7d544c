using System.Threading.Channels;

namespace Crm.Connectors.OneC.OData.Wire;

/// <summary>As many requests at once as the base may have, and no more.</summary>
internal sealed class Slots
{
    private readonly Channel<Slot> _free = Channel.CreateUnbounded<Slot>();

    public Slots(int count)
    {
        All = [.. Enumerable.Range(0, count).Select(_ => new Slot())];
        foreach (var slot in All)
        {
            _free.Writer.TryWrite(slot);
        }
    }

    public IReadOnlyList<Slot> All { get; }

    public async Task<T> UseAsync<T>(Func<Slot, Task<T>> work, CancellationToken ct)
    {
        var slot = await _free.Reader.ReadAsync(ct);
        try
        {
            return await work(slot);
        }
        finally
        {
            _free.Writer.TryWrite(slot);
        }
    }
}
