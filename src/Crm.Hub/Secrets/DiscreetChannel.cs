using System.Runtime.CompilerServices;
using Crm.Connect;

namespace Crm.Hub.Secrets;

/// <summary>
/// Strikes secrets out of all sentences of a channel before anybody stores or shows them: the other side may repeat in its errors
/// what it was sent. Objects pass as they are.
/// </summary>
internal sealed class DiscreetChannel(IChannel channel, KnownSecrets secrets) : IChannel
{
    public static DiscreetChannel Open(IConnector connector, Connection connection, KnownSecrets secrets)
    {
        try
        {
            return new DiscreetChannel(connector.Open(connection), secrets);
        }
        catch (ConnectorException e)
        {
            throw Hidden(e, secrets);
        }
    }

    public Task CheckAsync(CancellationToken ct) => AskAsync(() => channel.CheckAsync(ct));

    public Task<BaseShape> DescribeAsync(CancellationToken ct) => AskAsync(() => channel.DescribeAsync(ct));

    public Task PinAsync(BaseShape shape, CancellationToken ct) => AskAsync(() => channel.PinAsync(shape, ct));

    public async Task<IReadOnlyList<BaseFinding>> ExamineAsync(CancellationToken ct) =>
        [.. (await AskAsync(() => channel.ExamineAsync(ct))).Select(finding => finding with { Words = secrets.Hide(finding.Words) })];

    public async IAsyncEnumerable<Delivery> ReceiveAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var deliveries = Ask(() => channel.ReceiveAsync(ct).GetAsyncEnumerator(ct));
        while (await AskAsync(() => deliveries.MoveNextAsync().AsTask()))
        {
            var delivery = deliveries.Current;
            yield return delivery with { OpenAsync = inner => new ValueTask<Stream>(AskAsync(() => delivery.OpenAsync(inner).AsTask())) };
        }
    }

    public IEnumerable<Piece> Read(Delivery delivery, Stream raw, CancellationToken ct)
    {
        using var pieces = Ask(() => channel.Read(delivery, raw, ct).GetEnumerator());
        while (Ask(pieces.MoveNext))
        {
            yield return pieces.Current;
        }
    }

    public Task AcknowledgeAsync(Delivery delivery, CancellationToken ct) => AskAsync(() => channel.AcknowledgeAsync(delivery, ct));

    public Task<string> PutAsideAsync(Delivery delivery, Words reason, CancellationToken ct) => AskAsync(() => channel.PutAsideAsync(delivery, reason, ct));

    public async Task<IReadOnlyList<Receipt>> SendAsync(Parcel parcel, CancellationToken ct) =>
        [.. (await AskAsync(() => channel.SendAsync(parcel, ct))).Select(receipt => receipt with { Reason = receipt.Reason is { } reason ? secrets.Hide(reason) : null })];

    public Task<IReadOnlyList<Sight>> ProbeAsync(IReadOnlyList<ExternalRef> keys, CancellationToken ct) => AskAsync(() => channel.ProbeAsync(keys, ct));

    public ValueTask DisposeAsync() => channel.DisposeAsync();

    private T Ask<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (ConnectorException e)
        {
            throw Hidden(e);
        }
    }

    private async Task AskAsync(Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (ConnectorException e)
        {
            throw Hidden(e);
        }
    }

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (ConnectorException e)
        {
            throw Hidden(e);
        }
    }

    private ConnectorException Hidden(ConnectorException e) => Hidden(e, secrets);

    private static ConnectorException Hidden(ConnectorException e, KnownSecrets secrets) => new(e.Trouble, secrets.Hide(e.Words), e);
}
