using System.Text.Json;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Hub.Reading;

namespace Crm.Hub.Printing;

/// <summary>Lines of history in words.</summary>
internal sealed class SaidWords(Screen screen, RowNames names)
{
    /// <summary>A value as the journal holds it, for a person.</summary>
    public string Value(EntityField field, JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => "",
        { ValueKind: JsonValueKind.Array } table => Rows(table.GetArrayLength()),
        { ValueKind: JsonValueKind.True } => ChoiceWords.Of(screen, truth: true),
        { ValueKind: JsonValueKind.False } => ChoiceWords.Of(screen, truth: false),
        { } text when field.Target is { } target && text.TryGetGuid(out var id) => names.Of(target, id) ?? id.ToString(),
        { } text when field.Type == FieldType.Choice => ChoiceWords.Of(screen, text.ToString()),
        { } text when field.Name == nameof(Invoice.StatusReason) => screen.In(WordsJson.Read(text.ToString())),
        { } text => text.ToString(),
    };

    /// <summary>How many rows a table has; nothing for none.</summary>
    public string Rows(int count) => count == 0 ? "" : screen.In($"строк: {count}", $"rows: {count}");

    /// <summary>What was done with the row.</summary>
    public string Decision(string decision) => decision switch
    {
        "Create" => screen.In("строка создана", "row created"),
        "Update" => screen.In("изменено", "changed"),
        "Archive" => screen.In("в архив", "archived"),
        "Restore" => screen.In("из архива", "restored"),
        "Link" => screen.In("связана", "linked"),
        "Fill" => screen.In("дождалась ссылки", "filled when its target came"),
        "Merge" => screen.In("строки объединены", "rows merged"),
        "Unmerge" => screen.In("строки разделены", "rows parted"),
        "Derive" => screen.In("выведено", "derived"),
        "Edit" => screen.In("изменено человеком", "edited by a person"),
        "Answer" => screen.In("ответ человека", "answer of a person"),
        "Undo" => screen.In("возвращено", "taken back"),
        "Lost" => screen.In("их значение уступило нашему", "their value gave way to ours"),
        "Normalise" => screen.In("приведено к виду, в котором его читают там", "in the form in which it is read over there"),
        "Sent" => screen.In("отправлено", "sent"),
        "SentDeletion" => screen.In("отправлена пометка удаления", "the deletion mark was sent"),
        "Taken" => screen.In("получение подтверждено", "taken over there"),
        _ => decision,
    };
}
