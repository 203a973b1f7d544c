using System.Text.Json;
using Crm.Simulator.Answers;
using Crm.Simulator.Habits;
using Crm.Simulator.Metadata;
using Crm.Simulator.Query;

namespace Crm.Simulator.Writing;

/// <summary>Lays what was sent into the values of an object. What it does not know it passes over, as 1C does.</summary>
internal sealed class BodyReader(ValueReader reader, HabitSwitches habits)
{
    private const string Bind = "@odata.bind";

    /// <returns>The names that were said.</returns>
    public HashSet<string> Into(object?[] values, EdmType type, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw ODataFault.BadRequest("ожидался объект");
        }

        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in json.EnumerateObject())
        {
            Take(values, type, field, said);
        }

        return said;
    }

    private void Take(object?[] values, EdmType type, JsonProperty field, HashSet<string> said)
    {
        var name = field.Name;
        if (name.EndsWith(Bind, StringComparison.Ordinal))
        {
            TakeBound(values, type, name[..^Bind.Length] + "_Key", field.Value);
        }
        else if (type.Find(name) is { } property)
        {
            said.Add(name);
            values[property.Index] = reader.Read(type, property, field.Value) ?? values[property.Index];
        }
        else if (!name.Contains('@', StringComparison.Ordinal) && !name.StartsWith("odata.", StringComparison.Ordinal) && !habits.Is(Habit.IgnoresUnknown))
        {
            throw new ODataFault(400, "10", $"Свойство \"{name}\" не найдено.");
        }
    }

    private static void TakeBound(object?[] values, EdmType type, string name, JsonElement value)
    {
        var at = type.Find(name)?.Index ?? throw ODataFault.BadPath(name);
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        var open = text.IndexOf('(', StringComparison.Ordinal);
        values[at] = open > 0 && new Lexer(text[(open + 1)..]).Next() is { Value: Guid key } ? key : throw ODataFault.Unparsed(text);
    }
}
