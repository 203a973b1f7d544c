using System.Text.Json;
using System.Xml;
using Crm.Connectors.OneC.OData.Metadata;

namespace Crm.Connectors.OneC.OData.Wire;

/// <summary>What 1C said of a request that it did not carry out. Branch on the code, never on the text: that is in the language of the server.</summary>
/// <param name="Code">The code of the platform; "-1" is an exception of the configuration itself.</param>
internal sealed record OneCError(string Code, string Text)
{
    public const string Business = "-1";
    public const string BadFormat = "2";
    public const string NoSuchSet = "8";
    public const string NoSuchObject = "9";
    public const string KeyExists = "15";
    public const string NoRight = "20";

    /// <returns>What the body says; null when it is no error of 1C.</returns>
    public static OneCError? Read(ReadOnlySpan<byte> body)
    {
        var text = body.TrimStart("\uFEFF \r\n\t"u8);
        try
        {
            return text.StartsWith("{"u8) ? ReadJson(text) : text.StartsWith("<"u8) ? ReadXml(text) : null;
        }
        catch (Exception wrong) when (wrong is JsonException or XmlException or InvalidOperationException)
        {
            return null;
        }
    }

    // 1C writes odata.error; a proxy before it may write error.
    private static OneCError? ReadJson(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 16 });
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (!root.TryGetProperty("odata.error", out var error) && !root.TryGetProperty("error", out error) || error.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var code = error.TryGetProperty("code", out var said) ? said.ToString() : "";
        return new OneCError(code, error.TryGetProperty("message", out var message) ? Words(message) : "");
    }

    private static string Words(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("value", out var value) ? value.ToString() : message.ToString();

    private static OneCError? ReadXml(ReadOnlySpan<byte> body)
    {
        using var stream = new MemoryStream(body.ToArray(), writable: false);
        using var xml = HouseXml.Open(stream, body.Length);
        if (!xml.Read() || xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != "error")
        {
            return null;
        }

        string code = "", text = "";
        xml.Read();
        while (xml.NodeType == XmlNodeType.Element)
        {
            _ = xml.LocalName switch
            {
                "code" => code = xml.ReadElementContentAsString(),
                "message" => text = xml.ReadElementContentAsString(),
                _ => xml.ReadOuterXml(),
            };
        }

        return new OneCError(code, text);
    }
}
