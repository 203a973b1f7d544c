using Crm.Simulator.Metadata;
using Crm.Simulator.State;

namespace Crm.Simulator.Answers;

/// <summary>An object as an address names it: Catalog_X(guid'…'), or with all parts of its key.</summary>
internal static class KeyText
{
    public static string Of(Item item)
    {
        var type = item.Set.Type;
        return type.IsReference
            ? $"{item.Set.Name}(guid'{item.Key}')"
            : $"{item.Set.Name}({string.Join(", ", type.Keys.Select(name => $"{name}={Part(type.Find(name)!, item.Values)}"))})";
    }

    private static string Part(EdmProperty property, object?[] values) => property.Of(values) switch
    {
        Guid guid => $"guid'{guid}'",
        DateTime date => $"datetime'{WireValue.Of(date)}'",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        var value => WireValue.Of(value),
    };
}
