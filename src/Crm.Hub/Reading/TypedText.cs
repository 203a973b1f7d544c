using System.Globalization;
using Crm.Core.Editing;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Hub.Commands;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Reading;

/// <summary>What a person wrote for a field, as a value of its type.</summary>
internal sealed class TypedText(RowFinder finder, RowNames names)
{
    /// <summary>The value in its CRM type, a link as the id of its row; nothing written is null.</summary>
    /// <exception cref="ProblemException">The field cannot have it.</exception>
    public object? Value(EntityKind kind, EntityField field, string text)
    {
        var said = text.Trim();
        if (field.IsDerived || field.Type == FieldType.Rows)
        {
            throw new ProblemException(NotByHand(field));
        }

        return said.Length > 0 ? Value(field, said)
            : !FieldCheck.Required(kind).Contains(field.Name) ? null
            : throw new ProblemException(Problem.Usage(
                $"Поле {field.Name} не может быть пустым.", $"The field {field.Name} cannot be empty."));
    }

    private object Value(EntityField field, string said) => field.Type switch
    {
        FieldType.Boolean => ChoiceWords.Truth(said) ?? throw Wrong(field, said, "да или нет", "yes or no"),
        FieldType.Date => Date(said) ?? throw Wrong(field, said, "дата, например 2026-11-25", "a date such as 2026-11-25"),
        FieldType.Money => Number(field, said) ?? throw Wrong(
            field, said, "сумма, например 1234.50, не больше четырёх знаков после точки", "a sum such as 1234.50 with four decimals at most"),
        FieldType.Number => Number(field, said) ?? throw Wrong(
            field, said, "число, например 12.5, не больше восьми знаков после точки", "a number such as 12.5 with eight decimals at most"),
        FieldType.Choice => ChoiceWords.Find(field.Choices, said)
            ?? throw Wrong(field, said, $"одно из: {string.Join(", ", field.Choices)}", $"one of: {string.Join(", ", field.Choices)}"),
        FieldType.Link => MeantRow.OfKind(EntityKind.Of(field.Target!), said, finder, names),
        _ => FieldCheck.Wrong(field, said) is { } wrong
            ? throw new ProblemException(Problem.Usage($"Поле {field.Name}: {wrong.Ru}.", $"The field {field.Name}: {wrong.En}."))
            : said,
    };

    private static DateOnly? Date(string said) =>
        DateOnly.TryParseExact(said, Condition.DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static decimal? Number(EntityField field, string said) =>
        Condition.Stored(said, field.Type) is { } stored ? Scaled.ToDecimal(stored, field.Type) : null;

    private static ProblemException Wrong(EntityField field, string said, string ru, string en) => new(Problem.Usage(
        $"Поле {field.Name} не бывает «{said}»: нужно {ru}.", $"The field {field.Name} is never '{said}': {en} is expected."));

    private static Problem NotByHand(EntityField field) => field.IsDerived
        ? Problem.Usage(
            $"Поле {field.Name} хаб выводит сам из документов: руками его не меняют.",
            $"The hub derives the field {field.Name} from documents: it is not changed by hand.")
        : Problem.Usage(
            $"{field.Name} — таблица: отсюда её не меняют.", $"{field.Name} is a table: it is not changed from here.");
}
