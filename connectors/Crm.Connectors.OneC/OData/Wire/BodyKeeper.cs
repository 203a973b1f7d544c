namespace Crm.Connectors.OneC.OData.Wire;

/// <summary>Where the body of an answer goes, and how much of it there may be.</summary>
internal sealed class BodySink(Stream stream, long longest)
{
    public static readonly HttpRequestOptionsKey<BodySink> Key = new("body");

    public Stream Stream { get; } = stream;

    public long Longest { get; } = longest;

    public bool WasTooLong { get; set; }
}

/// <summary>
/// Reads every body itself, as it comes, into the sink of its request: counted, and given up when 1C is silent for too long.
/// </summary>
internal sealed class BodyKeeper(HttpMessageHandler inner, TimeSpan patience, TimeProvider clock) : DelegatingHandler(inner)
{
    private const int BufferSize = 64 << 10;

    // What the error says that came in place of what was asked for fits into this.
    private const long LongestError = 256 << 10;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await InTimeAsync(ct => base.SendAsync(request, ct), cancellationToken);
        if (request.Options.TryGetValue(BodySink.Key, out var sink))
        {
            await KeepAsync(response, sink, cancellationToken);
        }

        return response;
    }

    private async Task KeepAsync(HttpResponseMessage response, BodySink sink, CancellationToken ct)
    {
        var longest = response.IsSuccessStatusCode ? sink.Longest : LongestError;
        await using (var body = await response.Content.ReadAsStreamAsync(ct))
        {
            var buffer = new byte[BufferSize];
            long kept = 0;
            while (await InTimeAsync(async inTime => await body.ReadAsync(buffer, inTime), ct) is var read and > 0)
            {
                if ((kept += read) > longest)
                {
                    sink.WasTooLong = response.IsSuccessStatusCode;
                    break;
                }

                await sink.Stream.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }

        response.Content.Dispose();
        response.Content = new ByteArrayContent([]);
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        using var silence = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, silence.Token);
        try
        {
            return await work(either.Token);
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new HttpIOException(HttpRequestError.Unknown, "1C was silent for too long");
        }
    }
}
