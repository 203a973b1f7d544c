using System.Text.RegularExpressions;
using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Makes of ЗначенияРеквизитов one nested object Реквизиты: a requisite's name without spaces, in its known spelling.</summary>
internal static partial class Requisites
{
    // An object with thousands of requisites is not one that 1C wrote.
    private const int Most = 2000;

    private static readonly Dictionary<string, string> Known = new(
        new[]
        {
            "НомерПо1С", "ДатаПо1С", "ПометкаУдаления", "Проведен", "НомерОплатыПо1С", "ДатаОплатыПо1С", "НомерОтгрузкиПо1С",
            "ДатаОтгрузкиПо1С", "Отменен", "Оплачен", "Отгружен", "СтатусЗаказа", "СтатусЗаказаИД", "ПризнакВозврата", "МетодОплаты",
            "МетодОплатыИД", "ЗаказОплачен", "ДатаОплаты", "НомерПлатежногоДокумента", "ВидНоменклатуры", "ТипНоменклатуры",
            "ПолноеНаименование", "Код", "Вес", "ОписаниеФайла",
        }.Select(name => KeyValuePair.Create(name, name)).Append(new("СтатусаЗаказаИД", "СтатусЗаказаИД")),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The fields with Реквизиты instead of the raw list; as they are when there is none.</summary>
    public static Fields Gathered(Fields fields)
    {
        if (!fields.Says("ЗначенияРеквизитов"))
        {
            return fields;
        }

        var builder = new Fields.Builder();
        foreach (var (name, value) in fields)
        {
            if (name != "ЗначенияРеквизитов")
            {
                builder.Set(name, value);
            }
        }

        return builder.Set("Реквизиты", Gather(fields)).ToFields();
    }

    /// <summary>The requisites of an object that was gathered; empty when it has none.</summary>
    public static Fields Of(Fields fields) => fields["Реквизиты"] as Fields ?? Fields.Empty;

    private static Fields? Gather(Fields fields)
    {
        var builder = new Fields.Builder();
        foreach (var requisite in fields.Rows("ЗначенияРеквизитов", "ЗначениеРеквизита"))
        {
            if (Name(requisite.Text("Наименование") ?? requisite.Text("Ид")) is not { } name)
            {
                continue;
            }

            var value = Value(name, requisite["Значение"]);
            if (!builder.Says(name) && builder.Count < Most)
            {
                builder.Add(name, value);
            }
            else if (value is not null && builder.Says(name))
            {
                builder.Set(name, builder[name] is { } said ? Many.Of(said, value) : value);
            }
        }

        return builder.Count == 0 ? null : builder.ToFields();
    }

    private static string? Name(string? raw)
    {
        var name = raw is null ? "" : raw.Any(char.IsWhiteSpace) ? Blanks().Replace(raw, "") : raw;
        return name.Length == 0 ? null : Known.GetValueOrDefault(name, name);
    }

    // A date that was never filled comes as a bare T, Latin or Cyrillic.
    private static object? Value(string name, object? value) =>
        value is "T" or "Т" && name.Contains("Дата", StringComparison.OrdinalIgnoreCase) ? null : value;

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
