using System.Globalization;
using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;

namespace Crm.Core.Mappings.Samples;

/// <summary>One row of the CRM as a sample writes it, with the id that it has, or will have, over there.</summary>
internal sealed record SampleRow(EntityKind Kind, string Id, Fields Fields);

/// <summary>Reads rows of the CRM in the form in which expected files have them.</summary>
internal static class SampleRows
{
    /// <exception cref="ConnectorException">Malformed: this is not JSON, or not rows of the CRM.</exception>
    public static IReadOnlyList<SampleRow> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.EnumerateArray().Select(Row)];
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw Malformed($"ожидается [{{ \"kind\", \"id\", \"fields\" }}]: {wrong.Message}", $"[{{ \"kind\", \"id\", \"fields\" }}] is expected: {wrong.Message}");
        }
    }

    private static SampleRow Row(JsonElement row)
    {
        var name = row.GetProperty("kind").GetString()!;
        var kind = EntityKind.Find(name) ?? throw Malformed($"в CRM нет вида «{name}»", $"the CRM has no kind '{name}'");
        var id = row.GetProperty("id").GetString() ?? throw Malformed("у записи нет ида", "the record has no id");
        return new SampleRow(kind, id, Of(kind.Name, kind.Fields, row.GetProperty("fields")));
    }

    private static Fields Of(string owner, IReadOnlyList<EntityField> known, JsonElement said) => Fields.Of(said.EnumerateObject().Select(each =>
    {
        var field = known.FirstOrDefault(field => field.Name == each.Name)
            ?? throw Malformed($"у {owner} нет поля «{each.Name}»", $"{owner} has no field '{each.Name}'");
        return KeyValuePair.Create(each.Name, Value(field, each.Value));
    }));

    private static object? Value(EntityField field, JsonElement value) => (field.Type, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        (FieldType.Boolean, _) => value.GetBoolean(),
        (FieldType.Money or FieldType.Number, _) => value.GetDecimal(),
        (FieldType.Date, _) when DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date,
        (FieldType.Link, _) when value.GetString()!.Split('/', 2) is [var kind, var id] && kind == field.Target => new LinkRef(kind, id),
        (FieldType.Date or FieldType.Link, _) => throw Malformed(
            $"{field.Name}: «{value}» — ожидается {(field.Target is null ? "2026-03-02" : field.Target + "/Ид")}", $"{field.Name}: '{value}', {(field.Target is null ? "2026-03-02" : field.Target + "/Id")} is expected"),
        (FieldType.Rows, _) => new Many(value.EnumerateArray().Select(row => Of(field.Name, field.Columns, row))),
        _ => value.GetString(),
    };

    private static ConnectorException Malformed(string ru, string en) => new(Trouble.Malformed, new Words(ru, en));
}
