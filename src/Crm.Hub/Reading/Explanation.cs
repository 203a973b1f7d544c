using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Hub.Reading;

/// <summary>One value that a field had, and who gave it.</summary>
/// <param name="IsToday">It is the value the field still has; <see cref="Value"/> is not filled then.</param>
internal sealed record Turn(Said Said, JsonElement? Value, JsonElement? Before, bool IsToday);

/// <summary>Everything that is known of why a row is as it is.</summary>
/// <param name="Fields">Those asked about.</param>
/// <param name="Story">Newest first.</param>
/// <param name="Merges">That hold.</param>
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
    IReadOnlyList<RowMerge> Merges,
    IReadOnlyList<(string Field, string TargetKind, string TargetId)> Waits,
    IReadOnlyList<ShownRow> Held)
{
    /// <summary>Whether one field was asked about rather than the whole row.</summary>
    public bool IsOfOneField => Fields.Count == 1;

    /// <summary>The value now of a field that is not a table.</summary>
    public object? Value(string field) => Value(View, Row, field);

    public string? ArchivedAt => Value("ArchivedAt") as string;

    /// <summary>The values of the field and who gave them, newest first.</summary>
    public IReadOnlyList<Turn> Of(EntityField field)
    {
        var turns = Story.Where(said => said.Speaks(field)).Select(said => new Turn(said, said.New(field.Name), said.Old(field.Name), false)).ToList();
        if (!field.IsDerived && Story.LastOrDefault(said => said.IsCreation) is { } creation && First(field, creation, turns) is { } first)
        {
            turns.Add(first);
        }

        return turns;
    }

    /// <summary>Who gave the field the value it has; null when nobody spoke of it.</summary>
    public Turn? Newest(EntityField field) => Of(field) is [var newest, ..] ? newest : null;

    // A line of creation holds no values: the first one is what the oldest change replaced, or, without any, that of today.
    private Turn? First(EntityField field, Said creation, List<Turn> turns)
    {
        var oldest = turns.LastOrDefault(turn => turn.Said.Changes.ContainsKey(field.Name));
        return oldest is not null
            ? oldest.Before is { ValueKind: not JsonValueKind.Null } value ? new Turn(creation, value, null, false) : null
            : IsEmpty(field) ? null : new Turn(creation, null, null, IsToday: true);
    }

    private bool IsEmpty(EntityField field) =>
        field.Type == FieldType.Rows ? Row.Inner[field.Name].Count == 0 : Value(field.Name) is null;

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
