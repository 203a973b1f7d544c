using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Crm.Connectors.OneC.CommerceML.Sending;

/// <summary>A whole file around elements, as bytes: always the same for the same elements.</summary>
internal static class CommerceFile
{
    private static readonly XNamespace Official = "urn:1C.ru:commerceml_2";

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    /// <param name="formedAt">In the zone of 1C, which writes and reads times without one.</param>
    public static byte[] Bytes(IReadOnlyList<XElement> elements, CommerceMlFilesSettings settings, DateTime formedAt)
    {
        var isOfClients = elements[0].Name.LocalName == "Контрагент";
        var root = new XElement(
            "КоммерческаяИнформация",
            new XAttribute("ВерсияСхемы", settings.OutForm == OutForm.Container ? "3.1" : isOfClients ? "2.09" : "2.08"),
            new XAttribute("ДатаФормирования", formedAt.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
            isOfClients ? new XElement("Контрагенты", new XAttribute("СодержитТолькоИзменения", true), elements) : elements);
        if (settings.OutForm == OutForm.Standard)
        {
            foreach (var element in root.DescendantsAndSelf())
            {
                element.Name = Official + element.Name.LocalName;
            }
        }

        return Written(root, settings.OutEncoding == OutEncoding.Windows1251 ? CodePagesEncodingProvider.Instance.GetEncoding(1251)! : Utf8);
    }

    private static byte[] Written(XElement root, Encoding encoding)
    {
        using var bytes = new MemoryStream();
        var form = new XmlWriterSettings { Encoding = encoding, Indent = true, IndentChars = "\t", NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize };
        using (var writer = XmlWriter.Create(bytes, form))
        {
            root.Save(writer);
        }

        return bytes.ToArray();
    }
}
