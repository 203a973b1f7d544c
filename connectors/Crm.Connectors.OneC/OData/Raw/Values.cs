using System.Globalization;
using System.Text;
using System.Text.Json;
using Crm.Connectors.OneC.OData.Metadata;

namespace Crm.Connectors.OneC.OData.Raw;

/// <summary>Single values of 1C as the hub knows them: texts, and null for what 1C calls empty.</summary>
internal static class Values
{
    private const string NoReference = "00000000-0000-0000-0000-000000000000";
    private const string NoDate = "0001-01-01T00:00:00";
    private const string NoType = OwnNames.Space + "Undefined";
    private const int KeyLength = 36;

    /// <summary>The scalar at which the reader stands.</summary>
    public static string? Of(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => OfText(reader.GetString()!),
        JsonTokenType.Number => Digits(Encoding.ASCII.GetString(reader.ValueSpan)),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => null,
    };

    public static string? OfText(string text)
    {
        // Strings of a fixed length come padded.
        var value = text.TrimEnd(' ');
        return value switch
        {
            "" or NoReference or NoDate or NoType => null,
            _ when value.Length == KeyLength && Guid.TryParseExact(value, "D", out _) => value.ToLowerInvariant(),
            _ => OwnNames.Local(value),
        };
    }

    // Floating point writes very large and very small numbers with an exponent; digit for digit it says the same.
    private static string Digits(string number) =>
        number.AsSpan().IndexOfAny('e', 'E') >= 0 && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToString(CultureInfo.InvariantCulture)
            : number;
}
