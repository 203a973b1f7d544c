using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Converters;

/// <summary>true/false, 1/0, да/нет, истина/ложь, whatever the case.</summary>
internal static class BooleanConverter
{
    private static readonly object True = true;
    private static readonly object False = false;

    private static readonly Dictionary<string, object>.AlternateLookup<ReadOnlySpan<char>> Words =
        new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase)
        {
            ["true"] = True,
            ["1"] = True,
            ["да"] = True,
            ["истина"] = True,
            ["false"] = False,
            ["0"] = False,
            ["нет"] = False,
            ["ложь"] = False,
        }.GetAlternateLookup<ReadOnlySpan<char>>();

    public static Outcome Boolean(string text, in Scope scope) =>
        Words.TryGetValue(text.AsSpan().Trim(), out var value)
            ? Outcome.Of(value)
            : Outcome.No(text, "это не да и не нет; ожидается true или false", "this is neither true nor false");
}
