using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Walks into raw fields in whatever form they came: once or many times, as text or as an object.</summary>
internal static class Nested
{
    /// <summary>The rows of Plural/Single, such as Контрагенты/Контрагент; also where the plural itself repeats.</summary>
    public static IEnumerable<Fields> Rows(this Fields fields, string plural, string single) =>
        fields.Rows(plural).SelectMany(holder => holder.Rows(single));

    /// <summary>All values under a name, one or many.</summary>
    public static IEnumerable<object?> All(this Fields fields, string name) => fields[name] switch
    {
        null => [],
        Many many => many,
        var one => [one],
    };

    /// <summary>All texts under a name.</summary>
    public static IEnumerable<string> Texts(this Fields fields, string name) => fields.All(name).OfType<string>();

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

    /// <summary>Rows as many, or null for none: said to be empty.</summary>
    public static Many? ToMany(this IEnumerable<Fields> rows) => new Many(rows) is { Count: > 0 } many ? many : null;

    /// <summary>Texts as many, or null for none: said to be empty.</summary>
    public static Many? ToMany(this IEnumerable<string> texts) => new Many(texts) is { Count: > 0 } many ? many : null;

    /// <summary>The text of a field; the last one when it was said many times.</summary>
    public static string? Last(this Fields fields, string name) => fields.Texts(name).LastOrDefault();

    /// <summary>Says a field only when the source has it.</summary>
    public static Fields.Builder Copy(this Fields.Builder builder, string name, Fields from, params ReadOnlySpan<string> names)
    {
        foreach (var candidate in names.IsEmpty ? [name] : names)
        {
            if (from.Says(candidate))
            {
                return builder.Set(name, from[candidate]);
            }
        }

        return builder;
    }

    public static Fields.Builder ToBuilder(this Fields fields)
    {
        var builder = new Fields.Builder();
        foreach (var (name, value) in fields)
        {
            builder.Add(name, value);
        }

        return builder;
    }
}
