using System.Text.Json;
using Crm.Simulator.Habits;
using Crm.Simulator.Metadata;
using Crm.Simulator.Query;
using Crm.Simulator.State;

namespace Crm.Simulator.Answers;

/// <summary>Writes objects as 1C does: Int64 as strings, dates without zone, no null, links to what a reference is filled with.</summary>
internal sealed class RowJson(Books books, HabitSwitches habits, AnswerFormat format, string root)
{
    private readonly bool _pads = habits.Is(Habit.PadsCodes);

    public void Write(Utf8JsonWriter json, Item item, Projection projection)
    {
        json.WriteStartObject();
        WriteBody(json, item, projection);
        json.WriteEndObject();
    }

    /// <summary>The properties without the brackets, for an object that begins with something else.</summary>
    public void WriteBody(Utf8JsonWriter json, Item item, Projection projection)
    {
        if (format == AnswerFormat.JsonFull)
        {
            json.WriteString("odata.type", item.Set.TypeName);
            json.WriteString("odata.id", root + KeyText.Of(item));
            json.WriteString("odata.editLink", KeyText.Of(item));
        }

        WriteValues(json, item.Values, projection);
        foreach (var property in projection.Presentations)
        {
            json.WriteString(Bare(property) + "____Presentation", Presentation.Of(books, projection.Type, property, item.Values));
        }

        if (projection.ShowsItself)
        {
            json.WriteString("Presentation", Presentation.Of(item));
        }

        WriteExpansions(json, item, projection);
        if (format is AnswerFormat.JsonMinimal or AnswerFormat.JsonFull)
        {
            WriteLinks(json, item, projection);
        }
    }

    public void WriteValues(Utf8JsonWriter json, object?[] values, Projection projection)
    {
        foreach (var (property, rows) in projection.Columns)
        {
            json.WritePropertyName(property.Json);
            Write(json, projection.Type, property, rows, property.Of(values));
        }
    }

    private void Write(Utf8JsonWriter json, EdmType type, EdmProperty property, Projection? rows, object value)
    {
        switch (value)
        {
            case object?[][] lines:
                WriteRows(json, lines, rows!);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case decimal number:
                json.WriteNumberValue(WireValue.Trimmed(number));
                break;
            case long number when property.Kind == EdmKind.Int16:
                json.WriteNumberValue(number);
                break;
            case Guid guid:
                json.WriteStringValue(guid);
                break;
            case string text:
                json.WriteStringValue(_pads ? WireValue.Padded(books.Lengths, type, property, text) : text);
                break;
            default:
                json.WriteStringValue(WireValue.Of(value));
                break;
        }
    }

    private void WriteRows(Utf8JsonWriter json, object?[][] lines, Projection rows)
    {
        json.WriteStartArray();
        foreach (var line in lines)
        {
            json.WriteStartObject();
            WriteValues(json, line, rows);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteExpansions(Utf8JsonWriter json, Item item, Projection projection)
    {
        foreach (var expansion in projection.Expansions)
        {
            json.WritePropertyName(expansion.Name);
            if (Presentation.Target(books, item.Set.Type, expansion.Key, item.Values) is { } target)
            {
                Write(json, target, expansion.Projection);
            }
            else
            {
                json.WriteNullValue();
            }
        }
    }

    private static void WriteLinks(Utf8JsonWriter json, Item item, Projection projection)
    {
        foreach (var name in item.Set.Type.Navigations.Keys)
        {
            if (item.Set.Type.Find(name + "_Key") is { } key && key.Of(item.Values) is Guid guid && guid != Guid.Empty
                && projection.Columns.Any(column => column.Property == key))
            {
                json.WriteString(name + "@navigationLinkUrl", $"{KeyText.Of(item)}/{name}");
            }
        }
    }

    private static string Bare(EdmProperty property) =>
        property.Name.EndsWith("_Key", StringComparison.Ordinal) ? property.Name[..^4] : property.Name;
}
