using System.Runtime.CompilerServices;
using Crm.Connect;

namespace Crm.Hub.Proving.Bases;

/// <summary>Lets the power go before and after each word that a channel exchanges with its base.</summary>
internal sealed class ReachingChannel(IChannel channel, Action<string> reach) : IChannel
{
    public async Task CheckAsync(CancellationToken ct)
    {
        reach("check");
        await channel.CheckAsync(ct);
    }

    public async IAsyncEnumerable<Delivery> ReceiveAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var delivery in channel.ReceiveAsync(ct))
        {
            yield return delivery with
            {
                OpenAsync = inner =>
                {
                    reach("fetch");
                    return delivery.OpenAsync(inner);
                },
            };
        }
    }

    public IEnumerable<Piece> Read(Delivery delivery, Stream raw, CancellationToken ct) => channel.Read(delivery, raw, ct);

    public async Task AcknowledgeAsync(Delivery delivery, CancellationToken ct)
    {
        reach("acknowledge");
        await channel.AcknowledgeAsync(delivery, ct);
        reach("acknowledged there");
    }

    public Task<string> PutAsideAsync(Delivery delivery, Words reason, CancellationToken ct) => channel.PutAsideAsync(delivery, reason, ct);

    public async Task<IReadOnlyList<Receipt>> SendAsync(Parcel parcel, CancellationToken ct)
    {
        reach("send");
        var receipts = await channel.SendAsync(parcel, ct);
        reach("sent there");
        return receipts;
    }

    public async Task<IReadOnlyList<Sight>> ProbeAsync(IReadOnlyList<ExternalRef> keys, CancellationToken ct)
    {
        reach("probe");
        return await channel.ProbeAsync(keys, ct);
    }

    public ValueTask DisposeAsync() => channel.DisposeAsync();
}
