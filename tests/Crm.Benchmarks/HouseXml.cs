using System.Xml;

namespace Crm.Benchmarks;

/// <summary>XML as the house reads it: no DTD, nothing fetched, nothing kept.</summary>
internal static class HouseXml
{
    private const int BufferSize = 1 << 20;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CloseInput = true,
    };

    public static XmlReader Open(string path) => XmlReader.Create(
        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan), Settings);
}
