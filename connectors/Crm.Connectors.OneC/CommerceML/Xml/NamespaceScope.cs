namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>Which prefixes are declared where. Asked only when a prefix or a declaration comes, which is rarely.</summary>
internal sealed class NamespaceScope(XmlNames names)
{
    private const string XmlUri = "http://www.w3.org/XML/1998/namespace";
    private const string XmlnsUri = "http://www.w3.org/2000/xmlns/";

    private readonly List<(int Depth, string Prefix, string Uri)> _declared = [];

    /// <summary>The depth of the innermost element that declares a prefix; 0 when none does.</summary>
    public int Depth { get; private set; }

    /// <summary>Enters an element with its declarations and proves that each prefix it uses is declared.</summary>
    public void Enter(int depth, int element, ReadOnlySpan<byte> bytes, XmlAttributes attributes, int at)
    {
        for (var index = 0; index < attributes.Count; index++)
        {
            var (name, from, to) = attributes[index];
            if (names.Full(name) is "xmlns" or ['x', 'm', 'l', 'n', 's', ':', ..])
            {
                Declare(depth, names.HasPrefix(name) ? names.Local(name) : "", XmlText.OfAttribute(bytes[from..to]), at);
            }
        }

        Uri(names.Prefix(element), at);
        RefuseTwins(attributes, at);
    }

    /// <summary>Forgets what was declared at this depth or below.</summary>
    public void Leave(int depth)
    {
        while (_declared.Count > 0 && _declared[^1].Depth >= depth)
        {
            _declared.RemoveAt(_declared.Count - 1);
        }

        Depth = _declared.Count == 0 ? 0 : _declared[^1].Depth;
    }

    private void Declare(int depth, string prefix, string uri, int at)
    {
        var wrong = prefix switch
        {
            "xmlns" => true,
            "xml" => uri != XmlUri,
            "" => uri is XmlUri or XmlnsUri,
            _ => uri is "" or XmlUri or XmlnsUri,
        };
        if (wrong)
        {
            throw new NotWellFormedException(at, $"недопустимое объявление пространства имён «{prefix}»", $"the declaration of the prefix '{prefix}' is not allowed");
        }

        _declared.Add((depth, prefix, uri));
        Depth = depth;
    }

    private string Uri(string prefix, int at)
    {
        for (var index = _declared.Count - 1; index >= 0; index--)
        {
            if (_declared[index].Prefix == prefix)
            {
                return _declared[index].Uri;
            }
        }

        return prefix switch
        {
            "" => "",
            "xml" => XmlUri,
            _ => throw new NotWellFormedException(at, $"префикс «{prefix}» не объявлен", $"the prefix '{prefix}' is not declared"),
        };
    }

    private void RefuseTwins(XmlAttributes attributes, int at)
    {
        HashSet<(string, string)>? seen = null;
        for (var index = 0; index < attributes.Count; index++)
        {
            var name = attributes[index].Name;
            if (names.Prefix(name) is "" or "xmlns")
            {
                continue;
            }

            seen ??= [];
            if (!seen.Add((Uri(names.Prefix(name), at), names.Local(name))))
            {
                throw new NotWellFormedException(at, $"атрибут «{names.Local(name)}» указан дважды", $"the attribute '{names.Local(name)}' is given twice");
            }
        }
    }
}
