using System.Xml;
using Crm.Connect;

namespace Crm.Connectors.OneC.OData.Metadata;

/// <summary>Reads the $metadata of a base once, forward only, into an index.</summary>
internal static class MetadataReader
{
    // The largest real ones have 17 million letters.
    private const long LongestText = 256L << 20;
    private const int Deepest = 16;

    /// <exception cref="ConnectorException">Malformed: it is no $metadata, or one beyond all reason.</exception>
    public static BaseIndex Read(Stream stream, CancellationToken ct)
    {
        try
        {
            using var xml = HouseXml.Open(stream, LongestText);
            var draft = new MetadataDraft();
            while (xml.Read())
            {
                ct.ThrowIfCancellationRequested();
                if (xml.NodeType == XmlNodeType.Element)
                {
                    Take(xml, draft);
                }
            }

            return draft.ToIndex();
        }
        catch (XmlException wrong)
        {
            throw Broken($"строка {wrong.LineNumber}: это не $metadata", $"line {wrong.LineNumber}: this is no $metadata", wrong);
        }
    }

    private static void Take(XmlReader xml, MetadataDraft draft)
    {
        if (xml.Depth > Deepest)
        {
            throw Broken("вложенность больше разумной", "nested beyond reason");
        }

        switch (xml.LocalName)
        {
            case "EntityType" or "ComplexType": draft.BeginType(Name(xml)); break;
            case "PropertyRef": draft.AddKey(Name(xml)); break;
            case "Property": draft.AddProperty(Name(xml), xml.GetAttribute("Type") ?? "", xml.GetAttribute("Nullable") != "false"); break;
            case "NavigationProperty": draft.AddNavigation(Name(xml), xml.GetAttribute("Relationship") ?? "", xml.GetAttribute("ToRole") ?? ""); break;
            case "EnumType": draft.BeginChoice(Name(xml)); break;
            case "Member": draft.AddMember(Name(xml)); break;
            case "Association": draft.BeginAssociation(Name(xml)); break;
            case "End": draft.AddEnd(xml.GetAttribute("Role") ?? "", xml.GetAttribute("Type") ?? ""); break;
            case "EntitySet": draft.AddSet(Name(xml), xml.GetAttribute("EntityType") ?? ""); break;
            case "FunctionImport": draft.BeginFunction(Name(xml), xml.GetAttribute("ReturnType") ?? ""); break;
            case "Parameter": draft.AddParameter(Name(xml), xml.GetAttribute("Type") ?? ""); break;
            default: break;
        }
    }

    private static string Name(XmlReader xml) => xml.GetAttribute("Name") ?? "";

    private static ConnectorException Broken(string ru, string en, Exception? inner = null) =>
        new(Trouble.Malformed, new Words($"$metadata: {ru}", $"$metadata: {en}"), inner);
}
