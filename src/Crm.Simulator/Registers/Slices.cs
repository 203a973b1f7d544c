using Crm.Simulator.Metadata;
using Crm.Simulator.State;

namespace Crm.Simulator.Registers;

/// <summary>The last or first record of each set of dimensions, at a moment or at all.</summary>
internal static class Slices
{
    private static readonly string[] NoDimensions = ["Period", "Recorder", "Recorder_Type", "LineNumber"];

    public static IReadOnlyList<object?[]> Of(IEnumerable<Item> records, SetShape set, EdmType type, TableArguments arguments, bool isLast)
    {
        var keys = set.Type.Keys.Except(NoDimensions, StringComparer.Ordinal).ToList();
        var limit = arguments.Period;
        var reach = records.Where(record => limit is null || (isLast ? (DateTime)record["Period"]! <= limit : (DateTime)record["Period"]! >= limit));
        var groups = reach.GroupBy(record => string.Join('|', keys.Select(key => record[key])), StringComparer.Ordinal);
        return [.. groups.Select(group => isLast ? group.MaxBy(record => record["Period"])! : group.MinBy(record => record["Period"])!)
            .Select(record => As(type, record))];
    }

    private static object?[] As(EdmType type, Item record)
    {
        var values = type.Blank();
        foreach (var property in type.Properties)
        {
            values[property.Index] = record[property.Name];
        }

        return values;
    }
}
