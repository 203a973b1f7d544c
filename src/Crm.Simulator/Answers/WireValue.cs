using System.Globalization;
using Crm.Simulator.Metadata;

namespace Crm.Simulator.Answers;

/// <summary>A value as letters, the same in JSON and in XML.</summary>
internal static class WireValue
{
    public static string Of(object value) => value switch
    {
        DateTime date => date.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        Guid guid => guid.ToString("D"),
        // 1C writes 25 and not 25.00.
        decimal number => Trimmed(number).ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    public static decimal Trimmed(decimal number) => number / 1.000000000000000000000000000000000m;

    /// <summary>With the spaces that a string of fixed length has behind it.</summary>
    public static string Padded(Lengths lengths, EdmType type, EdmProperty property, string text) =>
        text.Length > 0 && lengths.PaddingOf(type.Name, property.Name) is { } length ? text.PadRight(length) : text;
}
