using System.Globalization;
using System.Text.Json;
using Crm.Simulator.Answers;
using Crm.Simulator.Habits;
using Crm.Simulator.Metadata;

namespace Crm.Simulator.Writing;

/// <summary>Makes values of what was sent, as forgiving and as strict as 1C is with each type.</summary>
internal sealed class ValueReader(Lengths lengths, HabitSwitches habits)
{
    /// <returns>The value, or null when it is passed over.</returns>
    public object? Read(EdmType type, EdmProperty property, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return property.Default;
        }

        return property.Kind switch
        {
            EdmKind.Text => Text(type, property, Letters(property, json)),
            EdmKind.Binary => Letters(property, json),
            EdmKind.Guid => Guid.TryParse(Letters(property, json), out var guid) ? guid : throw ODataFault.Unparsed(property.Name),
            EdmKind.Boolean => Truth(property, json),
            EdmKind.Date => Date(property, json),
            EdmKind.Int16 or EdmKind.Int64 => Whole(property, json),
            EdmKind.Double => Number(property, json),
            EdmKind.Rows => Rows(property.RowType!, property, json),
            _ => null,
        };
    }

    /// <summary>A string as the base keeps it: longer ones are cut and nothing says so.</summary>
    public string Text(EdmType type, EdmProperty property, string text)
    {
        if (lengths.Of(type.Name, property.Name) is not { } length || text.Length <= length)
        {
            return text;
        }

        return habits.Is(Habit.CutsStrings) ? text[..length] : throw ODataFault.BadValue(property.Name);
    }

    private static string Letters(EdmProperty property, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => json.GetRawText(),
        _ => throw ODataFault.BadValue(property.Name),
    };

    private static bool Truth(EdmProperty property, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(json.GetString(), out var truth) => truth,
        _ => throw ODataFault.Unparsed(property.Name),
    };

    // Wall clock only: a time with a zone is no date to 1C.
    private static DateTime Date(EdmProperty property, JsonElement json) => DateTime.TryParseExact(
        Letters(property, json), ["yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? date
        : throw ODataFault.Unparsed(property.Name);

    private long? Whole(EdmProperty property, JsonElement json)
    {
        if (long.TryParse(Letters(property, json), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        return habits.Is(Habit.DropsBadNumbers) ? null : throw ODataFault.Unparsed(property.Name);
    }

    private static decimal Number(EdmProperty property, JsonElement json) =>
        decimal.TryParse(Letters(property, json), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ODataFault.Unparsed(property.Name);

    private object?[][] Rows(EdmType type, EdmProperty property, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            throw ODataFault.BadValue(property.Name);
        }

        var rows = json.EnumerateArray().Select(row => Row(type, row)).ToArray();
        Sections.CheckNumbers(type, rows);
        return rows;
    }

    private object?[] Row(EdmType type, JsonElement json)
    {
        var values = type.Blank();
        new BodyReader(this, habits).Into(values, type, json);
        return values;
    }
}
