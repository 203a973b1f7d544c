using System.Globalization;
using Crm.Simulator.Metadata;

namespace Crm.Simulator.State;

/// <summary>The key of an object as one string.</summary>
internal static class Keys
{
    public static string Of(EdmType type, object?[] values) => type.IsReference
        ? Of((Guid)type.Find("Ref_Key")!.Of(values))
        : string.Join('|', type.Keys.Select(name => Part(type.Find(name)!.Of(values))));

    public static string Of(Guid key) => key.ToString("D");

    private static string Part(object value) => value switch
    {
        DateTime date => date.ToString("s", CultureInfo.InvariantCulture),
        Guid guid => Of(guid),
        // A document may be named in letters of either case: it is the same document.
        string text when Guid.TryParse(text, out var guid) => Of(guid),
        string text => text.TrimEnd(' '),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
