using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Editing;

/// <summary>One line of the journal as something that can be taken back.</summary>
/// <param name="Values">What the row gets by that: what the fields were before the line, or what was lost by it.</param>
public sealed record UndoneLine(long Line, EntityKind Kind, Guid Row, string Decision, Fields Values);

/// <summary>Takes one line of the journal back: a change forwards, as a person's edit; history is never rewritten.</summary>
public static class RowUndo
{
    /// <summary>The line; null when there is no such. Without values when it is of a sort that cannot be taken back.</summary>
    public static UndoneLine? Find(DbSession db, long line) => db.Query(
        "SELECT Kind, EntityId, Decision, Changes FROM Journal WHERE Id = $0",
        reader => Read(line, EntityKind.Of(reader.GetString(0)), RowStore.Id(reader, 1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3)),
        line).FirstOrDefault();

    private static UndoneLine Read(long line, EntityKind kind, Guid row, string decision, string? changes)
    {
        var at = decision switch
        {
            "Update" or "Edit" or "Answer" or "Restore" or "Undo" => 0,
            "Lost" => 1,
            _ => -1,
        };
        return new UndoneLine(line, kind, row, decision, at < 0 || changes is null ? Fields.Empty : ValuesOf(kind, changes, at));
    }

    // A table with a key may have got other rows since, and a field may be gone from the CRM.
    private static Fields ValuesOf(EntityKind kind, string changes, int at)
    {
        using var document = JsonDocument.Parse(changes);
        var values = new Fields.Builder();
        foreach (var change in document.RootElement.EnumerateObject())
        {
            if (kind.Field(change.Name) is { IsDerived: false } field
                && field.RowKey.Count == 0
                && (field.Type == FieldType.Rows) == (change.Value[at].ValueKind == JsonValueKind.Array))
            {
                values.Add(field.Name, RowValues.Linked(FieldsJson.Value(change.Value[at], field)));
            }
        }

        return values.ToFields();
    }
}
