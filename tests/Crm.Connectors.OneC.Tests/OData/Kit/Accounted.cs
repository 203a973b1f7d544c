using System.Runtime.CompilerServices;
using Crm.Connect;

namespace Crm.Connectors.OneC.Tests.OData.Kit;

/// <summary>A channel as the hub uses it: it keeps what it fetched, and accounts for it before it acknowledges.</summary>
internal sealed class Accounted(IChannel inner, MemoryNotes memory) : IChannel
{
    public Task CheckAsync(CancellationToken ct) => inner.CheckAsync(ct);

    public async IAsyncEnumerable<Delivery> ReceiveAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var delivery in inner.ReceiveAsync(ct))
        {
            using var kept = new MemoryStream();
            await using (var raw = await delivery.OpenAsync(ct))
            {
                await raw.CopyToAsync(kept, ct);
            }

            yield return delivery with { OpenAsync = _ => ValueTask.FromResult<Stream>(new MemoryStream(kept.ToArray())) };
        }
    }

    public IEnumerable<Piece> Read(Delivery delivery, Stream raw, CancellationToken ct) => inner.Read(delivery, raw, ct);

    public async Task AcknowledgeAsync(Delivery delivery, CancellationToken ct)
    {
        memory.Take(await BaseRoom.ReadAsync(inner, delivery));
        await inner.AcknowledgeAsync(delivery, ct);
    }

    public Task<string> PutAsideAsync(Delivery delivery, Words reason, CancellationToken ct) => inner.PutAsideAsync(delivery, reason, ct);

    public Task<IReadOnlyList<Receipt>> SendAsync(Parcel parcel, CancellationToken ct) => inner.SendAsync(parcel, ct);

    public Task<IReadOnlyList<Sight>> ProbeAsync(IReadOnlyList<ExternalRef> keys, CancellationToken ct) => inner.ProbeAsync(keys, ct);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
