using System.Text.Json;
using Crm.Connect;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>What the journal says of changed fields: each with its old and new value.</summary>
internal static class Changes
{
    /// <returns>JSON; null when nothing is different.</returns>
    public static string? Of(Fields before, Fields after)
    {
        var changed = after.Without(name => Equals(before[name], after[name]));
        return changed.Count == 0 ? null : JsonText.Write(json => Write(json, before, changed));
    }

    private static void Write(Utf8JsonWriter json, Fields before, Fields changed)
    {
        json.WriteStartObject();
        foreach (var (name, value) in changed)
        {
            json.WriteStartArray(name);
            FieldsJson.Write(json, before[name]);
            FieldsJson.Write(json, value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
