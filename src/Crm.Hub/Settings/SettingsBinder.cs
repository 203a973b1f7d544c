using System.Collections;
using System.Reflection;
using Crm.Connect;
using Microsoft.Extensions.Configuration;

namespace Crm.Hub.Settings;

/// <summary>
/// Fills a settings class from a section and reports everything that does not fit: unknown keys with what was probably
/// meant, values of the wrong type, variables of the environment and secrets that are not set.
/// </summary>
/// <param name="report">Takes the key path and the words.</param>
internal sealed class SettingsBinder(IReadOnlyDictionary<string, string> environment, SettingSecrets secrets, Action<string, Words> report)
{
    private readonly SettingsScalar _scalars = new(environment, secrets, report);

    public object Bind(IConfigurationSection section, Type type)
    {
        var target = Activator.CreateInstance(type)!;
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).ToList();

        foreach (var child in section.GetChildren())
        {
            if (known.Find(property => string.Equals(property.Name, child.Key, StringComparison.OrdinalIgnoreCase)) is { } property)
            {
                BindProperty(target, property, child);
            }
            else
            {
                Unknown(child, known.Select(property => property.Name));
            }
        }

        return target;
    }

    /// <summary>Reports a key that nobody reads.</summary>
    public void Unknown(IConfigurationSection child, IEnumerable<string> known)
    {
        var names = known.ToList();
        var (ru, en) = Closest.Hint(child.Key, names);
        report(child.Path, new Words(
            $"Неизвестная настройка «{child.Key}».{ru} Известны: {string.Join(", ", names)}.",
            $"Unknown setting '{child.Key}'.{en} Known are: {string.Join(", ", names)}."));
    }

    private void BindProperty(object target, PropertyInfo property, IConfigurationSection section)
    {
        if (Value(section, property.PropertyType) is { } value)
        {
            property.SetValue(target, value);
            if (value is string text && property.IsDefined(typeof(SecretAttribute)))
            {
                secrets.Saw(section, text);
            }
        }
    }

    private object? Value(IConfigurationSection section, Type type) => type switch
    {
        _ when IsScalar(type) => _scalars.Bind(section, Nullable.GetUnderlyingType(type) ?? type),
        _ when type.IsArray || (typeof(IList).IsAssignableFrom(type) && type.IsGenericType) => Sequence(section, type),
        _ when !string.IsNullOrEmpty(section.Value) => NoGroup(section),
        _ when type == typeof(IConfigurationSection) => section,
        _ when typeof(IDictionary).IsAssignableFrom(type) => Dictionary(section, type),
        _ => Bind(section, type),
    };

    private object? NoGroup(IConfigurationSection section)
    {
        report(section.Path, new Words(
            $"Здесь нужна группа настроек {{…}}, а стоит значение «{section.Value}».",
            $"A group of settings {{…}} is expected here, found the value '{section.Value}'."));
        return null;
    }

    private IDictionary Dictionary(IConfigurationSection section, Type type)
    {
        var dictionary = (IDictionary)Activator.CreateInstance(type)!;
        foreach (var child in section.GetChildren())
        {
            if (Value(child, type.GetGenericArguments()[1]) is { } value)
            {
                dictionary[child.Key] = value;
            }
        }

        return dictionary;
    }

    // One word where a list is expected is a list of one.
    private object Sequence(IConfigurationSection section, Type type)
    {
        var item = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
        var children = string.IsNullOrEmpty(section.Value) ? section.GetChildren() : [section];
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;

        foreach (var value in children.Select(child => Value(child, item)).OfType<object>())
        {
            list.Add(value);
        }

        if (!type.IsArray)
        {
            return list;
        }

        var array = Array.CreateInstance(item, list.Count);
        list.CopyTo(array, 0);
        return array;
    }

    private static bool IsScalar(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        return inner.IsPrimitive || inner.IsEnum || inner == typeof(string) || inner == typeof(decimal) || inner == typeof(TimeSpan);
    }
}
