using System.Globalization;
using System.Text.Json;
using Crm.Core.Entities;
using Crm.Hub.Commands;
using Crm.Hub.Reading;

namespace Crm.Hub.Printing;

/// <summary>An explanation as JSON.</summary>
internal sealed class WhyJson(Explanation why, MappingPlaces places, RowNames names)
{
    public ExitCode Write(Screen screen)
    {
        using var answer = new JsonAnswer(screen.Out, "why");
        answer.Add("kind", why.View.Word);
        answer.Add("id", why.Id);
        answer.Add("name", why.Name);
        answer.Add("archivedAt", why.ArchivedAt);
        answer.Add("links", why.Links);
        answer.Add("merges", why.Merges.Select(merge => new
        {
            merge = merge.Id,
            kept = new LinkValue(merge.KeptId, names.Of(merge.Kind, merge.KeptId)),
            gone = new LinkValue(merge.GoneId, names.Of(merge.Kind, merge.GoneId)),
            at = merge.MergedAt,
            person = merge.Person,
        }));
        answer.Json.WriteStartArray("fields");
        foreach (var field in why.Fields)
        {
            Write(answer.Json, field);
        }

        answer.Json.WriteEndArray();
        answer.Add("waits", why.Waits.Select(wait => new { field = wait.Field, targetKind = wait.TargetKind, targetId = wait.TargetId }));
        WriteHeld(answer.Json);
        return answer.Finish(ExitCode.Done);
    }

    private void Write(Utf8JsonWriter json, EntityField field)
    {
        json.WriteStartObject();
        json.WriteString("field", field.Name);
        json.WritePropertyName("value");
        WriteValue(json, field);
        json.WriteStartArray("history");
        foreach (var turn in why.Of(field))
        {
            Write(json, field, turn);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteValue(Utf8JsonWriter json, EntityField field)
    {
        if (field.Type == FieldType.Rows)
        {
            RowJson.WriteInner(json, why.View.Inner.First(inner => inner.Name == field.Name), why.Row);
        }
        else
        {
            Values.Write(json, why.Value(field.Name), why.View.Field(field.Name)!);
        }
    }

    private void Write(Utf8JsonWriter json, EntityField field, Turn turn)
    {
        var said = turn.Said;
        json.WriteStartObject();
        json.WritePropertyName("value");
        if (turn.IsToday)
        {
            WriteValue(json, field);
        }
        else
        {
            WriteSaid(json, field, turn.Value);
        }

        json.WritePropertyName("before");
        WriteSaid(json, field, turn.Before);
        json.WriteString("decision", said.Decision);
        json.WriteNumber("line", said.Line);
        json.WriteString("person", said.Person);
        json.WriteNumber("run", said.RunId);
        json.WriteString("at", said.At);
        json.WriteString("delivery", said.Delivery);
        Property(json, "formedAt", said.FormedAt);
        json.WriteString("place", said.Place?.ToString());
        json.WriteString("connection", said.Connection);
        json.WriteString("externalKind", said.ExternalKind);
        json.WriteString("externalId", said.ExternalId);
        json.WriteString("mapping", said.Mapping);
        json.WriteString("mappingPlace", places.Of(said.MappingHash, said.Mapping, field.Name)?.ToString());
        Property(json, "reason", said.Reason);
        json.WriteBoolean("fileGone", said.IsFileGone);
        json.WriteEndObject();
    }

    private void WriteSaid(Utf8JsonWriter json, EntityField field, JsonElement? value)
    {
        if (value is { ValueKind: JsonValueKind.String } text && field.Target is { } target && text.TryGetGuid(out var id))
        {
            JsonSerializer.Serialize(json, new LinkValue(id, names.Of(target, id)), JsonAnswer.Options);
        }
        else if (field.Type is FieldType.Money or FieldType.Number && value is { ValueKind: JsonValueKind.String } number)
        {
            // The journal keeps numbers as texts; in the document they are numbers like the value of today.
            Values.Write(json, decimal.Parse(number.GetString()!, CultureInfo.InvariantCulture), why.View.Field(field.Name)!);
        }
        else if (value is { } known)
        {
            known.WriteTo(json);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private void WriteHeld(Utf8JsonWriter json)
    {
        json.WriteStartArray("held");
        foreach (var row in why.Held)
        {
            RowJson.Write(json, Views.Find("rejected")!, row);
        }

        json.WriteEndArray();
    }

    private static void Property(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, JsonAnswer.Options);
    }
}
