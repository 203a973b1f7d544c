using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Simulator.Answers;
using Crm.Simulator.Habits;
using Crm.Simulator.Metadata;
using Crm.Simulator.Writing;

namespace Crm.Simulator.State;

/// <summary>Objects as JSON for the side door and for keeping: values as the interface writes them, without its habits.</summary>
internal sealed class ObjectJson(Lengths lengths)
{
    // Whoever plays the accountant wants to hear of a wrong name or number.
    private static readonly HabitSwitches Strict = StrictHabits();

    private readonly BodyReader _reader = new(new ValueReader(lengths, Strict), Strict);

    /// <summary>Lays fields over values; rows that have no numbers are numbered.</summary>
    /// <exception cref="SimulatorException">A name or a value is wrong.</exception>
    public void Into(object?[] values, EdmType type, JsonObject fields)
    {
        try
        {
            using var document = JsonDocument.Parse(Numbered(fields).ToJsonString());
            _reader.Into(values, type, document.RootElement);
        }
        catch (ODataFault fault)
        {
            throw new SimulatorException($"{type.Name}: {fault.Message}", $"{type.Name}: {fault.Message}", fault);
        }
    }

    /// <summary>Every property, those at rest too.</summary>
    public static JsonObject Whole(EdmType type, object?[] values) => Write(type, values, isWhole: true);

    /// <summary>Only what was said.</summary>
    public static JsonObject Said(EdmType type, object?[] values) => Write(type, values, isWhole: false);

    private static JsonObject Write(EdmType type, object?[] values, bool isWhole)
    {
        var fields = new JsonObject();
        foreach (var property in type.Properties.Where(property => property.Kind != EdmKind.Stream && (isWhole || values[property.Index] is not null)))
        {
            fields[property.Name] = property.Of(values) switch
            {
                object?[][] rows => new JsonArray([.. rows.Select(row => Write(property.RowType!, row, isWhole))]),
                bool truth => truth,
                decimal number => WireValue.Trimmed(number),
                long number => number,
                var value => WireValue.Of(value),
            };
        }

        return fields;
    }

    private static JsonObject Numbered(JsonObject fields)
    {
        var numbered = fields.DeepClone().AsObject();
        foreach (var rows in numbered.Select(pair => pair.Value).OfType<JsonArray>())
        {
            for (var at = 0; at < rows.Count; at++)
            {
                (rows[at] as JsonObject)?.TryAdd("LineNumber", at + 1);
            }
        }

        return numbered;
    }

    private static HabitSwitches StrictHabits()
    {
        var habits = new HabitSwitches();
        habits.Set(Habit.IgnoresUnknown, on: false);
        habits.Set(Habit.DropsBadNumbers, on: false);
        return habits;
    }
}
