using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Testing.OData;

namespace Crm.Simulator.Tests.Kit;

/// <summary>A base with the shape of a configuration and a client that speaks to it, JSON without metadata unless it says otherwise.</summary>
internal sealed class Client : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8 });

    private Client(OneCBase simulated) => Base = simulated;

    public OneCBase Base { get; }

    public HttpClient Http => _http;

    public static Task<Client> OfAsync(string shape = "bp", string habits = "") =>
        OfAsync(new SimulatorOptions(Shapes.Of(shape)) { Habits = habits });

    public static async Task<Client> OfAsync(SimulatorOptions options) =>
        new(await OneCBase.StartAsync(options, TestContext.Current.CancellationToken));

    /// <summary>Sends a request; the path is encoded as clients do, part by part.</summary>
    public async Task<Answer> SendAsync(string method, string path, JsonNode? body = null, params (string Name, string Value)[] headers)
    {
        using var request = Request(method, path, body, headers);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, text, response.Headers, response.Content.Headers.ContentType?.ToString() ?? "");
    }

    public HttpRequestMessage Request(string method, string path, JsonNode? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Base.Address, Encoded(path)));
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    /// <summary>The objects of a list.</summary>
    public async Task<List<JsonObject>> ListAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return [.. answer.Json["value"]!.AsArray().Select(item => item!.AsObject())];
    }

    public async Task<JsonObject> CreateAsync(string set, JsonObject body)
    {
        var answer = await SendAsync("POST", set, body);
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return answer.Json;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Base.DisposeAsync();
    }

    private static string Encoded(string path)
    {
        var at = path.IndexOf('?', StringComparison.Ordinal);
        var query = at < 0 ? "" : path[(at + 1)..];
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(pair => $"{pair[0]}={Uri.EscapeDataString(pair.Length > 1 ? pair[1] : "")}").ToList();
        if (!query.Contains("$format", StringComparison.Ordinal) && !path.Contains("$metadata", StringComparison.Ordinal))
        {
            pairs.Add("$format=application/json;odata=nometadata");
        }

        return string.Join('/', (at < 0 ? path : path[..at]).Split('/').Select(Uri.EscapeDataString)) + "?" + string.Join('&', pairs);
    }
}

/// <summary>What the base answered.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, System.Net.Http.Headers.HttpResponseHeaders Headers, string ContentType)
{
    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    /// <summary>The code of an error of 1C.</summary>
    public string Code => Json["odata.error"]!["code"]!.GetValue<string>();
}
