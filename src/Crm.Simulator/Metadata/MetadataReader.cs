using System.Xml;

namespace Crm.Simulator.Metadata;

/// <summary>Reads $metadata as 1C writes it. Knows nothing of how the hub's connector reads it, so that each checks the other.</summary>
internal static class MetadataReader
{
    private const long MostLetters = 128L << 20;

    /// <exception cref="SimulatorException">The file is no $metadata of 1C.</exception>
    public static EdmModel Read(Stream stream)
    {
        try
        {
            using var xml = XmlReader.Create(stream, Settings());
            return Walk(xml).Build();
        }
        catch (XmlException wrong)
        {
            throw new SimulatorException(
                $"Файл метаданных не разобран (строка {wrong.LineNumber}, столбец {wrong.LinePosition}). Нужен ответ 1С на адрес …/odata/standard.odata/$metadata.",
                $"The metadata cannot be read (line {wrong.LineNumber}, column {wrong.LinePosition}). It must be what 1C answers at …/odata/standard.odata/$metadata.");
        }
    }

    private static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostLetters,
        IgnoreComments = true,
        IgnoreWhitespace = true,
    };

    private static ModelDraft Walk(XmlReader xml)
    {
        var draft = new ModelDraft();
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                Take(draft, xml, xml.LocalName);
            }
        }

        return draft;
    }

    private static void Take(ModelDraft draft, XmlReader xml, string element)
    {
        string Word(string name) => xml.GetAttribute(name) ?? "";
        switch (element)
        {
            case "EntityType" or "ComplexType":
                draft.BeginType(Word("Name"));
                break;
            case "PropertyRef":
                draft.AddKey(Word("Name"));
                break;
            case "Property":
                draft.AddProperty(Word("Name"), Word("Type"));
                break;
            case "NavigationProperty":
                draft.AddNavigation(Word("Name"), Word("Relationship"));
                break;
            case "EnumType":
                draft.BeginEnum(Word("Name"));
                break;
            case "Member":
                draft.AddMember(Word("Name"));
                break;
            case "Association":
                draft.BeginAssociation(Word("Name"));
                break;
            case "End" when Word("Role") == "End":
                draft.EndAssociation(Word("Type"));
                break;
            case "EntitySet":
                draft.AddSet(Word("Name"), Word("EntityType"));
                break;
            case "FunctionImport":
                draft.BeginFunction(Word("Name"), Word("ReturnType"));
                break;
            case "Parameter" when Word("Name") == "bindingParameter":
                draft.BindFunction(Word("Type"));
                break;
        }
    }
}
