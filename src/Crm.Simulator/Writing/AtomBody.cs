using System.Text.Json;
using System.Xml;
using Crm.Simulator.Answers;

namespace Crm.Simulator.Writing;

/// <summary>Reads an Atom entry that was sent, as the object of JSON that would say the same.</summary>
internal static class AtomBody
{
    private const string Fields = "http://schemas.microsoft.com/ado/2007/08/dataservices";
    private const int MostLetters = 16 << 20;

    public static async Task<JsonDocument> ReadAsync(Stream stream, CancellationToken ct)
    {
        using var written = new MemoryStream();
        try
        {
            using var xml = XmlReader.Create(stream, Settings());
            await using var json = new Utf8JsonWriter(written);
            json.WriteStartObject();
            await FindPropertiesAsync(xml);
            await WriteAsync(xml, json, ct);
            json.WriteEndObject();
        }
        catch (XmlException)
        {
            throw ODataFault.BadRequest("ожидалась запись Atom");
        }

        return JsonDocument.Parse(written.GetBuffer().AsMemory(0, (int)written.Length));
    }

    private static XmlReaderSettings Settings() => new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostLetters,
        IgnoreWhitespace = true,
        IgnoreComments = true,
    };

    private static async Task FindPropertiesAsync(XmlReader xml)
    {
        while (await xml.ReadAsync())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "properties" && !xml.IsEmptyElement)
            {
                return;
            }
        }
    }

    /// <summary>Writes the elements inside of the one the reader stands on, and ends on its end.</summary>
    private static async Task WriteAsync(XmlReader xml, Utf8JsonWriter json, CancellationToken ct)
    {
        while (await xml.ReadAsync() && xml.NodeType != XmlNodeType.EndElement)
        {
            ct.ThrowIfCancellationRequested();
            if (xml.NodeType != XmlNodeType.Element || xml.NamespaceURI != Fields)
            {
                throw ODataFault.BadRequest("ожидалась запись Atom");
            }

            json.WritePropertyName(xml.LocalName);
            if (IsCollection(xml))
            {
                await WriteRowsAsync(xml, json, ct);
            }
            else
            {
                json.WriteStringValue(await TextAsync(xml));
            }
        }
    }

    private static async Task WriteRowsAsync(XmlReader xml, Utf8JsonWriter json, CancellationToken ct)
    {
        json.WriteStartArray();
        var isEmpty = xml.IsEmptyElement;
        while (!isEmpty && await xml.ReadAsync() && xml.NodeType != XmlNodeType.EndElement)
        {
            json.WriteStartObject();
            if (!xml.IsEmptyElement)
            {
                await WriteAsync(xml, json, ct);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static bool IsCollection(XmlReader xml) =>
        xml.GetAttribute("type", Fields + "/metadata")?.StartsWith("Collection(", StringComparison.Ordinal) == true;

    // Leaves the reader on the end of the element, as the loop expects.
    private static async Task<string> TextAsync(XmlReader xml)
    {
        var text = "";
        var isEmpty = xml.IsEmptyElement;
        while (!isEmpty && await xml.ReadAsync() && xml.NodeType != XmlNodeType.EndElement)
        {
            text += xml.Value;
        }

        return text;
    }
}
