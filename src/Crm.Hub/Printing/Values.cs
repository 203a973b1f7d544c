using System.Globalization;
using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Hub.Reading;

namespace Crm.Hub.Printing;

/// <summary>Values of fields in their written form: for a terminal, and for JSON.</summary>
internal static class Values
{
    private const string MoneyForm = "0.00##";
    private const string NumberForm = "0.########";

    /// <summary>The value for a person; a number exactly as --where takes it.</summary>
    public static string Shown(Screen screen, object? value, ViewField field) => value switch
    {
        null => "",
        decimal number => Number(number, field.Type),
        DateOnly date => Date(date),
        bool truth => ChoiceWords.Of(screen, truth),
        LinkValue link => link.Name ?? link.Id.ToString(),
        Words words => screen.In(words),
        string text when field.Type == FieldType.Choice => ChoiceWords.Of(screen, text),
        _ => value.ToString()!,
    };

    /// <summary>The value in JSON: numbers exact, a link as id and name, both languages of a sentence.</summary>
    public static void Write(Utf8JsonWriter json, object? value, ViewField field)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case decimal number:
                json.WriteRawValue(Number(number, field.Type));
                break;
            case DateOnly date:
                json.WriteStringValue(Date(date));
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case LinkValue link when field.NameSql is null:
                json.WriteStringValue(link.Id);
                break;
            case LinkValue or Words:
                JsonSerializer.Serialize(json, value, JsonAnswer.Options);
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    public static string NameInJson(ViewField field) => JsonNamingPolicy.CamelCase.ConvertName(field.Name);

    private static string Number(decimal number, FieldType type) =>
        number.ToString(type == FieldType.Money ? MoneyForm : NumberForm, CultureInfo.InvariantCulture);

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
