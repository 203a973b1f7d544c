using System.Globalization;
using System.Text.Json;
using Crm.Connectors.OneC.OData.Metadata;

namespace Crm.Connectors.OneC.OData.Sending;

/// <summary>Single values as 1C takes them. What 1C would pass over in silence, or take for something else, is said to be wrong here.</summary>
internal static class SentValue
{
    private const string NoDate = "0001-01-01T00:00:00";

    private static readonly string[] MomentForms = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm"];

    /// <returns>False when the value is none of that type; nothing is written then.</returns>
    public static bool TryWrite(Utf8JsonWriter json, Property property, object? value)
    {
        var text = Text(value)?.Trim();
        return property.Type switch
        {
            EdmType.Text => Written(json, property.Name.EndsWith(Property.TypeSuffix, StringComparison.Ordinal) ? TypeName(text) : Text(value) ?? ""),
            EdmType.Integer => WriteWhole(json, text, number => json.WriteNumberValue(number)),
            EdmType.Long => WriteWhole(json, text, number => json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture))),
            EdmType.Number => WriteNumber(json, text),
            EdmType.Boolean => WriteTruth(json, text),
            EdmType.Moment => WriteMoment(json, text),
            EdmType.Id => WriteId(json, text),
            _ => false,
        };
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString(MomentForms[0], CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    // A name of our own making would be stored and never found again.
    private static string TypeName(string? type) =>
        string.IsNullOrEmpty(type) ? OwnNames.Space + "Undefined" : OwnNames.Space + OwnNames.Local(type);

    private static bool WriteWhole(Utf8JsonWriter json, string? text, Action<long> write)
    {
        if (!decimal.TryParse(text ?? "0", NumberStyles.Number, CultureInfo.InvariantCulture, out var number) || number != decimal.Truncate(number) || decimal.Abs(number) > long.MaxValue)
        {
            return false;
        }

        write((long)number);
        return true;
    }

    private static bool WriteNumber(Utf8JsonWriter json, string? text)
    {
        if (!decimal.TryParse(text ?? "0", NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        json.WriteNumberValue(number);
        return true;
    }

    private static bool WriteTruth(Utf8JsonWriter json, string? text)
    {
        bool? truth = text?.ToLowerInvariant() switch
        {
            null or "false" or "0" => false,
            "true" or "1" => true,
            _ => null,
        };
        if (truth is { } known)
        {
            json.WriteBooleanValue(known);
        }

        return truth is not null;
    }

    private static bool WriteMoment(Utf8JsonWriter json, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Written(json, NoDate);
        }

        return DateTime.TryParseExact(text, MomentForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            && Written(json, moment.ToString(MomentForms[0], CultureInfo.InvariantCulture));
    }

    private static bool WriteId(Utf8JsonWriter json, string? text)
    {
        var id = Guid.Empty;
        return (string.IsNullOrEmpty(text) || Guid.TryParse(text, out id)) && Written(json, id.ToString());
    }

    private static bool Written(Utf8JsonWriter json, string text)
    {
        json.WriteStringValue(text);
        return true;
    }
}
