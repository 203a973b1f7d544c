using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;

namespace Crm.Core.Mappings.Samples;

/// <summary>What one mapping made of one object or row; without a translation it was deleted over there.</summary>
/// <param name="Kind">What it became: a kind of the CRM, or one of theirs.</param>
internal sealed record SampleRecord(string Kind, string Id, Translation? Translation)
{
    /// <summary>The keys by which such an object is looked for at the first meeting; null when there are none, or it is no meeting.</summary>
    public IReadOnlyList<string>? Match { get; init; }
}

/// <summary>Writes records in the one form that expected files have: fields in the order of the mapping, one line each.</summary>
internal static class SampleJson
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(IEnumerable<SampleRecord> records)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartArray();
            foreach (var record in records)
            {
                Write(json, record);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, SampleRecord record)
    {
        json.WriteStartObject();
        json.WriteString("kind", record.Kind);
        json.WriteString("id", record.Id);
        switch (record.Translation)
        {
            case null:
                json.WriteBoolean("deleted", true);
                break;
            case { Rejections.Count: > 0 } refused:
                Write(json, "rejected", refused.Rejections);
                break;
            case var taken:
                json.WritePropertyName("fields");
                Write(json, taken.Fields);
                Write(json, "notices", taken.Notices);
                Write(json, "unsaid", taken.Unsaid);
                Keys(json, record.Match);
                break;
        }

        json.WriteEndObject();
    }

    private static void Keys(Utf8JsonWriter json, IReadOnlyList<string>? keys)
    {
        if (keys is null)
        {
            return;
        }

        json.WriteStartArray("match");
        foreach (var key in keys)
        {
            json.WriteStringValue(key);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<Rejection> rejections)
    {
        if (rejections.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var rejection in rejections)
        {
            json.WriteStartObject();
            json.WriteString("field", rejection.Field);
            json.WriteString("reason", rejection.Reason.Ru);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Fields fields)
    {
        json.WriteStartObject();
        foreach (var (name, value) in fields)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case decimal number:
                json.WriteRawValue(number.ToString("0.############", CultureInfo.InvariantCulture));
                break;
            case DateOnly date:
                json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case LinkRef link:
                json.WriteStringValue($"{link.Kind}/{link.Id}");
                break;
            case Fields fields:
                Write(json, fields);
                break;
            case Many many:
                Write(json, many);
                break;
            default:
                json.WriteStringValue((string)value);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, Many many)
    {
        json.WriteStartArray();
        foreach (var row in many)
        {
            Write(json, row);
        }

        json.WriteEndArray();
    }
}
