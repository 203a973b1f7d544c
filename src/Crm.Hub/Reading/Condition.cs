using System.Globalization;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Reading;

/// <summary>One --where Field=Value as SQL. The value is compared as a person would: without regard to case.</summary>
internal sealed record Condition(string Sql, IReadOnlyList<object?> Values)
{
    /// <summary>How people write dates.</summary>
    public static readonly string[] DateForms = ["yyyy-MM-dd", "dd.MM.yyyy"];

    /// <summary>The one row with this id.</summary>
    public static Condition IsRow(Guid id) => new("r.Id = $0", [id]);

    /// <summary>What is held back of the objects over there that are this row.</summary>
    public static Condition HeldOf(Guid id) =>
        new("(r.SourceId, r.ExternalId) IN (SELECT SourceId, ExternalId FROM Links WHERE EntityId = $0)", [id]);

    /// <param name="first">The number of the first free parameter.</param>
    public static (Condition? Condition, Problem? Problem) Of(View view, string text, int first)
    {
        var cut = text.IndexOf('=', StringComparison.Ordinal);
        if (cut <= 0)
        {
            return (null, Problem.Usage(
                $"Условие «{text}» не понято: пишите --where Поле=Значение.", $"The condition '{text}' is not understood: write --where Field=Value."));
        }

        var (name, value) = (text[..cut].Trim(), text[(cut + 1)..].Trim());
        return view.Field(name) is { } field
            ? value.Length == 0 ? (new Condition($"{field.Sql} IS NULL", []), null) : Of(field, value, $"${first}")
            : (null, Unknown(view, name));
    }

    private static (Condition?, Problem?) Of(ViewField field, string value, string parameter) => field.Type switch
    {
        FieldType.Boolean => ChoiceWords.Truth(value) is { } truth
            ? Equal(field.Sql, parameter, truth)
            : Wrong(field, value, "да или нет", "yes or no"),
        FieldType.Date => DateOnly.TryParseExact(value, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? Equal(field.Sql, parameter, date)
            : Wrong(field, value, "дата, например 2026-11-25", "a date such as 2026-11-25"),
        FieldType.Money or FieldType.Number => Stored(value, field.Type) is { } number
            ? Equal(field.Sql, parameter, number)
            : Wrong(field, value, "число, например 1234.50", "a number such as 1234.50"),
        FieldType.Choice => ChoiceWords.Find(field.Choices!, value) is { } choice
            ? Equal(field.Sql, parameter, choice)
            : Wrong(field, value, $"одно из: {string.Join(", ", field.Choices!)}", $"one of: {string.Join(", ", field.Choices!)}"),
        FieldType.Link when Guid.TryParse(value, out var id) => Equal(field.Sql, parameter, id),
        FieldType.Link when field.NameSql is null => Wrong(field, value, "идентификатор GUID", "a GUID"),
        FieldType.Link when field.KeySql is { } targets => (new Condition($"{field.Sql} IN ({targets} = {parameter})", [KeyText.Normalise(value)]), null),
        FieldType.Link => SameText(field.NameSql!, parameter, value),
        _ when field.KeySql is { } key => Equal(key, parameter, KeyText.Normalise(value)),
        _ => SameText(field.Sql, parameter, value),
    };

    private static (Condition?, Problem?) Equal(string sql, string parameter, object? value) => (new Condition($"{sql} = {parameter}", [value]), null);

    private static (Condition?, Problem?) SameText(string sql, string parameter, string value) =>
        (new Condition($"same({sql}, {parameter})", [value]), null);

    /// <summary>A number as it lies in the database, or null. Spaces between thousands and a decimal comma are how an accountant copies a sum.</summary>
    public static long? Stored(string value, FieldType type)
    {
        var plain = string.Concat(value.Where(letter => !char.IsWhiteSpace(letter))).Replace(',', '.');
        if (!decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        try
        {
            return Scaled.ToInteger(number, type);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static (Condition?, Problem?) Wrong(ViewField field, string value, string ru, string en) => (null, Problem.Usage(
        $"Поле {field.Name} не бывает «{value}»: нужно {ru}.", $"The field {field.Name} is never '{value}': {en} is expected."));

    private static Problem Unknown(View view, string name)
    {
        var names = view.Fields.Select(field => field.Name).ToList();
        var (ru, en) = Closest.Hint(name, names);
        return Problem.Usage(
            $"У {view.Word} нет поля «{name}».{ru} Есть: {string.Join(", ", names)}.",
            $"{view.Word} have no field '{name}'.{en} There are: {string.Join(", ", names)}.");
    }
}
