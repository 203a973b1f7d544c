using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Crm.Simulator.SideDoor;

/// <summary>
/// The side door over HTTP, for whoever plays the accountant, in JSON: objects/SET[/KEY], post and unpost, hide and show, clock, habits,
/// faults, log, changes, sessions. What is wrong is answered with 400 and a sentence.
/// </summary>
internal sealed class SidePaths(OneCBase simulated)
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    public async Task AnswerAsync(HttpContext http, string path, CancellationToken ct)
    {
        var response = http.Response;
        response.ContentType = "application/json;charset=utf-8";
        try
        {
            var body = http.Request.Method is "POST" or "PUT" ? await BodyAsync(http.Request, ct) : [];
            var answer = Answer(http.Request.Method, path.Split('/', StringSplitOptions.RemoveEmptyEntries)[1..], body);
            response.StatusCode = answer is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
            await response.WriteAsync(JsonSerializer.Serialize(answer ?? new { error = "нет такого адреса или объекта" }, Plain), ct);
        }
        catch (Exception e) when (e is SimulatorException or JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            await response.WriteAsync(JsonSerializer.Serialize(new { error = (e as SimulatorException)?.Ru ?? e.Message }, Plain), ct);
        }
    }

    private object? Answer(string method, string[] path, JsonObject body) => (method, path) switch
    {
        ("GET", []) => Overview(),
        ("GET", ["objects", var set]) => simulated.State.All(set),
        ("GET", ["objects", var set, var key]) => simulated.State.Find(set, key),
        ("POST" or "PUT", ["objects", var set]) => new { key = simulated.State.Put(set, body) },
        ("PUT", ["objects", var set, var key]) => new { key = simulated.State.Put(set, WithKey(body, key)) },
        ("DELETE", ["objects", var set, var key]) => simulated.State.Delete(set, key) ? new { key } : null,
        ("POST", ["post" or "unpost", var set, var key]) => Done(() => simulated.State.Post(set, key, path[0] == "post")),
        ("POST", ["hide" or "show", var set, var key]) => Done(() => simulated.State.Hide(set, key, path[0] == "hide")),
        ("POST", ["changes", var node, var set, var key]) => Done(() => simulated.State.RegisterChange(node, set, key)),
        ("GET", ["changes", var node]) => new { registered = simulated.State.Registered(node) },
        ("POST" or "PUT", ["clock"]) => Clock(body),
        ("GET", ["habits"]) => Switches(),
        ("POST" or "PUT", ["habits"]) => Habits(body),
        ("GET", ["faults"]) => simulated.Faults.Waiting,
        ("POST", ["faults"]) => Done(() => simulated.Faults.Plan(body.Deserialize<Simulator.Habits.Fault>(Plain)!)),
        ("DELETE", ["faults"]) => Done(simulated.Faults.Clear),
        ("GET", ["log"]) => simulated.Log.Entries,
        ("DELETE", ["log"]) => Done(simulated.Log.Clear),
        ("DELETE", ["sessions"]) => Done(simulated.State.LoseSessions),
        _ => null,
    };

    private object Overview() => new
    {
        address = simulated.Address,
        now = simulated.State.Now,
        requests = simulated.Log.Count,
        sessions = simulated.State.SessionsKept,
        habits = Switches(),
        faults = simulated.Faults.Waiting,
        sets = simulated.State.Sets.Select(set => new { name = set, count = simulated.State.Count(set) }),
    };

    private Dictionary<string, bool> Switches() =>
        Simulator.Habits.HabitSwitches.All.ToDictionary(Simulator.Habits.HabitSwitches.NameOf, simulated.Habits.Is);

    private Dictionary<string, bool> Habits(JsonObject body)
    {
        simulated.Habits.Set((string?)body["set"] ?? "");
        return Switches();
    }

    private object Clock(JsonObject body)
    {
        simulated.State.MoveClock(TimeSpan.Parse((string?)body["move"] ?? "0", System.Globalization.CultureInfo.InvariantCulture));
        return new { now = simulated.State.Now };
    }

    private static JsonObject WithKey(JsonObject body, string key)
    {
        body["Ref_Key"] = key;
        return body;
    }

    private static object Done(Action action)
    {
        action();
        return new { done = true };
    }

    private static async Task<JsonObject> BodyAsync(HttpRequest request, CancellationToken ct) =>
        request.ContentLength is 0 or null && request.Headers.TransferEncoding.Count == 0
            ? []
            : await JsonNode.ParseAsync(request.Body, cancellationToken: ct) as JsonObject ?? throw new JsonException("Ожидался объект JSON.");
}
