using System.Globalization;
using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>A field that both sides changed, as a question: what was agreed on, what is ours, what is theirs.</summary>
/// <param name="Said">What they say of the whole field, as agreements remember it.</param>
public sealed record ClashQuestion(
    EntityKind Kind, Guid Row, EntityField Field, ExternalRef External, string? TableRow, object? Theirs, object? Said)
{
    /// <summary>How the keys of all questions about one field of a row and one base begin.</summary>
    internal static string Begin(Guid row, string field, string connection) => $"{QuestionKind.Clash}:{row}:{field}:{connection}:";

    internal static (string Key, Words Text, string Detail) Of(Incoming change, string kind, Guid row, FieldClash clash, object? said)
    {
        var text = new Words(
            $"{kind} {row}: поле {clash.Field} изменили обе стороны. Было согласовано {Shown(clash.Agreed)}, у нас {Shown(clash.Ours)}, в «{change.Ref.Connection}» {Shown(clash.Theirs)}.",
            $"{kind} {row}: both sides changed {clash.Field}. Agreed was {Shown(clash.Agreed)}, ours is {Shown(clash.Ours)}, that of '{change.Ref.Connection}' is {Shown(clash.Theirs)}.");
        var detail = FieldsJson.Write(Fields.Of(
            ("kind", kind), ("row", row.ToString()), ("field", clash.Field), ("external", change.Ref.ToString()), ("tableRow", clash.Row),
            ("agreed", clash.Agreed), ("ours", clash.Ours), ("theirs", clash.Theirs), ("said", Agreed.Form(said)),
            ("place", change.Place.ToString()), ("delivery", change.DeliveryId.ToString(CultureInfo.InvariantCulture))));

        // The same two values are the same question; other values are another one.
        return ($"{Begin(row, clash.Field, change.Ref.Connection)}{clash.Row}:{Shown(clash.Ours)}:{Shown(clash.Theirs)}", text, detail);
    }

    /// <summary>The question read back; null when the CRM no longer has what it is about.</summary>
    public static ClashQuestion? Read(Question question)
    {
        using var document = JsonDocument.Parse(question.Detail);
        var detail = document.RootElement;
        var kind = EntityKind.Find(detail.GetProperty("kind").GetString()!);
        var field = kind?.Field(detail.GetProperty("field").GetString()!);
        if (kind is null || field is null)
        {
            return null;
        }

        var external = detail.GetProperty("external").GetString()!.Split('/', 3);
        var tableRow = detail.GetProperty("tableRow").GetString();
        return new ClashQuestion(
            kind, detail.GetProperty("row").GetGuid(), field, new ExternalRef(external[0], external[1], external[2]), tableRow,
            RowValues.Linked(tableRow is null ? FieldsJson.Value(detail.GetProperty("theirs"), field) : RowOf(detail.GetProperty("theirs"), field)),
            FieldsJson.Value(detail.GetProperty("said"), field));
    }

    private static object? RowOf(JsonElement row, EntityField field) =>
        row.ValueKind == JsonValueKind.Null ? null : ((Many)FieldsJson.Value(JsonDocument.Parse($"[{row.GetRawText()}]").RootElement, field)!)[0];

    private static string Shown(object? value) => value switch
    {
        null => "∅",
        Fields or Many => FieldsJson.Write(Fields.Of(("", value))),
        _ => $"«{FieldsJson.Text(value)}»",
    };
}
