using System.Xml;

namespace Crm.Connectors.OneC.OData.Metadata;

/// <summary>XML as the house reads it: no DTD, nothing fetched, a length that is the caller's limit.</summary>
internal static class HouseXml
{
    public static XmlReader Open(Stream stream, long longest) => XmlReader.Create(stream, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        MaxCharactersInDocument = longest,
    });
}
