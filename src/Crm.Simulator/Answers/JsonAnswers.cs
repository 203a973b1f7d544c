using System.Globalization;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crm.Simulator.Query;
using Crm.Simulator.State;

namespace Crm.Simulator.Answers;

/// <summary>Bodies in JSON, passed on while they are written: a long list takes no memory.</summary>
internal static class JsonAnswers
{
    private const int PassAt = 32 << 10;

    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static async Task ListAsync(
        PipeWriter to, RowJson rows, IReadOnlyList<Item> items, Projection projection, string? metadata, int? count, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(to, Options);
        json.WriteStartObject();
        if (metadata is not null)
        {
            json.WriteString("odata.metadata", metadata);
        }

        if (count is { } all)
        {
            json.WriteString("odata.count", all.ToString(CultureInfo.InvariantCulture));
        }

        json.WriteStartArray("value");
        foreach (var item in items)
        {
            rows.Write(json, item, projection);
            await PassAsync(json, to, ct);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Rows of a virtual table, which are no objects.</summary>
    public static async Task RowsAsync(
        PipeWriter to, RowJson rows, IReadOnlyList<object?[]> lines, Projection projection, string? metadata, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(to, Options);
        json.WriteStartObject();
        if (metadata is not null)
        {
            json.WriteString("odata.metadata", metadata);
        }

        json.WriteStartArray("value");
        foreach (var line in lines)
        {
            json.WriteStartObject();
            rows.WriteValues(json, line, projection);
            json.WriteEndObject();
            await PassAsync(json, to, ct);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static async Task SingleAsync(PipeWriter to, RowJson rows, Item item, Projection projection, string? metadata)
    {
        await using var json = new Utf8JsonWriter(to, Options);
        json.WriteStartObject();
        if (metadata is not null)
        {
            json.WriteString("odata.metadata", metadata);
        }

        rows.WriteBody(json, item, projection);
        json.WriteEndObject();
    }

    public static async Task FaultAsync(PipeWriter to, ODataFault fault)
    {
        await using var json = new Utf8JsonWriter(to, Options);
        json.WriteStartObject();
        json.WriteStartObject("odata.error");
        json.WriteString("code", fault.Code);
        json.WriteStartObject("message");
        json.WriteString("lang", "ru");
        json.WriteString("value", fault.Message);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static async Task PassAsync(Utf8JsonWriter json, PipeWriter to, CancellationToken ct)
    {
        if (json.BytesPending + to.UnflushedBytes > PassAt)
        {
            await json.FlushAsync(ct);
            await to.FlushAsync(ct);
        }
    }
}
