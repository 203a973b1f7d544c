namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>What is wrong with the markup, at an offset of the window; the scanner turns it into a place and words for a person.</summary>
internal sealed class NotWellFormedException(int at, string ru, string en) : Exception(en)
{
    public int At { get; } = at;

    public string Ru { get; } = ru;

    public string En { get; } = en;
}
