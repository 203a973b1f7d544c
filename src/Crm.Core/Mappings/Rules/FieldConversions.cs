using Crm.Core.Entities;
using Crm.Core.Mappings.Converters;

namespace Crm.Core.Mappings.Rules;

/// <summary>What the type of a field does to a text by itself.</summary>
internal static class FieldConversions
{
    public static Conversion For(EntityField field) => field.Type switch
    {
        FieldType.Boolean => BooleanConverter.Boolean,
        FieldType.Date => DateConverter.Date,
        FieldType.Money => NumberConverter.Money,
        FieldType.Number => NumberConverter.Decimal,
        FieldType.Choice => Choice(field.Choices),
        FieldType.Link => Link(field.Target!),
        _ => TextConverters.Trim,
    };

    /// <summary>The conversion that takes the place of a numeric converter, so that its value fits the field.</summary>
    public static Conversion Numeric(EntityField field, FieldType yields) => (field.Type, yields) switch
    {
        (FieldType.Money, _) => NumberConverter.Money,
        (_, FieldType.Money) => NumberConverter.MoneyInNumber,
        _ => NumberConverter.Decimal,
    };

    private static Conversion Choice(IReadOnlyList<string> choices)
    {
        var known = choices.ToDictionary(word => word, StringComparer.OrdinalIgnoreCase);
        var all = string.Join(", ", choices);
        return (string text, in Scope _) => known.TryGetValue(text.Trim(), out var word)
            ? Outcome.Of(word)
            : Outcome.No(text, $"не одно из: {all}", $"none of: {all}");
    }

    private static Conversion Link(string target) => (string text, in Scope _) => Outcome.Of(new LinkRef(target, text.Trim()));
}
