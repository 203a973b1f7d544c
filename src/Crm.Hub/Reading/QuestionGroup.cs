using System.Text.Json;
using Crm.Core.Storage;

namespace Crm.Hub.Reading;

/// <summary>Questions that have one cause: of one sort, about one field of one kind, with one base.</summary>
internal sealed record QuestionGroup(QuestionKind Kind, string? Connection, string? Row, string? Field, IReadOnlyList<Question> Questions)
{
    /// <summary>Grouped, in the order in which they came.</summary>
    public static IReadOnlyList<QuestionGroup> Of(IEnumerable<Question> questions) =>
    [
        .. questions.GroupBy(Cause).Select(group => new QuestionGroup(group.Key.Kind, group.Key.Connection, group.Key.Row, group.Key.Field, [.. group])),
    ];

    private static (QuestionKind Kind, string? Connection, string? Row, string? Field) Cause(Question question)
    {
        using var detail = JsonDocument.Parse(question.Detail);
        var root = detail.RootElement;
        string? Text(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        // Within tables every row has a number of its own: Accounts[2].Bic, Lines/2/Item.
        var field = Text("field")?.Split('[', '/')[0];
        return (question.Kind, Text("external")?.Split('/')[0], Text("kind"), string.IsNullOrEmpty(field) ? null : field);
    }
}
