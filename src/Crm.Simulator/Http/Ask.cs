using System.Text.Json;
using Crm.Simulator.Answers;
using Crm.Simulator.Habits;
using Crm.Simulator.Query;
using Crm.Simulator.Writing;
using Microsoft.AspNetCore.Http;

namespace Crm.Simulator.Http;

/// <summary>One request: method, steps of its address, options.</summary>
internal sealed class Ask(HttpContext http, string root, string path, string query)
{
    private const int MostDepth = 32;

    public string Method => http.Request.Method;

    /// <summary>The address of the interface, with a slash at its end.</summary>
    public string Root { get; } = root;

    public string Path { get; } = path;

    public string QueryText { get; } = query;

    /// <summary>The first step of the address without its key.</summary>
    public string Place { get; } = path.Split('/', '(')[0];

    public QueryOptions Options { get; private set; } = null!;

    public AnswerFormat Format { get; private set; } = AnswerFormats.Guess(http.Request, query);

    public bool IsLoading => http.Request.Headers["1C_OData-DataLoadMode"] == "true";

    public string? IfMatch => http.Request.Headers.IfMatch.Count > 0 ? http.Request.Headers.IfMatch.ToString() : null;

    public Segment[] Segments { get; private set; } = [];

    /// <summary>Understands address and options.</summary>
    /// <exception cref="ODataFault">They cannot be understood.</exception>
    public void Understand(HabitSwitches habits)
    {
        Options = QueryOptions.Read(QueryText, habits);
        Format = AnswerFormats.Of(http.Request, Options);
        Segments = Segment.Read(Path);
    }

    /// <summary>The body, of JSON or of an Atom entry.</summary>
    public async Task<JsonDocument> BodyAsync(CancellationToken ct)
    {
        if (http.Request.ContentType?.Contains("xml", StringComparison.OrdinalIgnoreCase) == true)
        {
            return await AtomBody.ReadAsync(http.Request.Body, ct);
        }

        try
        {
            return await JsonDocument.ParseAsync(http.Request.Body, new JsonDocumentOptions { MaxDepth = MostDepth }, ct);
        }
        catch (JsonException)
        {
            throw ODataFault.Business("Ошибка разбора JSON.");
        }
    }
}
