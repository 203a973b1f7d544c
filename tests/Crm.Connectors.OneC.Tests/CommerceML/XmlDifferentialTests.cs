using System.Text;
using System.Xml;
using System.Xml.Linq;
using Crm.Connect;
using Crm.Connectors.OneC.CommerceML.Pieces;
using Crm.Connectors.OneC.CommerceML.Xml;
using CsCheck;

namespace Crm.Connectors.OneC.Tests.CommerceML;

/// <summary>Our own scanner and decoder against XmlReader of the framework.</summary>
public sealed class XmlDifferentialTests
{
    private static readonly string[] Crumbs =
    [
        "<a>", "</a>", "<б>", "</б>", "<a/>", "<p:a xmlns:p='u'>", "</p:a>", "<p:a>", "<a x='1'>", "<a x='1' x='2'>", "<a x=\"&lt;\" y='&#x416;'/>",
        "<a xmlns='u'>", "<a p:x='1' xmlns:p='u' q:x='2' xmlns:q='u'/>", "<a xmlns:p=''/>", "<a x='1'y='2'/>", "< a>", "<a >", "</a >", "<1/>", "<a.-б/>", "<№/>",
        "текст", " ", "\r\n", "\r", "\t", "&amp;", "&lt;", "&#1046;", "&#x1F600;", "&#0;", "&#xD800;", "&nbsp;", "&", "&amp", "]]", "]]>", ">", "'", "\"",
        "<![CDATA[x<&]]>", "<![CDATA[]]]]>", "<!--c-->", "<!-- - -->", "<!--a--b-->", "<!--->", "<!-->-->", "<?pi x?>", "<?xml version='1.0'?>", "<?XML x?>", "<??>", "<?p:i?>",
        "<!DOCTYPE a>", "<!ELEMENT>", "\u0001", "\u007F", "\uFFFE", "\uFEFF", "😀", "<", "</", "<a", "<a x", "<a x=", "<a x='", "<!", "<![CDATA[", "<!--",
    ];

    private static readonly Gen<string> Text = Gen.OneOf("x", "Болт М6", "&amp;", "&lt;b&gt;", "&#1025;", "<![CDATA[a<b]]>", "<!--c-->", "<!-->-->", " ", "\r\n", "]", "", "ё", "😀", "<?p?>");

    private static readonly Gen<string> Name = Gen.OneOf("a", "Ид", "Наименование", "б", "c-d", "p:e");

    private static readonly Gen<string> Attribute = Gen.OneOf("", " x='1'", " Код=\"796 \"", " y='&quot;\r\n'", " xmlns:p='u'", " p:z='2' x=''", " xmlns='v'");

    [Fact]
    public void What_XmlReader_refuses_the_scanner_refuses_and_what_it_takes_the_scanner_reads_the_same() =>
        Gen.OneOf(Crumbs).Array[1, 7].Select(crumbs => string.Concat(crumbs))
            .Select(inside => new[] { inside, $"<a>{inside}</a>", $"<r xmlns:p='u'>{inside}</r>" })
            .Sample(documents => Assert.All(documents, document => SameAsXmlReader(Encoding.UTF8.GetBytes(document))), iter: 15_000);

    [Fact]
    public void Well_formed_documents_read_the_same() =>
        Tree(4).Sample(document => SameAsXmlReader(Encoding.UTF8.GetBytes($"<r xmlns:p='w'>{document}</r>")), iter: 3_000);

    [Fact]
    public void Documents_with_bytes_changed_at_random_are_read_or_refused_by_both() =>
        Gen.Select(Tree(3), Gen.Select(Gen.Int[0, 10_000], Gen.Byte, Gen.Int[0, 3]).Array[1, 3])
            .Sample((tree, changes) => SameAsXmlReader(Mutated(Encoding.UTF8.GetBytes($"<r xmlns:p='w'>{tree}</r>"), changes)), iter: 10_000);

    [Fact]
    public void A_document_cut_off_anywhere_is_refused()
    {
        var whole = Encoding.UTF8.GetBytes("<?xml version='1.0'?><r a='б'><Ид>ё&amp;</Ид><!--c--><![CDATA[x]]><a/></r>");

        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Null(ByScanner(whole[..length], 7));
        }
    }

    [Fact]
    public void Where_the_stream_breaks_into_reads_changes_nothing() =>
        Gen.Select(Tree(3), Gen.Int[1, 40]).Sample(
            (tree, step) =>
            {
                var bytes = Encoding.UTF8.GetBytes($"<r xmlns:p='w'>{tree}</r>");
                Assert.Equal(ByScanner(bytes, int.MaxValue), ByScanner(bytes, step));
            },
            iter: 1_000);

    private static Gen<string> Tree(int depth) => depth == 0
        ? Text
        : Gen.Select(Name, Attribute, Gen.OneOf(Text, Tree(depth - 1)).Array[0, 4], (name, attribute, inside) =>
            inside.Length == 0 ? $"<{name}{attribute}/>" : $"<{name}{attribute}>{string.Concat(inside)}</{name}>");

    private static byte[] Mutated(byte[] bytes, (int At, byte Value, int How)[] changes)
    {
        var list = bytes.ToList();
        foreach (var (where, value, how) in changes)
        {
            var at = where % list.Count;
            switch (how)
            {
                case 0: list[at] = value; break;
                case 1: list.Insert(at, value); break;
                case 2: list.RemoveAt(at); break;
                default: list[at] = (byte)"<>&/'\" =]-"[value % 10]; break;
            }
        }

        return [.. list];
    }

    private static void SameAsXmlReader(byte[] bytes) => Assert.Equal(ByXmlReader(bytes), ByScanner(bytes, int.MaxValue));

    private static Fields? ByScanner(byte[] bytes, int step)
    {
        try
        {
            var names = new XmlNames();
            using var stream = new SlowStream(bytes, step);
            using var scanner = new XmlScanner(Utf8Source.Open(stream, "f"), "f", names);
            var fields = Fields.Empty;
            for (var met = scanner.Next(); met != Markup.EndOfDocument; met = scanner.Next())
            {
                if (met == Markup.Start)
                {
                    scanner.Take();
                    fields = new PieceDecoder(names).Decode(scanner.Taken);
                }
            }

            return fields;
        }
        catch (ConnectorException)
        {
            return null;
        }
    }

    private static Fields? ByXmlReader(byte[] bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
            return root.IsEmpty ? Fields.Empty : Value(root) switch { Fields fields => fields, string text => Fields.Of(("", text)), _ => Fields.Empty };
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static object? Value(XElement element)
    {
        var builder = new Fields.Builder();
        foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
        {
            builder.Repeat("@" + attribute.Name.LocalName, Trimmed(attribute.Value));
        }

        foreach (var child in element.Elements())
        {
            builder.Repeat(child.Name.LocalName, Value(child));
        }

        var text = element.HasElements ? null : Trimmed(element.Value);
        return builder.Count == 0 ? text : (text is null ? builder : builder.Add("", text)).ToFields();
    }

    private static string? Trimmed(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    /// <summary>Gives no more than a few bytes at a time.</summary>
    private sealed class SlowStream(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, step)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, step));
    }
}
