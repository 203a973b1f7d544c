using System.Buffers;
using System.Text.Json;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// Lays what rows of sections refer to into these rows, as 1C itself does for the object. Each is asked for once; of many different ones no
/// more than a limit are kept at a time.
/// </summary>
internal sealed class BehindSections(Pages pages)
{
    private const int MostKept = 50_000;

    private readonly Dictionary<(SetQuery Query, Guid Key), ReadOnlyMemory<byte>> _kept = [];

    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> LaidInAsync(IReadOnlyList<BehindSection> plans, IReadOnlyList<ReadOnlyMemory<byte>> objects, CancellationToken ct)
    {
        if (plans.Count == 0)
        {
            return objects;
        }

        foreach (var plan in plans)
        {
            await FetchAsync(plan, objects, ct);
        }

        return [.. objects.Select(one => Laid(plans, one))];
    }

    private async Task FetchAsync(BehindSection plan, IReadOnlyList<ReadOnlyMemory<byte>> objects, CancellationToken ct)
    {
        if (_kept.Count > MostKept)
        {
            _kept.Clear();
        }

        var keys = objects.SelectMany(one => Keys(plan, one)).Where(key => key != Guid.Empty).Distinct().ToList();
        foreach (var pack in Packs.Of(plan.Query, [.. keys.Where(key => !_kept.ContainsKey((plan.Query, key))).Select(key => key.ToString())]))
        {
            await foreach (var row in pages.StreamAsync(pack.Query, ct))
            {
                if (Guid.TryParse(ObjectLook.Text(row.Span, "Ref_Key"u8), out var key))
                {
                    _kept[(plan.Query, key)] = row.ToArray();
                }
            }
        }
    }

    private static IEnumerable<Guid> Keys(BehindSection plan, ReadOnlyMemory<byte> one)
    {
        using var json = JsonDocument.Parse(one);
        return json.RootElement.TryGetProperty(plan.Section, out var rows) && rows.ValueKind == JsonValueKind.Array
            ? [.. rows.EnumerateArray().Select(row => KeyOf(row, plan))]
            : [];
    }

    private static Guid KeyOf(JsonElement row, BehindSection plan) =>
        row.TryGetProperty(plan.Key, out var value) && value.ValueKind == JsonValueKind.String && Guid.TryParse(value.GetString(), out var key) ? key : Guid.Empty;

    private ReadOnlyMemory<byte> Laid(IReadOnlyList<BehindSection> plans, ReadOnlyMemory<byte> one)
    {
        using var json = JsonDocument.Parse(one);
        var buffer = new ArrayBufferWriter<byte>(one.Length * 2);
        using var writer = new Utf8JsonWriter(buffer, RawForm.Writing);
        writer.WriteStartObject();
        foreach (var property in json.RootElement.EnumerateObject())
        {
            writer.WritePropertyName(property.Name);
            var own = plans.Where(plan => property.NameEquals(plan.Section)).ToList();
            if (own.Count > 0 && property.Value.ValueKind == JsonValueKind.Array)
            {
                Rows(writer, own, property.Value);
            }
            else
            {
                writer.WriteRawValue(property.Value.GetRawText());
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private void Rows(Utf8JsonWriter writer, List<BehindSection> plans, JsonElement rows)
    {
        writer.WriteStartArray();
        foreach (var row in rows.EnumerateArray())
        {
            writer.WriteStartObject();
            foreach (var property in row.EnumerateObject())
            {
                writer.WritePropertyName(property.Name);
                writer.WriteRawValue(property.Value.GetRawText());
            }

            foreach (var plan in plans)
            {
                if (_kept.TryGetValue((plan.Query, KeyOf(row, plan)), out var behind))
                {
                    writer.WritePropertyName(plan.Bare);
                    writer.WriteRawValue(behind.Span);
                }
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
