using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Units of measure in their three forms: attributes around a short name, a bare code, a reference to a list.</summary>
internal static class Units
{
    /// <summary>A unit in the list of a classifier.</summary>
    public static void Tell(Telling telling, Fields unit)
    {
        var id = Ids.Of(unit) ?? Ids.Normal(unit.Text("Код")) ?? Ids.ByName(unit.Text("НаименованиеКраткое"));
        telling.Own("ЕдиницаИзмерения", id ?? telling.Nameless, unit);
    }

    /// <summary>The unit of goods, told as far as it is described there.</summary>
    /// <returns>Its id: the code or, lacking one, the short name.</returns>
    public static string? Mention(Telling telling, object? unit)
    {
        var described = unit switch
        {
            Fields fields => Described(fields),
            string text when !text.All(char.IsAsciiDigit) && !Guid.TryParse(text, out _) => Fields.Of(("НаименованиеКраткое", text)),
            _ => null,
        };
        var id = unit is string code ? Ids.Normal(code) : Ids.Normal(described?.Text("Код") ?? described?.Text("НаименованиеКраткое"));
        if (id is not null && described?.Text("НаименованиеКраткое") is not null)
        {
            telling.Saved("ЕдиницаИзмерения", id, WithId(described, id), Telling.Always);
        }

        return id;
    }

    /// <summary>What a line of a document calls its unit.</summary>
    public static string? ShortName(Fields line) =>
        line.TextIn("Единица", "НаименованиеКраткое", "НаименованиеПолное", "Код")
        ?? line.TextIn("БазоваяЕдиница", "НаименованиеКраткое", "@НаименованиеКраткое", "@НаименованиеПолное", "НаименованиеПолное", "@Код", "Код");

    private static Fields WithId(Fields described, string id)
    {
        var builder = new Fields.Builder(described.Count + 1).Add("Ид", id);
        foreach (var (name, value) in described)
        {
            builder.Set(name, value);
        }

        return builder.ToFields();
    }

    private static Fields Described(Fields unit)
    {
        var builder = new Fields.Builder(4);
        builder.Copy("Код", unit, "@Код", "Код", "Ид");
        builder.Copy("НаименованиеКраткое", unit, "", "@НаименованиеКраткое", "НаименованиеКраткое", "@НаименованиеПолное");
        builder.Copy("НаименованиеПолное", unit, "@НаименованиеПолное", "НаименованиеПолное");
        return builder.Copy("МеждународноеСокращение", unit, "@МеждународноеСокращение", "МеждународноеСокращение").ToFields();
    }
}
