using System.Text.Json;
using Crm.Connect;
using Crm.Core.Editing;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Hub.Reading;

/// <summary>A row that could be meant, and what tells it from others.</summary>
internal sealed record PossibleRow(string Kind, Guid Id, string? Name, IReadOnlyList<(string Field, string Value)> Keys, IReadOnlyList<ExternalRef> Links);

/// <summary>Everything that is known of one question.</summary>
/// <param name="Ours">Who gave our value, newest first; for clashes.</param>
/// <param name="Held">The fields as they came; for records that are held back.</param>
internal sealed record QuestionStory(Question Question, JsonElement Detail, IReadOnlyList<PossibleRow> Candidates, IReadOnlyList<Said> Ours, Fields? Held)
{
    public static QuestionStory Read(DbSession db, Question question, RowNames names)
    {
        var detail = JsonSerializer.Deserialize<JsonElement>(question.Detail);
        return new QuestionStory(
            question, detail, [.. RowsOf(detail).Select(row => CandidateOf(db, row.Kind, row.Id, names))], OursOf(db, question, detail), HeldOf(db, question));
    }

    /// <summary>The rows of ours that the question names.</summary>
    public static IEnumerable<(string Kind, Guid Id)> RowsOf(JsonElement detail)
    {
        if (!detail.TryGetProperty("kind", out var kind) || kind.GetString() is not { } word)
        {
            return [];
        }

        return detail.TryGetProperty("candidates", out var candidates) ? candidates.EnumerateArray().Select(id => (word, id.GetGuid()))
            : detail.TryGetProperty("row", out var row) ? [(word, row.GetGuid())] : [];
    }

    private static PossibleRow CandidateOf(DbSession db, string word, Guid id, RowNames names)
    {
        var table = EntityKind.Find(word) is { } kind ? KindTable.Of(kind) : null;
        var values = table is null ? null : new RowStore(db).Read(table, [id], []).GetValueOrDefault(id)?.Values;
        var keys = table is null || values is null ? [] : table.Columns
            .Select((column, at) => (column.Field, Value: values[at]))
            .Where(pair => pair.Field is { IsKey: true, Type: not FieldType.Link } && pair.Value is not null)
            .Select(pair => (pair.Field.Name, FieldsJson.Text(pair.Value!)))
            .ToList();
        return new PossibleRow(word, id, names.Of(word, id), keys, new RowStory(db).LinksOf(id));
    }

    private static List<Said> OursOf(DbSession db, Question question, JsonElement detail) =>
        question.Kind == QuestionKind.Clash && RowsOf(detail).FirstOrDefault() is var (word, id)
            && EntityKind.Find(word)?.Field(detail.GetProperty("field").GetString()!) is { } field
            ? [.. new RowStory(db).Of(id).Where(said => said.Speaks(field))]
            : [];

    private static Fields? HeldOf(DbSession db, Question question) => HeldQuestion.Read(question) is { } about
        && db.Query(
            "SELECT h.Fields FROM Held h JOIN LinkSources s ON s.Id = h.SourceId WHERE s.Connection = $0 AND s.ExternalKind = $1 AND s.Kind = $2 AND h.ExternalId = $3 ORDER BY h.Id DESC",
            reader => reader.GetString(0), about.External.Connection, about.External.Kind, about.Kind.Name, about.External.Id) is [var fields, ..]
        ? FieldsJson.Read(fields)
        : null;
}
