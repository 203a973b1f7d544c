using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>One line of text for each address that a party, a bank or a warehouse says.</summary>
internal static class Addresses
{
    /// <summary>Адреса: legal, actual and postal; only those that were said. Null when none was.</summary>
    public static Fields? Of(Fields party)
    {
        var builder = new Fields.Builder(party.CountSaid("ЮридическийАдрес", "ФактическийАдрес", "ПочтовыйАдрес"));
        Say(builder, "Юридический", party, "ЮридическийАдрес", "АдресРегистрации");
        Say(builder, "Фактический", party, "ФактическийАдрес", "Адрес");
        Say(builder, "Почтовый", party, "ПочтовыйАдрес");
        return builder.Count == 0 ? null : builder.ToFields();
    }

    /// <summary>The address as one line, or null.</summary>
    public static string? Line(object? address) => address switch
    {
        string text => text,
        Fields fields => fields.Text("Представление") ?? fields.Text("") ?? Joined(fields),
        Many many => many.Select(Line).FirstOrDefault(line => line is not null),
        _ => null,
    };

    private static void Say(Fields.Builder builder, string name, Fields party, params ReadOnlySpan<string> sources)
    {
        foreach (var source in sources)
        {
            if (party.Says(source) && (!builder.Says(name) || builder[name] is null))
            {
                builder.Set(name, Line(party[source]));
            }
        }
    }

    private static string? Joined(Fields address)
    {
        var parts = address.Rows("АдресноеПоле")
            .Where(field => IsPlausible(field.Text("Тип"), field.Text("Значение")))
            .Select(field => field.Text("Значение"))
            .Distinct(StringComparer.OrdinalIgnoreCase);
        return string.Join(", ", parts) is { Length: > 0 } line ? line : null;
    }

    // Real exports put the postal code or the whole address into the country.
    private static bool IsPlausible(string? type, string? value) => (type, value) switch
    {
        (_, null) => false,
        ("Страна", _) => value.Length <= 40 && !value.Any(char.IsAsciiDigit),
        ("Почтовый индекс" or "ПочтовыйИндекс", _) => value.Length <= 10 && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '-'),
        _ => true,
    };
}
