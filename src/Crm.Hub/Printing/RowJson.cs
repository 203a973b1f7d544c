using System.Text.Json;
using Crm.Hub.Reading;

namespace Crm.Hub.Printing;

/// <summary>One row as a JSON object: every field, then the tables inside.</summary>
internal static class RowJson
{
    public static void Write(Utf8JsonWriter json, View view, ShownRow row)
    {
        json.WriteStartObject();
        WriteFields(json, view.Fields, row.Values);

        foreach (var inner in view.Inner)
        {
            json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(inner.Name));
            WriteInner(json, inner, row);
        }

        json.WriteEndObject();
    }

    /// <summary>A table inside the row as an array of objects.</summary>
    public static void WriteInner(Utf8JsonWriter json, InnerView inner, ShownRow row)
    {
        json.WriteStartArray();
        foreach (var values in row.Inner[inner.Name])
        {
            json.WriteStartObject();
            WriteFields(json, inner.Fields, values);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<ViewField> fields, object?[] values)
    {
        for (var at = 0; at < fields.Count; at++)
        {
            json.WritePropertyName(Values.NameInJson(fields[at]));
            Values.Write(json, values[at], fields[at]);
        }
    }
}
