using System.Net;
using System.Text;
using Polly;
using Polly.Retry;
using RestSharp;
using RestSharp.Interceptors;

namespace Crm.Connectors.OneC.OData.Wire;

/// <summary>
/// The line to one base. Reading is tried again with growing pauses; writing never, because 1C may have written before the
/// answer was lost. Throws nothing for what 1C or the network do: that is an <see cref="Answer"/>.
/// </summary>
internal sealed class OneCLine : IAsyncDisposable
{
    private const int Attempts = 4;
    private const long LongestGoodbye = 1 << 20;
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10), FirstPause = TimeSpan.FromSeconds(2);

    private readonly string _root;
    private readonly string _credentials;
    private readonly OneCODataSettings _settings;
    private readonly RestClient _client;
    private readonly Slots _slots;
    private readonly Pace _pace;
    private readonly ResiliencePipeline<Answer> _reading;

    public OneCLine(OneCODataSettings settings, TimeProvider clock)
    {
        _settings = settings;
        _root = Root.Of(settings.Address);
        _credentials = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.User}:{settings.Password}"));
        _slots = new Slots(settings.Parallel);
        _pace = new Pace(settings.RequestsPerMinute, clock);
        _client = new RestClient(new RestClientOptions
        {
            ConfigureMessageHandler = _ => new BodyKeeper(Sockets(), TimeSpan.FromSeconds(settings.TimeoutSeconds), clock),
            Timeout = Timeout.InfiniteTimeSpan,
            FollowRedirects = false,
        });
        _reading = new ResiliencePipelineBuilder<Answer> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<Answer>
            {
                MaxRetryAttempts = Attempts,
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(Pause(arguments.AttemptNumber)),
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { MayPass: true }),
            })
            .Build();
    }

    /// <summary>What 1C calls this base when it is asked to name it, as in addresses of nodes.</summary>
    public string BaseAddress => _root;

    /// <summary>Reads; the answer is kept in memory, and no longer than that.</summary>
    public async Task<Answer> GetAsync(string path, long longest, CancellationToken ct) =>
        await _reading.ExecuteAsync(async inner => await OnceAsync(new Request(Method.Get, path, longest), null, inner), ct);

    /// <summary>Reads a long answer into a stream that is emptied before every attempt.</summary>
    public async Task<Answer> GetIntoAsync(Request request, Stream into, CancellationToken ct) => await _reading.ExecuteAsync(
        async inner =>
        {
            into.SetLength(0);
            return await OnceAsync(request, into, inner);
        },
        ct);

    /// <summary>Asks once, into a stream when one is given: for all that changes something over there, or that must not overlap.</summary>
    public Task<Answer> OnceAsync(Request request, Stream? into, CancellationToken ct) => _slots.UseAsync(
        async slot =>
        {
            var answer = await AskAsync(request, into, slot, ct);
            if (!slot.IsLost(request, answer))
            {
                return answer;
            }

            slot.Forget();
            into?.SetLength(0);
            return await AskAsync(request, into, slot, ct);
        },
        ct);

    public async ValueTask DisposeAsync()
    {
        foreach (var slot in _slots.All.Where(slot => slot.HasSession))
        {
            await FinishAsync(slot);
        }

        _client.Dispose();
    }

    // A session ends by itself in minutes: a base that does not answer now is not waited for.
    private async Task FinishAsync(Slot slot)
    {
        using var patience = new CancellationTokenSource(ConnectTime);
        var goodbye = ToRest(new Request(Method.Get, "", LongestGoodbye), null);
        slot.SayGoodbyeTo(goodbye);
        await _client.ExecuteAsync(Into(goodbye, new BodySink(Stream.Null, LongestGoodbye)), patience.Token);
        slot.Forget();
    }

    private async Task<Answer> AskAsync(Request request, Stream? into, Slot slot, CancellationToken ct)
    {
        await _pace.WaitAsync(ct);
        ct.ThrowIfCancellationRequested();
        using var memory = new MemoryStream();
        var sink = new BodySink(into ?? memory, request.Longest);
        var response = await _client.ExecuteAsync(Into(ToRest(request, _settings.Sessions ? slot : null), sink), ct);
        ct.ThrowIfCancellationRequested();

        if (response.StatusCode == 0 || response.ResponseStatus is ResponseStatus.Aborted or ResponseStatus.TimedOut)
        {
            return new Answer(Outcome.Unknown, 0, default, Fault: (response.ErrorException?.GetBaseException() ?? response.ErrorException)?.GetType().Name ?? "?");
        }

        if (_settings.Sessions)
        {
            slot.HearFrom(response);
        }

        var answer = Answer.Of((int)response.StatusCode, BodyOf(sink), wantsXml: request.Accept is not null);
        return sink.WasTooLong ? answer with { Outcome = Outcome.TooLong } : answer;
    }

    // What went into a stream of the caller's is looked at only when it is an error.
    private static ReadOnlyMemory<byte> BodyOf(BodySink sink)
    {
        if (sink.Stream is MemoryStream memory)
        {
            return memory.GetBuffer().AsMemory(0, (int)memory.Length);
        }

        sink.Stream.Position = 0;
        var head = new byte[(int)Math.Min(sink.Stream.Length, 64 << 10)];
        sink.Stream.ReadExactly(head);
        sink.Stream.Position = 0;
        return head;
    }

    private RestRequest ToRest(Request request, Slot? session)
    {
        var rest = new RestRequest(new Uri(_root + request.Path), request.Method)
            .AddHeader("Authorization", _credentials)
            .AddOrUpdateHeader("Accept", request.Accept ?? "application/json");
        rest.CompletionOption = HttpCompletionOption.ResponseHeadersRead;

        if (request.Body is { } body)
        {
            rest.AddStringBody(body, ContentType.Json);
        }

        if (_settings.Load && request.Method != Method.Get)
        {
            rest.AddHeader("1C_OData-DataLoadMode", "true");
        }

        if (request.Match is { } version)
        {
            rest.AddHeader("If-Match", version);
        }

        session?.SayTo(rest);
        return rest;
    }

    private static RestRequest Into(RestRequest rest, BodySink sink)
    {
        rest.Interceptors = [new Sinking(sink)];
        return rest;
    }

    // Twice as long each time, and not to the second: several flows that fell together do not come back together.
    private static TimeSpan Pause(int attempt) => FirstPause * Math.Pow(2, attempt) * (0.75 + (Random.Shared.NextDouble() / 2));

    private static SocketsHttpHandler Sockets() => new()
    {
        ConnectTimeout = ConnectTime,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
    };

    private sealed class Sinking(BodySink sink) : Interceptor
    {
        public override ValueTask BeforeHttpRequest(HttpRequestMessage requestMessage, CancellationToken cancellationToken)
        {
            requestMessage.Options.Set(BodySink.Key, sink);
            return ValueTask.CompletedTask;
        }
    }
}
