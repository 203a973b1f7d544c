namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>
/// Names of requisites, each worked out once a document: without spaces, in the known spelling. Not thread-safe.
/// </summary>
internal sealed class RequisiteNames
{
    // A base has a few hundred; a file that makes them up is not to fill the memory with them.
    private const int Most = 1000;
    private const int Longest = 200;

    private static readonly Dictionary<string, string> Known = new(
        new[]
        {
            "НомерПо1С", "ДатаПо1С", "ПометкаУдаления", "Проведен", "НомерОплатыПо1С", "ДатаОплатыПо1С", "НомерОтгрузкиПо1С",
            "ДатаОтгрузкиПо1С", "Отменен", "Оплачен", "Отгружен", "СтатусЗаказа", "СтатусЗаказаИД", "ПризнакВозврата", "МетодОплаты",
            "МетодОплатыИД", "ЗаказОплачен", "ДатаОплаты", "НомерПлатежногоДокумента", "ВидНоменклатуры", "ТипНоменклатуры",
            "ПолноеНаименование", "Код", "Вес", "ОписаниеФайла",
        }.Select(name => KeyValuePair.Create(name, name)).Append(new("СтатусаЗаказаИД", "СтатусЗаказаИД")),
        StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string?> _met = new(StringComparer.Ordinal);

    /// <summary>The name, or null when nothing is left of it.</summary>
    public string? Of(string? raw)
    {
        if (raw is null)
        {
            return null;
        }

        if (!_met.TryGetValue(raw, out var name))
        {
            name = Blanks.Without(raw) is { Length: > 0 } word ? Known.GetValueOrDefault(word, word) : null;
            if (_met.Count < Most && raw.Length <= Longest)
            {
                _met.Add(raw, name);
            }
        }

        return name;
    }
}
