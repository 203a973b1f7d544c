using System.Text.Json;
using Crm.Simulator.Http;
using Crm.Simulator.Metadata;
using Crm.Simulator.State;

namespace Crm.Simulator.Answers;

/// <summary>One property of one object; with $value the bytes of a stored file.</summary>
internal static class ValueReply
{
    public static Reply Of(Ask ask, Item item, EdmProperty property, Segment[] rest) => rest switch
    {
        [] when property.Kind == EdmKind.Stream => throw new ODataFault(501, "0", "Тип значения не поддерживается."),
        [] => Json(ask, item, property),
        [{ Name: "$value" }] when property.Kind == EdmKind.Stream => Bytes(item, property),
        [{ Name: "$value" }] => Reply.Text("text/plain;charset=utf-8", WireValue.Of(property.Of(item.Values))),
        _ => throw ODataFault.BadPath(rest[^1].Name),
    };

    private static Reply Json(Ask ask, Item item, EdmProperty property) => new(200, AnswerFormat.JsonMinimal.ContentType(), async (to, _) =>
    {
        await using var json = new Utf8JsonWriter(to, JsonAnswers.Options);
        json.WriteStartObject();
        json.WriteString("odata.metadata", $"{ask.Root}$metadata#{item.Set.Name}/{property.Name}");
        json.WriteString("value", WireValue.Of(property.Of(item.Values)));
        json.WriteEndObject();
    });

    private static Reply Bytes(Item item, EdmProperty property)
    {
        var text = item.Text(property.Name + "_Base64Data");
        Span<byte> bytes = new byte[text.Length];
        return Reply.Bytes("application/octet-stream", Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length].ToArray() : default);
    }
}
