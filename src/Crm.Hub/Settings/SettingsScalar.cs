using System.ComponentModel;
using System.Globalization;
using Crm.Connect;
using Microsoft.Extensions.Configuration;

namespace Crm.Hub.Settings;

/// <summary>Makes one value of a setting from its text, or from the variable of the environment that the text names.</summary>
/// <param name="report">Takes the key path and the words.</param>
internal sealed class SettingsScalar(IReadOnlyDictionary<string, string> environment, Action<string, Words> report)
{
    private const string FromEnvironment = "env:";

    /// <summary>The value, or null when there is none or it does not fit, which is reported then.</summary>
    public object? Bind(IConfigurationSection section, Type type)
    {
        if (section.Value is not { } text)
        {
            if (section.GetChildren().Any())
            {
                Wrong(section, "…", type);
            }

            return null;
        }

        if (text.StartsWith(FromEnvironment, StringComparison.Ordinal))
        {
            var name = text[FromEnvironment.Length..].Trim();
            if (!environment.TryGetValue(name, out text!))
            {
                report(section.Path, new Words(
                    $"Переменная окружения {name} не задана. Задайте её перед запуском.",
                    $"The environment variable {name} is not set. Set it before the hub starts."));
                return null;
            }
        }

        return Convert(section, text, type);
    }

    private object? Convert(IConfigurationSection section, string text, Type type)
    {
        if (type == typeof(string))
        {
            return text;
        }

        if (type.IsEnum)
        {
            if (Enum.GetNames(type).FirstOrDefault(name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) is { } name)
            {
                return Enum.Parse(type, name);
            }

            return Wrong(section, text, type);
        }

        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return Wrong(section, text, type);
        }
    }

    // A value that came from a secret variable is not shown.
    private object? Wrong(IConfigurationSection section, string text, Type type)
    {
        var shown = section.Value?.StartsWith(FromEnvironment, StringComparison.Ordinal) == true ? section.Value : text;
        var (ru, en) = Expected(type);
        var (hintRu, hintEn) = type.IsEnum ? Closest.Hint(text, Enum.GetNames(type)) : ("", "");
        report(section.Path, new Words(
            $"Значение «{shown}» не подходит: нужно {ru}.{hintRu}", $"The value '{shown}' does not fit: {en} is expected.{hintEn}"));
        return null;
    }

    private static (string Ru, string En) Expected(Type type) => type switch
    {
        _ when type.IsEnum => ($"одно из {string.Join(", ", Enum.GetNames(type))}", $"one of {string.Join(", ", Enum.GetNames(type))}"),
        _ when type == typeof(bool) => ("true или false", "true or false"),
        _ when type == typeof(int) || type == typeof(long) => ("целое число", "a whole number"),
        _ when type == typeof(double) || type == typeof(decimal) => ("число с точкой, например 0.2", "a number with a point, such as 0.2"),
        _ when type == typeof(TimeSpan) => ("длительность, например 00:00:30", "a duration such as 00:00:30"),
        _ => ("текст", "a text"),
    };
}
