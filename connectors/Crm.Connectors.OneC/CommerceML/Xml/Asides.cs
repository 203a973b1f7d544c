using System.Text;

namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>Comments, CDATA and instructions: behind each, or starved. What harms is refused here.</summary>
internal static class Asides
{
    public static int Exclamation(ReadOnlySpan<byte> bytes, int at, int depth)
    {
        var rest = bytes[at..];
        if (rest.StartsWith("<!--"u8))
        {
            return Comment(bytes, at);
        }

        if (rest.Length < "<!DOCTYPE"u8.Length)
        {
            return Lexis.Starved;
        }

        if (rest.StartsWith("<!DOCTYPE"u8))
        {
            throw new NotWellFormedException(at, "в файле есть DOCTYPE: внешние сущности и определения не принимаются", "the file has a DOCTYPE: definitions and external entities are not taken");
        }

        return rest.StartsWith("<![CDATA["u8) && depth > 0 ? Lexis.Until(bytes, at + 9, "]]>"u8)
            : throw new NotWellFormedException(at, "непонятная разметка «<!»", "markup '<!' that is not understood");
    }

    public static int Instruction(ReadOnlySpan<byte> bytes, int at, XmlNames names)
    {
        var end = Lexis.Until(bytes, at + 2, "?>"u8);
        if (end < 0)
        {
            return Lexis.Starved;
        }

        var inside = bytes[(at + 2)..(end - 2)];
        var name = inside[..(inside.IndexOfAny(" \t\r\n"u8) is var blank and >= 0 ? blank : inside.Length)];
        if (Encoding.UTF8.GetString(name).Equals("xml", StringComparison.OrdinalIgnoreCase))
        {
            throw new NotWellFormedException(at, "объявление <?xml …?> не в начале файла", "the declaration <?xml …?> does not stand at the beginning of the file");
        }

        return names.HasPrefix(names.Find(name, at + 2)) ? throw new NotWellFormedException(at, "двоеточие в имени инструкции", "a colon in the name of an instruction") : end;
    }

    private static int Comment(ReadOnlySpan<byte> bytes, int at)
    {
        var end = Lexis.Until(bytes, at + 4, "--"u8);
        if (end < 0 || end >= bytes.Length)
        {
            return Lexis.Starved;
        }

        return bytes[end] == '>' ? end + 1 : throw new NotWellFormedException(at, "«--» внутри комментария", "'--' inside of a comment");
    }
}
