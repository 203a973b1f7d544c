using System.ComponentModel;
using System.Globalization;
using Crm.Connect;
using Microsoft.Extensions.Configuration;

namespace Crm.Hub.Settings;

/// <summary>Makes one value of a setting from its text, or from the variable of the environment or the secret that the text names.</summary>
/// <param name="secrets">Null where no secret can be named: what says where the secrets lie.</param>
/// <param name="report">Takes the key path and the words.</param>
internal sealed class SettingsScalar(IReadOnlyDictionary<string, string> environment, SettingSecrets? secrets, Action<string, Words> report)
{
    private const string FromEnvironment = "env:";

    /// <summary>Whether the text names a place of the value and not the value itself.</summary>
    public static bool IsReference(string text) => VariableIn(text) is not null || SettingSecrets.NameIn(text) is not null;

    /// <summary>The variable of the environment that a text names, or null when it names none.</summary>
    public static string? VariableIn(string text) => text.StartsWith(FromEnvironment, StringComparison.Ordinal) ? text[FromEnvironment.Length..].Trim() : null;

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

        return Meant(section.Path, text) is { } meant ? Convert(section, meant, type) : null;
    }

    private string? Meant(string key, string text) => SettingSecrets.NameIn(text) switch
    {
        { } name when secrets is not null => secrets.Find(key, name),
        { } => NoSecretHere(key),
        null => VariableIn(text) is { } variable ? Variable(key, variable) : text,
    };

    private string? Variable(string key, string name)
    {
        if (environment.TryGetValue(name, out var value))
        {
            return value;
        }

        report(key, new Words(
            $"Переменная окружения {name} не задана. Задайте её перед запуском.",
            $"The environment variable {name} is not set. Set it before the hub starts."));
        return null;
    }

    private string? NoSecretHere(string key)
    {
        report(key, new Words(
            "Здесь секрет стоять не может: по этой настройке секреты находят. Напишите путь.",
            "No secret can stand here: by this setting secrets are found. Write the path."));
        return null;
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

    // A value that came from a variable or the store is not shown.
    private object? Wrong(IConfigurationSection section, string text, Type type)
    {
        var shown = section.Value is { } written && IsReference(written) ? written : text;
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
