using System.Text.Encodings.Web;
using System.Text.Json;
using Crm.Connect;

namespace Crm.Connectors.Memory;

/// <summary>One object on the wire: a line of JSON in which every scalar is text.</summary>
internal static class MemoryJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Fields fields)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            Write(json, fields);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    public static Fields Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        return (Fields)Read(json.RootElement)!;
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case Fields fields:
                json.WriteStartObject();
                foreach (var (name, inner) in fields)
                {
                    json.WritePropertyName(name);
                    Write(json, inner);
                }

                json.WriteEndObject();
                break;
            case Many many:
                json.WriteStartArray();
                foreach (var inner in many)
                {
                    Write(json, inner);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }

    private static object? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => Fields.Of(json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Read(p.Value)))),
        JsonValueKind.Array => new Many(json.EnumerateArray().Select(Read)),
        _ => json.ToString(),
    };
}
