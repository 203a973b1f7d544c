using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Duplicates.Joining;

/// <summary>Fields of a row with their values before and after, as the journal keeps them, and back.</summary>
internal static class RowText
{
    /// <summary>Field → [before, after], whether they differ or not.</summary>
    public static JsonElement Pairs(Fields before, Fields after) =>
        JsonSerializer.Deserialize<JsonElement>(FieldsJson.Write(after.Select((field, value) => new Many([before[field], value]))));

    /// <summary>A value of a field as rows hold it: links as rows, lines of tables with all their columns.</summary>
    public static object? Value(JsonElement json, EntityField field) => FieldsJson.Value(json, field) switch
    {
        LinkRef link => Guid.Parse(link.Id),
        Many many => many.Select((row, _) => row is Fields fields ? Whole(fields, field.Columns) : row),
        var value => value,
    };

    /// <summary>A line of a table with all its columns; what is not said is empty.</summary>
    public static Fields Whole(Fields row, IReadOnlyList<EntityField> columns) => Fields.Of(columns.Select(column =>
        KeyValuePair.Create(column.Name, row[column.Name] is LinkRef link ? Guid.Parse(link.Id) : row[column.Name])));
}
