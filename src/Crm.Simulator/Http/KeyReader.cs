using Crm.Simulator.Answers;
using Crm.Simulator.Metadata;
using Crm.Simulator.State;

namespace Crm.Simulator.Http;

/// <summary>Makes the key of an object of what stands in brackets behind the set.</summary>
internal static class KeyReader
{
    /// <returns>Values of a blank object in which only the key is filled.</returns>
    public static object?[] Values(SetShape set, IReadOnlyList<(string Name, object Value)> arguments)
    {
        var values = set.Type.Blank();
        foreach (var name in set.Type.Keys)
        {
            var property = set.Type.Find(name)!;
            var value = arguments.Where(argument => argument.Name == name || argument.Name.Length == 0 && set.Type.Keys.Count == 1)
                .Select(argument => argument.Value).FirstOrDefault();
            values[property.Index] = value is null ? throw ODataFault.NoKeyPart(name) : As(property, value);
        }

        return values;
    }

    public static string Of(SetShape set, IReadOnlyList<(string Name, object Value)> arguments) => Keys.Of(set.Type, Values(set, arguments));

    private static object As(EdmProperty property, object value) => (property.Kind, value) switch
    {
        (EdmKind.Guid, Guid) or (EdmKind.Text, string) or (EdmKind.Date, DateTime) or (EdmKind.Boolean, bool) or (EdmKind.Double, decimal) => value,
        (EdmKind.Text, Guid guid) => Keys.Of(guid),
        (EdmKind.Int16 or EdmKind.Int64, decimal number) => (long)number,
        _ => throw ODataFault.Unparsed(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? ""),
    };
}
