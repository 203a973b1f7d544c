using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Editing;

/// <summary>One line of the journal as something that can be taken back.</summary>
/// <param name="Values">What the row gets by that: what the fields were before the line, or what was lost by it.</param>
/// <param name="Left">What the line left in these fields.</param>
public sealed record UndoneLine(long Line, EntityKind Kind, Guid Row, string Decision, Fields Values, Fields Left);

/// <summary>A field that is neither as a line left it nor as it was before, and who made it so.</summary>
/// <param name="By">The last line that changed it; null when none tells.</param>
public sealed record ChangedSince(string Field, LaterLine? By);

/// <summary>A line of the journal that changed a field later.</summary>
/// <param name="Person">Null for what a run did by itself.</param>
/// <param name="Connection">The base that said it; null for a person and for what the hub derived.</param>
public sealed record LaterLine(long Line, string Decision, string? Person, string? Connection, DateTime At);

/// <summary>Takes one line of the journal back: a change forwards, as a person's edit; history is never rewritten.</summary>
public static class RowUndo
{
    /// <summary>The line; null when there is no such. Without values when it is of a sort that cannot be taken back.</summary>
    public static UndoneLine? Find(DbSession db, long line) => db.Query(
        "SELECT Kind, EntityId, Decision, Changes FROM Journal WHERE Id = $0",
        reader => Read(line, EntityKind.Of(reader.GetString(0)), reader.GetGuid(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3)),
        line).FirstOrDefault();

    private static UndoneLine Read(long line, EntityKind kind, Guid row, string decision, string? changes)
    {
        var at = decision switch
        {
            "Update" or "Edit" or "Answer" or "Restore" or "Undo" => 0,
            "Lost" => 1,
            _ => -1,
        };
        return at < 0 || changes is null
            ? new UndoneLine(line, kind, row, decision, Fields.Empty, Fields.Empty)
            : new UndoneLine(line, kind, row, decision, ValuesOf(kind, changes, at), ValuesOf(kind, changes, 1 - at));
    }

    /// <summary>
    /// The fields of which taking the line back would undo more than the line. A field that is again as it was before needs no
    /// taking back, and the form in which it is read over there is no change.
    /// </summary>
    public static IReadOnlyList<ChangedSince> Since(DbSession db, UndoneLine line)
    {
        var table = KindTable.Of(line.Kind);
        var names = line.Values.Select(field => field.Key).ToList();
        var now = RowValues.Read(table, new RowStore(db).Read(table, [line.Row], [.. names.Where(table.Rows.ContainsKey)])[line.Row], names);
        return
        [
            .. names.Where(name => !Merge.Same(now[name], line.Values[name]) && !Merge.Same(now[name], line.Left[name]))
                .Select(name => (Name: name, Later: Later(db, line, name)))
                .Where(field => field.Later.Count == 0 || field.Later.Exists(later => later.Decision != "Normalise"))
                .Select(field => new ChangedSince(field.Name, field.Later.FirstOrDefault())),
        ];
    }

    private static List<LaterLine> Later(DbSession db, UndoneLine line, string field) => db.Query(
        "SELECT j.Id, j.Decision, j.Person, s.Connection, j.At FROM Journal j LEFT JOIN LinkSources s ON s.Id = j.SourceId "
        + "WHERE j.EntityId = $0 AND j.Id > $1 AND j.Decision <> 'Lost' AND json(j.Changes) -> $2 IS NOT NULL ORDER BY j.Id DESC",
        reader => new LaterLine(
            reader.GetInt64(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3),
            reader.GetDateTime(4)),
        line.Row, line.Line, field);

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
