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
        json.WritePropertyName("values");
        FieldsJson.Write(json, Values);
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
                values.Add(field.Name, FieldsJson.Value(property.Value, field));
            }
        }

        return new Agreed(
            values.ToFields(),
            root.TryGetProperty("deleted", out _),
            root.TryGetProperty("mentioned", out var mentioned) ? ReadMentions(mentioned) : NoMentions);
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
