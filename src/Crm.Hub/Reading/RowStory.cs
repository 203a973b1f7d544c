using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Hub.Reading;

/// <summary>One line of history: who said what, where, and by which mapping it got here.</summary>
/// <param name="Line">Its number in the journal.</param>
/// <param name="Delivery">Null for what the hub derived.</param>
/// <param name="Person">Who decided it; null for what a run did by itself.</param>
/// <param name="Changes">Field → [old, new]; none for a creation.</param>
/// <param name="IsFileGone">The raw file of the delivery is not in the archive any more: it was old.</param>
internal sealed record Said(
    long Line,
    string? Person,
    long RunId,
    DateTime At,
    string Decision,
    string? Delivery,
    DateTime? FormedAt,
    Place? Place,
    string? Connection,
    string? ExternalKind,
    string? ExternalId,
    string? Mapping,
    string? MappingHash,
    IReadOnlyDictionary<string, JsonElement> Changes,
    bool IsFileGone)
{
    public bool IsCreation => Decision == "Create";

    /// <summary>Whether it says something of this field, or of a row of this table.</summary>
    public bool Speaks(EntityField field) => field.IsDerived && field.Name != nameof(Invoice.StatusReason)
        ? Decision == "Derive"
        : Changes.Keys.Any(name => name == field.Name || name.StartsWith(field.Name + "/", StringComparison.Ordinal));

    /// <summary>The value it gave the field; null also when it does not tell.</summary>
    public JsonElement? New(string field) => Changes.TryGetValue(field, out var pair) ? pair[1] : null;

    /// <summary>The value that the field had before.</summary>
    public JsonElement? Old(string field) => Changes.TryGetValue(field, out var pair) ? pair[0] : null;

    /// <summary>Why the hub derived it, in both languages.</summary>
    public Words? Reason => New(nameof(Invoice.StatusReason)) is { ValueKind: JsonValueKind.String } words ? WordsJson.Read(words.GetString()!) : null;
}

/// <summary>Reads the history of one row.</summary>
internal sealed class RowStory(DbSession db)
{
    /// <summary>Every line of the journal about the row, newest first.</summary>
    public IReadOnlyList<Said> Of(Guid row) => db.Query(
        "SELECT j.RunId, j.At, j.Decision, d.Name, d.FormedAt, j.File, j.Line, s.Connection, s.ExternalKind, j.ExternalId, j.Mapping, r.MappingHash, j.Changes, j.Id, j.Person, d.ArchiveFile "
        + "FROM Journal j LEFT JOIN Deliveries d ON d.Id = j.DeliveryId LEFT JOIN LinkSources s ON s.Id = j.SourceId LEFT JOIN Runs r ON r.Id = j.RunId "
        + "WHERE j.EntityId = $0 ORDER BY j.Id DESC",
        Read, row);

    /// <summary>The objects over there that are this row.</summary>
    public IReadOnlyList<ExternalRef> LinksOf(Guid row) => db.Query(
        "SELECT s.Connection, s.ExternalKind, l.ExternalId FROM Links l JOIN LinkSources s ON s.Id = l.SourceId WHERE l.EntityId = $0 ORDER BY l.Id",
        reader => new ExternalRef(reader.GetString(0), reader.GetString(1), reader.GetString(2)), row);

    /// <summary>The merges of the row that hold, newest first: those into it, and the one into another.</summary>
    public IReadOnlyList<RowMerge> MergesOf(Guid row) => new MergeStore(db).Of(row);

    /// <summary>Links of the row that are empty because their target has not come.</summary>
    public IReadOnlyList<(string Field, string TargetKind, string TargetId)> WaitsOf(Guid row) => db.Query(
        "SELECT Field, TargetKind, TargetId FROM Waits WHERE EntityId = $0 ORDER BY Id",
        reader => (reader.GetString(0), reader.GetString(1), reader.GetString(2)), row);

    private static Said Read(DbRow reader) => new(
        reader.GetInt64(13),
        Text(reader, 14),
        reader.GetInt64(0),
        reader.GetDateTime(1),
        reader.GetString(2),
        Text(reader, 3),
        reader.IsDBNull(4) ? null : reader.GetDateTime(4),
        reader.IsDBNull(5) ? null : new Place(reader.GetString(5), reader.GetInt64(6)),
        Text(reader, 7),
        Text(reader, 8),
        Text(reader, 9),
        Text(reader, 10),
        Text(reader, 11),
        reader.IsDBNull(12) ? new Dictionary<string, JsonElement>() : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(reader.GetString(12))!,
        Text(reader, 15) is "");

    private static string? Text(DbRow reader, int at) => reader.IsDBNull(at) ? null : reader.GetString(at);
}
