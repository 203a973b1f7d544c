using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings;

namespace Crm.Hub.Proving;

/// <summary>How a field is played, and what can be known of it in the end.</summary>
internal enum PlayForm
{
    /// <summary>Every value is another one and names the edit that made it: which must be there in the end is known.</summary>
    Value,

    /// <summary>One of a few words, or one of the things on that side: in the end all sides have one that somebody said.</summary>
    Word,

    /// <summary>Rows that come and go one by one: of each it is known whether it must be there.</summary>
    Set,
}

/// <summary>One field of the play.</summary>
/// <param name="Make">The value of a number, or of a set one row; another number gives another, of words as far as there are.</param>
internal sealed record PlayField(FieldRule Rule, PlayForm Form, Func<int, object> Make)
{
    private const int Samples = 5;

    public string Name => Rule.To;

    /// <summary>The kind of things it names, of a link.</summary>
    public string? Target => Rule.Field.Target;

    /// <summary>Whether a quarrel about it is for a person to decide.</summary>
    public bool IsAsked(Mapping mapping) => (Rule.OnConflict ?? mapping.OnConflict) == ConflictPolicy.Ask;

    /// <summary>A row that the bases take out of their set is taken out everywhere; otherwise only people at the CRM take rows out.</summary>
    public bool IsWhole => Rule.Whole;

    /// <summary>Null when no values can be made for which what is said over there is heard again as the same.</summary>
    public static PlayField? Of(Mapping mapping, FieldRule rule) => Offers(mapping, rule)
        .FirstOrDefault(one => Enumerable.Range(1, Samples).All(number => ComesBack(mapping, rule, one.Make(number * 7))));

    /// <summary>A value as it is compared: of rows the columns of the play that are filled, those of a set in the order of their keys.</summary>
    public object? Canonical(object? value) => value is not Many rows ? value : Filled(rows) is { Count: > 0 } filled ? filled : null;

    private Many Filled(Many rows) => new(rows.OfType<Fields>()
        .Select(row => row.Without(column => row[column] is null || !Rule.Columns.Any(rule => rule.To == column)))
        .Where(row => row.Count > 0)
        .OrderBy(row => Form == PlayForm.Set ? KeyOf(row) : "", StringComparer.Ordinal));

    /// <summary>The name of a row of a set.</summary>
    public string KeyOf(Fields row) => string.Join(' ', Rule.Field.RowKey.Select(column => row[column]));

    private static IEnumerable<PlayField> Offers(Mapping mapping, FieldRule rule) => rule.Field.Type switch
    {
        FieldType.Choice => [new(rule, PlayForm.Word, number => rule.Field.Choices[number % rule.Field.Choices.Count])],
        FieldType.Boolean => [new(rule, PlayForm.Word, number => number % 2 == 0)],
        FieldType.Link => [new(rule, PlayForm.Word, number => new LinkRef(rule.Field.Target!, $"{number}"))],
        FieldType.Rows => Rows(mapping, rule),
        _ => PlayValues.For(rule.Field).Select(make => new PlayField(rule, PlayForm.Value, make)),
    };

    private static IEnumerable<PlayField> Rows(Mapping mapping, FieldRule rule)
    {
        var columns = new List<(string Name, Func<int, object> Make)>();
        Fields Row(int number, IEnumerable<(string Name, Func<int, object> Make)> of) =>
            Fields.Of(of.Select(column => KeyValuePair.Create(column.Name, (object?)column.Make(number))));

        foreach (var column in rule.Columns.OrderBy(column => column.Required ? 0 : 1))
        {
            columns.AddRange(PlayValues.For(column.Field).Select(make => (column.To, make))
                .Where(next => Enumerable.Range(1, Samples).All(number => ComesBack(mapping, rule, new Many([Row(number * 7, [.. columns, next])]))))
                .Take(1));
        }

        var form = rule.Field.RowKey.Count > 0 ? PlayForm.Set : PlayForm.Value;
        return columns.Count == 0 || rule.Field.RowKey.Any(key => !columns.Exists(column => column.Name == key)) ? []
            : [new PlayField(rule, form, number => new Many([Row(number, columns)]))];
    }

    // Said over there and heard again it is the same value, nothing else of the row changes by it, and the object stays of its kind.
    private static bool ComesBack(Mapping mapping, FieldRule rule, object value)
    {
        var said = mapping.Back(Fields.Of((rule.To, value)));
        if (said.Rejections.Count > 0 || said.Notices.Count > 0 || mapping.KindFor(said.Fields) != mapping.KindFor(Fields.Empty))
        {
            return false;
        }

        var heard = mapping.Translate(said.Fields);
        return heard.Rejections.All(rejection => rejection.Field != rule.To) && heard.Notices.All(notice => notice.Field.Split('[', '/', '.')[0] != rule.To)
            && Equals(new PlayField(rule, PlayForm.Value, _ => value).Canonical(heard.Fields[rule.To]), value);
    }
}
