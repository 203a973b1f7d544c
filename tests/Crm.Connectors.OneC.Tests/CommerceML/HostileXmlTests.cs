using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.Tests.CommerceML.Kit;

namespace Crm.Connectors.OneC.Tests.CommerceML;

/// <summary>Files that must not be taken, and what a person is told of them.</summary>
public sealed class HostileXmlTests
{
    private const string Goods = "<Товар><Ид>1</Ид><Наименование>Болт</Наименование></Товар>";

    [Theory]
    [InlineData("<!DOCTYPE КоммерческаяИнформация [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><КоммерческаяИнформация>&b;</КоммерческаяИнформация>")]
    [InlineData("<!DOCTYPE КоммерческаяИнформация SYSTEM \"http://127.0.0.1/x.dtd\"><КоммерческаяИнформация/>")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><КоммерческаяИнформация>&f;</КоммерческаяИнформация>")]
    public void Bombs_and_external_entities_are_refused_by_their_doctype(string document)
    {
        var wrong = Told.Broken(document);

        Assert.Equal(Trouble.Malformed, wrong.Trouble);
        Assert.Contains("DOCTYPE", wrong.Words.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public void Garbage_before_the_declaration_is_shown()
    {
        var wrong = Told.Broken("undefinedundefined" + Told.Catalogue(Goods));

        Assert.Equal(Trouble.Malformed, wrong.Trouble);
        Assert.Contains("undefinedundefined", wrong.Words.Ru, StringComparison.Ordinal);
        Assert.Contains("file.xml, line 1", wrong.Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_blank_line_before_the_declaration_is_named() =>
        Assert.Contains("<?xml", Told.Broken("\n" + Told.Catalogue(Goods)).Words.Ru, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_breaks_off_names_the_open_element_and_its_last_line()
    {
        var whole = Told.Catalogue(Goods);

        var wrong = Told.Broken(whole[..whole.IndexOf("</Товар>", StringComparison.Ordinal)]);

        Assert.Equal(Trouble.Malformed, wrong.Trouble);
        Assert.Contains("Товар", wrong.Words.Ru, StringComparison.Ordinal);
        Assert.Contains("строка 3", wrong.Words.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_end_tag_is_told_with_its_line()
    {
        var wrong = Told.Broken(Told.Document("<Каталог>\n<Товары>\n</Товар>\n</Каталог>"));

        Assert.Contains("строка 5", wrong.Words.Ru, StringComparison.Ordinal);
        Assert.Contains("Товары", wrong.Words.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Товар><Ид>a & b</Ид></Товар>")]
    [InlineData("<Товар><Ид>&nbsp;</Ид></Товар>")]
    [InlineData("<Товар><Ид>]]></Ид></Товар>")]
    [InlineData("<Товар а=\"1\" а=\"2\"/>")]
    [InlineData("<Товар а=1/>")]
    [InlineData("<Товар><Ид>\u0001</Ид></Товар>")]
    [InlineData("<Товар><1/></Товар>")]
    [InlineData("<Товар><p:Ид/></Товар>")]
    [InlineData("<Неизвестное><Ид>&bad;</Ид></Неизвестное>")]
    public void What_is_not_well_formed_is_malformed_even_where_nothing_is_read(string inside) =>
        Assert.Equal(Trouble.Malformed, Told.Broken(Told.Catalogue(inside)).Trouble);

    [Fact]
    public void A_second_root_is_malformed() => Assert.Equal(Trouble.Malformed, Told.Broken(Told.Catalogue(Goods) + "<a/>").Trouble);

    [Fact]
    public void Text_behind_the_root_is_malformed() => Assert.Equal(Trouble.Malformed, Told.Broken(Told.Catalogue(Goods) + "x").Trouble);

    [Fact]
    public void Endless_nesting_is_malformed()
    {
        var deep = string.Concat(Enumerable.Repeat("<а>", 300)) + string.Concat(Enumerable.Repeat("</а>", 300));

        Assert.Contains("256", Told.Broken(Told.Document(deep)).Words.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_names_are_malformed() =>
        Assert.Contains("4096", Told.Broken(Told.Document(string.Concat(Enumerable.Range(0, 5000).Select(n => $"<а{n}/>")))).Words.Ru, StringComparison.Ordinal);

    [Fact]
    public void One_element_of_more_than_64_MB_is_malformed()
    {
        using var endless = new EndlessStream("<КоммерческаяИнформация><Каталог><Товары><Товар><Ид>", "bolt ");
        var source = new OneC.CommerceML.Pieces.PieceSource("ut", "file.xml", Told.FormedAt, Told.Moscow);

        var wrong = Assert.Throws<ConnectorException>(() => OneC.CommerceML.Pieces.CommerceDocument.Read(endless, source, default).Count());

        Assert.Contains("64", wrong.Words.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_malformed() => Assert.Contains("0", Told.Broken([]).Words.Ru, StringComparison.Ordinal);

    [Fact]
    public void A_root_with_nothing_in_it_tells_nothing()
    {
        Assert.Empty(Told.By("<КоммерческаяИнформация/>"));
        Assert.Empty(Told.By(Told.Document("")));
        Assert.Empty(Told.By(Told.Document("<ПакетПредложений><Предложения/></ПакетПредложений><Каталог/>")));
    }

    [Fact]
    public void Another_root_is_not_ours_and_stays_untouched()
    {
        var wrong = Told.Broken("<ФайлОбмена ВерсияФормата=\"2.0\"/>");

        Assert.Equal(Trouble.Refused, wrong.Trouble);
        Assert.Contains("ФайлОбмена", wrong.Words.Ru, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Каталог Идентификатор=\"CAT-1\" Наименование=\"Основной\"><Товар Идентификатор=\"1\"/></Каталог>")]
    [InlineData("<Документ Дата=\"2026-03-02\" Номер=\"201\" ХозОперация=\"Order\"><ПредприятиеВДокументе Контрагент=\"C-1\"/></Документ>")]
    [InlineData("<Контрагент Идентификатор=\"C-1\" Наименование=\"ООО Ромашка\"/>")]
    public void CommerceML_of_1C_77_is_refused_in_words(string block)
    {
        var wrong = Told.Broken($"<КоммерческаяИнформация>{block}</КоммерческаяИнформация>");

        Assert.Equal(Trouble.Refused, wrong.Trouble);
        Assert.Contains("7.7", wrong.Words.Ru, StringComparison.Ordinal);
        Assert.Contains("not supported yet", wrong.Words.En, StringComparison.Ordinal);
    }

    private sealed class EndlessStream(string head, string rest) : Stream
    {
        private readonly byte[] _rest = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(rest, 10_000)));
        private bool _begun;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var source = _begun ? _rest : Encoding.UTF8.GetBytes(head);
            _begun = true;
            var count = Math.Min(buffer.Length, source.Length);
            source.AsSpan(0, count).CopyTo(buffer);
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
