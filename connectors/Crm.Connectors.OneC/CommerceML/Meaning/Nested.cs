using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Walks into raw fields in whatever form they came: once or many times, as text or as an object.</summary>
internal static class Nested
{
    /// <summary>The objects under a name.</summary>
    public static RowWalk Each(this Fields fields, string name) => new(fields[name], null);

    /// <summary>The rows of Plural/Single, such as Контрагенты/Контрагент; also where the plural itself repeats.</summary>
    public static RowWalk Each(this Fields fields, string plural, string single) => new(fields[plural], single);

    /// <summary>All texts under a name, one or many.</summary>
    public static IEnumerable<string> Texts(this Fields fields, string name) => fields[name] switch
    {
        string one => [one],
        Many many => many.OfType<string>(),
        _ => [],
    };

    /// <summary>The first text among several names.</summary>
    public static string? First(this Fields fields, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (fields.Text(name) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>The text of a field that is a text, or an object with attributes around one, or an object with a name.</summary>
    public static string? TextIn(this Fields fields, string name, params ReadOnlySpan<string> inside) => fields[name] switch
    {
        string text => text,
        Fields one => one.Text("") ?? one.First(inside),
        _ => null,
    };

    /// <summary>Texts as many, or null for none: said to be empty.</summary>
    public static Many? ToMany(this IEnumerable<string> texts) => new Many(texts) is { Count: > 0 } many ? many : null;

    /// <summary>The text of a field; the last one when it was said many times.</summary>
    public static string? Last(this Fields fields, string name)
    {
        var value = fields[name];
        for (var at = value is Many many ? many.Count - 1 : -1; at >= 0; at--)
        {
            if (((Many)value!)[at] is string text)
            {
                return text;
            }
        }

        return value as string;
    }

    /// <summary>How many of these are said: so much room a builder needs for what is made of them.</summary>
    public static int CountSaid(this Fields fields, params ReadOnlySpan<string> names)
    {
        var count = 0;
        foreach (var name in names)
        {
            count += fields.Says(name) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Says a field only when the source has it.</summary>
    public static Fields.Builder Copy(this Fields.Builder builder, string name, Fields from) =>
        from.Says(name, out var value) ? builder.Set(name, value) : builder;

    /// <summary>Says a field by the first of these names that the source has.</summary>
    public static Fields.Builder Copy(this Fields.Builder builder, string name, Fields from, params ReadOnlySpan<string> names)
    {
        foreach (var candidate in names)
        {
            if (from.Says(candidate, out var value))
            {
                return builder.Set(name, value);
            }
        }

        return builder;
    }
}
