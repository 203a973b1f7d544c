using System.Globalization;
using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>Agreements as they lie in the database.</summary>
internal static class AgreedJson
{
    /// <summary>As it lies in the column.</summary>
    public static string ToJson(this Agreed agreed) => JsonText.Write(json => Write(json, agreed));

    /// <summary>The same, not made into a string. Holds until this thread writes the next text.</summary>
    public static Utf8 ToUtf8(this Agreed agreed) => JsonText.WriteUtf8(json => Write(json, agreed));

    private static void Write(Utf8JsonWriter json, Agreed agreed)
    {
        json.WriteStartObject();
        json.WriteStartObject("values");
        foreach (var (name, value) in agreed.Values)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
        if (agreed.Deleted)
        {
            json.WriteBoolean("deleted", true);
        }

        if (agreed.Version is not null)
        {
            json.WriteString("version", agreed.Version);
        }

        if (agreed.Said.Count > 0)
        {
            json.WritePropertyName("said");
            FieldsJson.Write(json, agreed.Said.Select((_, said) => ((Many)said!).Select((value, _) => Fields.Of(("", value)))));
        }

        WriteMentions(json, agreed);
        json.WriteEndObject();
    }

    /// <summary>Back from the column; a field that the CRM no longer has is no longer agreed on.</summary>
    public static Agreed FromJson(string text, EntityKind kind)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        var values = new Fields.Builder();

        foreach (var property in root.GetProperty("values").EnumerateObject())
        {
            if (kind.Field(property.Name) is { } field)
            {
                values.Add(field.Name, ReadValue(property.Value, field));
            }
        }

        return new Agreed(
            values.ToFields(),
            root.TryGetProperty("deleted", out _),
            root.TryGetProperty("mentioned", out var mentioned) ? ReadMentions(mentioned) : Agreed.Nothing.MentionedAt,
            root.TryGetProperty("version", out var version) ? version.GetString() : null)
        {
            Said = root.TryGetProperty("said", out var said) ? ReadSaid(said, kind) : Fields.Empty,
        };
    }

    private static Fields ReadSaid(JsonElement json, EntityKind kind)
    {
        var said = new Fields.Builder();
        foreach (var property in json.EnumerateObject())
        {
            if (kind.Field(property.Name) is { } field)
            {
                said.Add(field.Name, new Many(property.Value.EnumerateArray().Select(one => FieldsJson.Value(one.GetProperty(""), field))));
            }
        }

        return said.ToFields();
    }

    // Half of what lies in the database is agreements, and most of that would be the names of columns: a table names them once.
    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        if (value is not Many { Count: > 1 } rows || ColumnsOf(rows) is not { } columns)
        {
            FieldsJson.Write(json, value);
            return;
        }

        json.WriteStartObject();
        foreach (var column in columns)
        {
            json.WriteStartArray(column);
            foreach (var row in rows)
            {
                FieldsJson.Write(json, ((Fields)row!)[column]);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    // Null when the rows do not all say the same columns in the same order.
    private static string[]? ColumnsOf(Many rows)
    {
        string[]? columns = null;
        foreach (var row in rows)
        {
            if (row is not Fields fields || (columns is not null && !fields.HasNames(columns)))
            {
                return null;
            }

            columns ??= [.. fields.Select(field => field.Key)];
        }

        return columns;
    }

    private static object? ReadValue(JsonElement json, EntityField field)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return FieldsJson.Value(json, field);
        }

        var rows = new List<Fields.Builder>();
        foreach (var column in json.EnumerateObject())
        {
            var known = field.Columns.FirstOrDefault(inner => inner.Name == column.Name);
            var no = 0;
            foreach (var value in column.Value.EnumerateArray())
            {
                if (no == rows.Count)
                {
                    rows.Add(new Fields.Builder());
                }

                if (known is not null)
                {
                    rows[no].Add(known.Name, FieldsJson.Value(value, known));
                }

                no++;
            }
        }

        return Many.Own([.. rows.Select(row => (object?)row.ToFields())]);
    }

    private static void WriteMentions(Utf8JsonWriter json, Agreed agreed)
    {
        if (agreed.MentionedAt.Count == 0)
        {
            return;
        }

        json.WriteStartObject("mentioned");
        foreach (var (field, at) in agreed.MentionedAt.OrderBy(mention => mention.Key, StringComparer.Ordinal))
        {
            json.WriteString(field, at.ToString("O", CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }

    private static Dictionary<string, DateTime> ReadMentions(JsonElement json) => json.EnumerateObject().ToDictionary(
        property => property.Name,
        property => DateTime.Parse(property.Value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        StringComparer.Ordinal);
}
