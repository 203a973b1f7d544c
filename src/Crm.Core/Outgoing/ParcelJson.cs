using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Outgoing;

/// <summary>One object of a parcel, and what the hub must know when the base has taken it.</summary>
/// <param name="Item">The line of the outbox.</param>
/// <param name="Link">The link that agrees then.</param>
/// <param name="Said">In CRM words: what is agreed on then.</param>
internal sealed record Packed(Outbound Object, long Item, long Link, EntityKind Kind, Guid Row, Fields Said);

/// <summary>A parcel as it lies in the database.</summary>
internal static class ParcelJson
{
    public static string Write(IEnumerable<Packed> objects)
    {
        var all = objects.Select(packed => (Packed: packed, Said: AgreedJson.ToJson(Agreed.Nothing.With(packed.Said, null)))).ToList();
        return JsonText.Write(json =>
        {
            json.WriteStartArray();
            foreach (var (packed, said) in all)
            {
                Write(json, packed, said);
            }

            json.WriteEndArray();
        });
    }

    public static List<Packed> Read(KeptParcel parcel)
    {
        using var json = JsonDocument.Parse(parcel.Body);
        return [.. json.RootElement.EnumerateArray().Select(one => Read(one, parcel.Connection))];
    }

    public static Parcel Of(KeptParcel parcel, IEnumerable<Packed> objects) =>
        new(parcel.Number, parcel.Name, parcel.FormedAt, [.. objects.Select(packed => packed.Object)]);

    private static void Write(Utf8JsonWriter json, Packed packed, string said)
    {
        json.WriteStartObject();
        json.WriteString("kind", packed.Object.Ref.Kind);
        json.WriteString("id", packed.Object.Ref.Id);
        json.WritePropertyName("fields");
        FieldsJson.Write(json, packed.Object.Fields);
        json.WriteBoolean("new", packed.Object.IsNew);
        json.WriteStartArray("changed");
        foreach (var name in packed.Object.Changed)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteString("version", packed.Object.Version);
        json.WritePropertyName("last");
        FieldsJson.Write(json, packed.Object.Last);
        json.WriteNumber("item", packed.Item);
        json.WriteNumber("link", packed.Link);
        json.WriteString("to", packed.Kind.Name);
        json.WriteString("row", packed.Row);
        json.WriteString("said", said);
        json.WriteEndObject();
    }

    private static Packed Read(JsonElement one, string connection)
    {
        var kind = EntityKind.Of(one.GetProperty("to").GetString()!);
        var sent = new Outbound(
            new ExternalRef(connection, one.GetProperty("kind").GetString()!, one.GetProperty("id").GetString()!),
            Nested(one.GetProperty("fields")),
            one.GetProperty("new").GetBoolean(),
            [.. one.GetProperty("changed").EnumerateArray().Select(name => name.GetString()!)],
            one.GetProperty("version").GetString(),
            Nested(one.GetProperty("last")));
        return new Packed(
            sent, one.GetProperty("item").GetInt64(), one.GetProperty("link").GetInt64(), kind, one.GetProperty("row").GetGuid(),
            AgreedJson.FromJson(one.GetProperty("said").GetString()!, kind).Values);
    }

    private static Fields? Nested(JsonElement fields) => fields.ValueKind == JsonValueKind.Null ? null : FieldsJson.Read(fields.GetRawText());
}
