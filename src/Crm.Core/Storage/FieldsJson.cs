using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;

namespace Crm.Core.Storage;

/// <summary>Fields as they lie in the database and in expected samples: text stays text, a table is an array of objects.</summary>
public static class FieldsJson
{
    /// <summary>Cyrillic as it is: people read these columns.</summary>
    public static JsonWriterOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Fields fields) => JsonText.Write(json => Write(json, fields));

    public static void Write(Utf8JsonWriter json, object? value)
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
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            default:
                json.WriteStringValue(Text(value));
                break;
        }
    }

    /// <summary>Their fields as they came: every scalar is text.</summary>
    public static Fields Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return (Fields)Read(document.RootElement)!;
    }

    /// <summary>A scalar in its one written form, whatever the culture.</summary>
    public static string Text(object value) => value switch
    {
        string text => text,
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        Guid id => id.ToString(),
        LinkRef link => link.Id,
        LongText text => text.ToString(),
        _ => throw new NotSupportedException($"no written form for {value.GetType().Name}"),
    };

    /// <summary>The value of a field read back from its written form.</summary>
    public static object? Value(JsonElement json, EntityField field) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Array => new Many(json.EnumerateArray().Select(row => (object?)Row(row, field.Columns))),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Scalar(json.GetString()!, field),
    };

    private static object Scalar(string text, EntityField field) => field.Type switch
    {
        FieldType.Date => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        FieldType.Money or FieldType.Number => decimal.Parse(text, CultureInfo.InvariantCulture),
        FieldType.Link => new LinkRef(field.Target!, text),
        FieldType.Boolean => text == "true",
        FieldType.Text => LongText.Parse(text) ?? (object)text,
        _ => text,
    };

    private static Fields Row(JsonElement row, IReadOnlyList<EntityField> columns)
    {
        var builder = new Fields.Builder();
        foreach (var property in row.EnumerateObject())
        {
            if (columns.FirstOrDefault(column => column.Name == property.Name) is { } column)
            {
                builder.Add(column.Name, Value(property.Value, column));
            }
        }

        return builder.ToFields();
    }

    private static object? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => Fields.Of(json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Read(p.Value)))),
        JsonValueKind.Array => new Many(json.EnumerateArray().Select(Read)),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => json.ToString(),
    };
}
