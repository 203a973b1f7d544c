using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Raw;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData.Exchange;

/// <summary>
/// Turns the feed of SelectChanges, Atom with tombstones, into the lines of a delivery. The message is as long as 1C makes it: it is
/// walked forward, an object at a time.
/// </summary>
internal sealed partial class AtomChanges(BaseIndex index, IReadOnlySet<string> wanted)
{
    private const long LongestFeed = 4L << 30;

    /// <returns>How many changes 1C told, wanted or not.</returns>
    public async Task<long> WriteAsync(Stream feed, RawWriter raw, CancellationToken ct)
    {
        try
        {
            using var xml = HouseXml.Open(feed, LongestFeed);
            long count = 0;
            while (xml.Read())
            {
                ct.ThrowIfCancellationRequested();
                count += Take(xml, raw) ? 1 : 0;
                await raw.FlushIfFullAsync(ct);
            }

            return count;
        }
        catch (XmlException wrong)
        {
            throw Faults.Away("SelectChanges", $"сообщение оборвано или испорчено в строке {wrong.LineNumber}; ничего не взято", $"the message breaks off or is broken in line {wrong.LineNumber}; nothing was taken");
        }
    }

    private bool Take(XmlReader xml, RawWriter raw)
    {
        if (xml.NodeType != XmlNodeType.Element || xml.LocalName is not ("entry" or "deleted-entry"))
        {
            return false;
        }

        if (xml.LocalName == "entry")
        {
            using var entry = xml.ReadSubtree();
            Entry(entry, raw);
        }
        else if (Address().Match(xml.GetAttribute("ref") ?? "") is { Success: true } gone && wanted.Contains(Uri.UnescapeDataString(gone.Groups["set"].Value)))
        {
            raw.Deleted(Uri.UnescapeDataString(gone.Groups["set"].Value), gone.Groups["id"].Value.ToLowerInvariant());
        }

        return true;
    }

    private void Entry(XmlReader xml, RawWriter raw)
    {
        EntitySet? set = null;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "category")
            {
                set = index.Find(OwnNames.Local(xml.GetAttribute("term") ?? ""));
            }
            else if (xml.LocalName == "properties" && set is not null && wanted.Contains(set.Name))
            {
                var json = Object(xml, set);
                raw.Object(set.Name, json.WrittenSpan, Reading.Records.Id(set, json.WrittenSpan));
            }
        }
    }

    private static ArrayBufferWriter<byte> Object(XmlReader xml, EntitySet set)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(bytes, RawForm.Writing);
        Properties(xml, json, set.Find);
        json.Flush();
        return bytes;
    }

    private static void Properties(XmlReader xml, Utf8JsonWriter json, Func<string, Property?> find)
    {
        json.WriteStartObject();
        if (xml.IsEmptyElement || !xml.Read())
        {
            json.WriteEndObject();
            return;
        }

        while (xml.NodeType == XmlNodeType.Element)
        {
            json.WritePropertyName(xml.LocalName);
            Value(xml, json, find(xml.LocalName));
        }

        json.WriteEndObject();
    }

    private static void Value(XmlReader xml, Utf8JsonWriter json, Property? property)
    {
        if (property?.Type == EdmType.Rows)
        {
            Rows(xml, json, property);
            return;
        }

        var text = xml.ReadElementContentAsString();
        if (property?.Type == EdmType.Boolean)
        {
            json.WriteBooleanValue(text == "true");
        }
        else
        {
            json.WriteStringValue(text);
        }
    }

    private static void Rows(XmlReader xml, Utf8JsonWriter json, Property section)
    {
        json.WriteStartArray();
        var isEmpty = xml.IsEmptyElement;
        xml.Read();
        while (!isEmpty && xml.NodeType == XmlNodeType.Element)
        {
            Properties(xml, json, name => section.Rows.FirstOrDefault(row => row.Name == name));
            xml.Read();
        }

        if (!isEmpty)
        {
            xml.ReadEndElement();
        }

        json.WriteEndArray();
    }

    [GeneratedRegex(@"(?<set>[^/()]+)\(guid'(?<id>[0-9a-fA-F-]{36})'\)$")]
    private static partial Regex Address();
}
