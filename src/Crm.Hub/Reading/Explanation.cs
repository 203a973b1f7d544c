using Crm.Connect;
using Crm.Core.Entities;

namespace Crm.Hub.Reading;

/// <summary>Everything that is known of why a row is as it is.</summary>
/// <param name="Fields">Those asked about.</param>
/// <param name="Story">Newest first.</param>
/// <param name="Held">What is held back of it, as rows of the view rejected.</param>
internal sealed record Explanation(
    EntityKind Kind,
    View View,
    Guid Id,
    string? Name,
    ShownRow Row,
    IReadOnlyList<EntityField> Fields,
    IReadOnlyList<Said> Story,
    IReadOnlyList<ExternalRef> Links,
    IReadOnlyList<(string Field, string TargetKind, string TargetId)> Waits,
    IReadOnlyList<ShownRow> Held)
{
    /// <summary>Whether one field was asked about rather than the whole row.</summary>
    public bool IsOfOneField => Fields.Count == 1;

    /// <summary>The value now of a field that is not a table.</summary>
    public object? Value(string field) => Value(View, Row, field);

    public string? ArchivedAt => Value("ArchivedAt") as string;

    /// <summary>Who spoke of the field, newest first.</summary>
    public IReadOnlyList<Said> Of(EntityField field) => [.. Story.Where(said => said.Speaks(field))];

    /// <summary>Who gave the field the value it has; null when nobody spoke of it.</summary>
    public Said? Newest(EntityField field) => Of(field) is [var newest, ..] ? newest : null;

    public static object? Value(View view, ShownRow row, string field)
    {
        for (var at = 0; at < view.Fields.Count; at++)
        {
            if (view.Fields[at].Name == field)
            {
                return row.Values[at];
            }
        }

        return null;
    }
}
