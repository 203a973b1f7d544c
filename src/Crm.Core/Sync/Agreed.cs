using System.Globalization;
using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>
/// What both sides last agreed on about one object: values in CRM words, links still by their ids over there.
/// Immutable.
/// </summary>
/// <param name="Deleted">They marked it as deleted.</param>
/// <param name="MentionedAt">
/// For fields that are only known from mentions in other objects, when they were mentioned; a field that the object said itself is absent.
/// </param>
public sealed record Agreed(Fields Values, bool Deleted, IReadOnlyDictionary<string, DateTime> MentionedAt)
{
    private static readonly Dictionary<string, DateTime> NoMentions = [];

    /// <summary>Texts longer than this are remembered by their hash: a description need not lie in the database twice.</summary>
    public const int LongestText = 200;

    public static Agreed Nothing { get; } = new(Fields.Empty, false, NoMentions);

    /// <summary>These agreements with newer words laid over them.</summary>
    /// <param name="mentionedAt">Null when the object spoke for itself; then it is not deleted any more.</param>
    public Agreed With(Fields newer, DateTime? mentionedAt)
    {
        var mentions = MentionedAt;
        newer = Form(newer);

        if (mentionedAt is not null || MentionedAt.Count > 0)
        {
            var copy = new Dictionary<string, DateTime>(MentionedAt, StringComparer.Ordinal);
            foreach (var (field, _) in newer)
            {
                if (mentionedAt is { } at)
                {
                    copy[field] = at;
                }
                else
                {
                    copy.Remove(field);
                }
            }

            mentions = copy;
        }

        return new Agreed(Values.With(newer), Deleted && mentionedAt is not null, mentions);
    }

    /// <summary>A value as agreements remember it; the same when nothing of it is long.</summary>
    public static object? Form(object? value) => value switch
    {
        string { Length: > LongestText } text => LongText.Of(text),
        Fields fields => Form(fields),
        Many many => many.Select((row, _) => Form(row)),
        _ => value,
    };

    /// <summary>Fields as agreements remember them.</summary>
    public static Fields Form(Fields fields) => fields.Select((_, value) => Form(value));

    public string ToJson() => JsonText.Write(Write);

    /// <summary>The same, not made into a string. Holds until this thread writes the next text.</summary>
    public Utf8 ToUtf8() => JsonText.WriteUtf8(Write);

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("values");
        foreach (var (name, value) in Values)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
        if (Deleted)
        {
            json.WriteBoolean("deleted", true);
        }

        WriteMentions(json);
        json.WriteEndObject();
    }

    public static Agreed FromJson(string text, EntityKind kind)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        var values = new Fields.Builder();

        foreach (var property in root.GetProperty("values").EnumerateObject())
        {
            // A field that the CRM no longer has is no longer agreed on.
            if (kind.Field(property.Name) is { } field)
            {
                values.Add(field.Name, ReadValue(property.Value, field));
            }
        }

        return new Agreed(
            values.ToFields(),
            root.TryGetProperty("deleted", out _),
            root.TryGetProperty("mentioned", out var mentioned) ? ReadMentions(mentioned) : NoMentions);
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

    private void WriteMentions(Utf8JsonWriter json)
    {
        if (MentionedAt.Count == 0)
        {
            return;
        }

        json.WriteStartObject("mentioned");
        foreach (var (field, at) in MentionedAt.OrderBy(mention => mention.Key, StringComparer.Ordinal))
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
