using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Makes of ЗначенияРеквизитов one nested object Реквизиты.</summary>
internal static class Requisites
{
    private const string Raw = "ЗначенияРеквизитов";
    private const string Name = "Реквизиты";

    // An object with thousands of requisites is not one that 1C wrote.
    private const int Most = 2000;

    /// <summary>The fields with Реквизиты instead of the raw list; as they are when there is none.</summary>
    public static Fields Gathered(Telling telling, Fields fields)
    {
        if (!fields.Says(Raw))
        {
            return fields;
        }

        var builder = new Fields.Builder(fields.Count - (fields.Says(Name) ? 1 : 0));
        foreach (var (name, value) in fields)
        {
            if (name != Raw)
            {
                builder.Append(name, value);
            }
        }

        return builder.Set(Name, Gather(telling.Names, fields)).ToFields();
    }

    /// <summary>The requisites of an object that was gathered; empty when it has none.</summary>
    public static Fields Of(Fields fields) => fields[Name] as Fields ?? Fields.Empty;

    private static Fields? Gather(RequisiteNames names, Fields fields)
    {
        var rows = fields.Each(Raw, "ЗначениеРеквизита");
        var builder = new Fields.Builder(Math.Min(rows.Count(), Most));
        foreach (var requisite in rows)
        {
            if (names.Of(requisite.Text("Наименование") ?? requisite.Text("Ид")) is { } name)
            {
                Say(builder, name, Value(name, requisite["Значение"]));
            }
        }

        return builder.Count == 0 ? null : builder.ToFields();
    }

    private static void Say(Fields.Builder builder, string name, object? value)
    {
        if (!builder.Says(name))
        {
            _ = builder.Count < Most ? builder.Add(name, value) : builder;
        }
        else if (value is not null)
        {
            builder.Set(name, builder[name] is { } said ? Many.Of(said, value) : value);
        }
    }

    // A date that was never filled comes as a bare T, Latin or Cyrillic.
    private static object? Value(string name, object? value) =>
        value is "T" or "Т" && name.Contains("Дата", StringComparison.OrdinalIgnoreCase) ? null : value;
}
