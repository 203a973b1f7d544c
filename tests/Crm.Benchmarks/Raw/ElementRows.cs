using System.Xml;

namespace Crm.Benchmarks.Raw;

/// <summary>Turns one kind of element into rows while the reader walks over it, without building anything of it.</summary>
internal abstract class ElementRows
{
    private const int MaximalDepth = 64;

    private readonly string[] _names = new string[MaximalDepth];

    /// <summary>The reader stands on the element; afterwards it stands on its end.</summary>
    public void Read(XmlReader reader)
    {
        var top = reader.Depth;
        string? text = null;
        _names[0] = reader.LocalName;
        Begin();
        while (reader.Read() && reader.Depth > top)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    text = null;
                    OpenAt(reader, reader.Depth - top);
                    break;
                case XmlNodeType.Text:
                    text = reader.Value;
                    break;
                case XmlNodeType.EndElement:
                    CloseAt(reader.Depth - top, text);
                    text = null;
                    break;
            }
        }

        End();
    }

    protected abstract void Begin();

    protected abstract void End();

    protected abstract void Leaf(string parent, string name, string text);

    protected virtual void Attribute(string element, string name, string value)
    {
    }

    protected virtual void Opened(string name)
    {
    }

    protected virtual void Closed(string parent, string name)
    {
    }

    private void OpenAt(XmlReader reader, int depth)
    {
        var name = _names[depth] = reader.LocalName;
        Opened(name);
        while (reader.MoveToNextAttribute())
        {
            Attribute(name, reader.LocalName, reader.Value);
        }

        reader.MoveToElement();
        if (reader.IsEmptyElement)
        {
            Closed(_names[depth - 1], name);
        }
    }

    private void CloseAt(int depth, string? text)
    {
        if (text is not null)
        {
            Leaf(_names[depth - 1], _names[depth], text);
        }

        Closed(_names[depth - 1], _names[depth]);
    }
}
