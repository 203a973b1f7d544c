using System.Text.Json;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;
using Crm.Connectors.OneC.OData.Wire;
using RestSharp;

namespace Crm.Connectors.OneC.OData.Sending;

/// <summary>Single objects over the line: look, make, change, post. What changes something is asked once.</summary>
internal sealed class ObjectDoor(OneCLine line)
{
    private const long LongestObject = 128L << 20;

    /// <returns>The object; null when there is none under this key.</returns>
    /// <exception cref="ConnectorException">It is not known whether there is one.</exception>
    public async Task<Seen?> LookAsync(string set, string id, CancellationToken ct)
    {
        var answer = await line.GetAsync(SetQuery.ToObject(set, id), LongestObject, ct);
        if (answer.IsNoSuchObject)
        {
            return null;
        }

        return answer.IsDone ? Decoded(answer, set) : throw Faults.Of(answer, set);
    }

    public Task<Answer> CreateAsync(string set, string body, CancellationToken ct) =>
        line.OnceAsync(new Request(Method.Post, SetQuery.ToNew(set), LongestObject) { Body = body }, null, ct);

    public Task<Answer> ChangeAsync(string set, string id, string body, string? version, CancellationToken ct) =>
        line.OnceAsync(new Request(Method.Patch, SetQuery.ToObject(set, id), LongestObject) { Body = body, Match = version }, null, ct);

    public Task<Answer> PostAsync(string set, string id, CancellationToken ct) =>
        line.OnceAsync(new Request(Method.Post, SetQuery.ToAction(set, id, "Post?PostingModeOperational=false"), LongestObject), null, ct);

    public Task<Answer> UnpostAsync(string set, string id, CancellationToken ct) =>
        line.OnceAsync(new Request(Method.Post, SetQuery.ToAction(set, id, "Unpost"), LongestObject), null, ct);

    private static Seen Decoded(Answer answer, string set)
    {
        try
        {
            var (fields, version) = new ObjectDecoder(new SetNames()).Decode(answer.Body.Span.TrimStart("\uFEFF"u8));
            return fields.Says(OwnNames.Ref) ? new Seen(fields, version) : throw Faults.Of(answer with { Outcome = Outcome.Unknown }, set);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw Faults.Of(answer with { Outcome = Outcome.Unknown }, set);
        }
    }
}
