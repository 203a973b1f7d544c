using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Connect;

namespace Crm.Hub.Proving.Bases;

/// <summary>Between the objects of a simulated base and the words that mappings read: what is at rest is empty, numbers keep their digits.</summary>
internal static class ODataFields
{
    private static readonly string[] AtRest = ["", "00000000-0000-0000-0000-000000000000", "0001-01-01T00:00:00", "StandardODATA.Undefined"];

    private static readonly string[] OfRows = ["LineNumber", "Ref_Key"];

    public static PlayObject Seen(JsonObject one) =>
        new(one["Ref_Key"]!.GetValue<string>(), Read(one, []), one["DeletionMark"]?.GetValue<bool>() == true);

    public static JsonObject Json(Fields fields) => new(fields.Select(field => KeyValuePair.Create(field.Key, field.Value switch
    {
        Many rows => new JsonArray([.. rows.OfType<Fields>().Select(Json)]),
        Fields row => new JsonArray(Json(row)),
        var value => (JsonNode?)(string?)value,
    })));

    private static Fields Read(JsonObject one, string[] leftOut) => Fields.Of(one
        .Where(property => !leftOut.Contains(property.Key))
        .Select(property => KeyValuePair.Create(property.Key, Value(property.Value))));

    private static object? Value(JsonNode? value) => value switch
    {
        null => null,
        JsonArray rows => rows.Count == 0 ? null : new Many(rows.Select(row => (object?)Read(row!.AsObject(), OfRows))),
        _ => value.GetValueKind() is JsonValueKind.String && value.GetValue<string>().TrimEnd() is var text ? AtRest.Contains(text) ? null : text
            : value.ToJsonString(),
    };
}
