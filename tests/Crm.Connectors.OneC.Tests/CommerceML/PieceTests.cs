using Crm.Connect;
using Crm.Connectors.OneC.Tests.CommerceML.Kit;

namespace Crm.Connectors.OneC.Tests.CommerceML;

/// <summary>How a document falls into pieces, and what their fingerprints hang on.</summary>
public sealed class PieceTests
{
    private const string Bolt = "<Товар><Ид>1</Ид><Наименование>Болт</Наименование></Товар>";
    private const string Nut = "<Товар><Ид>2</Ид><Наименование>Гайка</Наименование></Товар>";

    [Fact]
    public void Blocks_in_any_order_and_unknown_ones_between_fall_into_pieces()
    {
        var document = Told.Document(
            """
            <Документ><Ид>d</Ид></Документ>
            <Прочее><Товары><Товар/></Товары></Прочее>
            <ПакетПредложений><Ид>c#</Ид><ТипыЦен><ТипЦены><Ид>p</Ид></ТипЦены></ТипыЦен><Предложения><Предложение><Ид>1</Ид></Предложение></Предложения></ПакетПредложений>
            <Каталог><Владелец><Ид>o</Ид></Владелец><Товары><Товар><Ид>1</Ид></Товар></Товары><Неизвестное><Товары><Товар/></Товары></Неизвестное></Каталог>
            <Контейнер><Документ><Ид>d2</Ид></Документ></Контейнер>
            <Классификатор><Свойства><Свойство><Ид>s</Ид></Свойство></Свойства><Группы><Группа><Ид>g</Ид></Группа></Группы><Склады><Склад><Ид>w</Ид></Склад></Склады><ЕдиницыИзмерения><ЕдиницаИзмерения><Ид>796</Ид></ЕдиницаИзмерения></ЕдиницыИзмерения></Классификатор>
            <Контрагенты><Контрагент><Ид>k</Ид></Контрагент></Контрагенты>
            <ИзмененияПакетаПредложений><Предложения><Предложение><Ид>1</Ид></Предложение></Предложения></ИзмененияПакетаПредложений>
            """);

        Assert.Equal(
            ["Документ", "ТипЦены", "Предложение", "Владелец", "Товар", "Контейнер", "Свойство", "Группы", "Склад", "ЕдиницаИзмерения", "Контрагент", "Предложение"],
            Told.Pieces(document, piece => piece.Kind));
    }

    [Theory]
    [InlineData("<КоммерческаяИнформация xmlns=\"urn:1C.ru:commerceml_2\">", "", "</КоммерческаяИнформация>")]
    [InlineData("<КоммерческаяИнформация xmlns=\"urn:1C.ru:commerceml_210\" ВерсияСхемы=\"2.08\">", "", "</КоммерческаяИнформация>")]
    [InlineData("<cml:КоммерческаяИнформация xmlns:cml=\"urn:1C.ru:commerceml_3\">", "cml:", "</cml:КоммерческаяИнформация>")]
    public void Namespaces_and_prefixes_make_no_difference(string open, string prefix, string close)
    {
        var block = $"<{prefix}Каталог><{prefix}Товары><{prefix}Товар><{prefix}Ид>1</{prefix}Ид></{prefix}Товар></{prefix}Товары></{prefix}Каталог>";

        Assert.Equal(Fields.Of(("Ид", "1")), Told.By(open + block + close).FieldsOf("Товар"));
    }

    [Fact]
    public void A_fresh_export_in_another_order_has_the_same_fingerprints()
    {
        var today = Told.Pieces(Told.Catalogue(Bolt + "\n" + Nut), piece => piece.Fingerprint);
        var tomorrow = Told.Pieces(Told.Document($"<Каталог СодержитТолькоИзменения=\"true\"><Товары>{Nut}{Bolt}</Товары></Каталог>", "ДатаФормирования=\"2026-03-03\""), piece => piece.Fingerprint);

        Assert.Equal(today.Order(), tomorrow.Order());
        Assert.Equal(2, today.Distinct().Count());
    }

    [Fact]
    public void The_same_bytes_mean_something_else_in_another_block()
    {
        const string offer = "<Предложение><Ид>1</Ид></Предложение>";

        var package = Assert.Single(Told.Pieces(Told.Package(offer), piece => piece.Fingerprint));
        var delta = Assert.Single(Told.Pieces(Told.Document($"<ИзмененияПакетаПредложений><Предложения>{offer}</Предложения></ИзмененияПакетаПредложений>"), piece => piece.Fingerprint));

        Assert.NotEqual(package, delta);
    }

    [Theory]
    [InlineData("<Каталог СодержитТолькоИзменения=\"false\"><Владелец><Ид>o</Ид></Владелец><Товары>" + Bolt + Nut + "</Товары></Каталог>", "Товар", 2)]
    [InlineData("<Каталог СодержитТолькоИзменения=\" false \"><Ид>c</Ид></Каталог>", "Товар", 0)]
    [InlineData("<Каталог СодержитТолькоИзменения=\"false\"/>", "Товар", 0)]
    [InlineData("<ПакетПредложений СодержитТолькоИзменения=\"false\"><ТипыЦен><ТипЦены><Ид>p</Ид></ТипЦены></ТипыЦен><Предложения><Предложение><Ид>1</Ид></Предложение></Предложения></ПакетПредложений>", "Предложение", 1)]
    [InlineData("<Контрагенты СодержитТолькоИзменения=\"0\"><Контрагент><Ид>k</Ид></Контрагент></Контрагенты>", "Контрагент", 1)]
    public void A_block_that_says_it_holds_more_than_changes_ends_with_a_promise_that_changes_nothing(string block, string kind, long objects)
    {
        var pieces = Told.Pieces(Told.Document(block), piece => (piece.Promise, piece.MarksDeletion, Changes: piece.Read().Count));

        Assert.Equal(new FullSet(kind, "file.xml", objects), Assert.Single(pieces, piece => piece.Promise is not null).Promise);
        Assert.Equal((new FullSet(kind, "file.xml", objects), false, 0), pieces[^1]);
    }

    [Theory]
    [InlineData("<Каталог СодержитТолькоИзменения=\"true\"><Товары>" + Bolt + "</Товары></Каталог>")]
    [InlineData("<Каталог><Товары>" + Bolt + "</Товары></Каталог>")]
    [InlineData("<Классификатор СодержитТолькоИзменения=\"false\"><Группы/></Классификатор>")]
    [InlineData("<ИзмененияПакетаПредложений СодержитТолькоИзменения=\"false\"><Предложения/></ИзмененияПакетаПредложений>")]
    [InlineData("<Прочее СодержитТолькоИзменения=\"false\"/>")]
    public void A_block_that_does_not_say_so_promises_nothing(string block) =>
        Assert.DoesNotContain(Told.Pieces(Told.Document(block), piece => piece.Promise), promise => promise is not null);

    [Fact]
    public void A_promise_has_the_same_fingerprint_however_much_it_holds()
    {
        var prints = Told.Pieces(
            Told.Document($"<Каталог СодержитТолькоИзменения=\"false\"><Товары>{Bolt}</Товары></Каталог><Каталог СодержитТолькоИзменения=\"false\"/>"),
            piece => (IsPromise: piece.Promise is not null, piece.Fingerprint));

        Assert.Single(prints.Where(print => print.IsPromise).Select(print => print.Fingerprint).Distinct());
    }

    [Fact]
    public void A_piece_knows_its_line()
    {
        var document = Told.Document($"<Каталог>\n<Товары>\n{Bolt}\n<!-- \n -->\n{Nut}</Товары></Каталог>");

        Assert.Equal([new Place("file.xml", 5), new Place("file.xml", 8)], Told.Pieces(document, piece => piece.Place));
    }

    [Fact]
    public void A_piece_greater_than_the_buffer_is_one_piece()
    {
        var text = string.Concat(Enumerable.Repeat("очень длинное описание &lt;br/&gt; ", 100_000));
        var goods = $"<Товар><Ид>1</Ид><Описание>{text}</Описание></Товар>";

        var changes = Told.By(Told.Catalogue(Bolt + goods + Nut));

        Assert.Equal(3, changes.Count);
        Assert.Equal(text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Trim(), ((Change.Saved)changes[1]).Fields.Text("Описание"));
    }

    [Fact]
    public void Walking_over_pieces_takes_no_memory_for_each()
    {
        var few = Allocated(Told.Catalogue(string.Concat(Enumerable.Repeat(Bolt + "\n", 10))));
        var many = Allocated(Told.Catalogue(string.Concat(Enumerable.Repeat(Bolt + "\n", 20_000))));

        Assert.InRange(many - few, -64 << 10, 64 << 10);
    }

    [Fact]
    public void Empty_is_said_to_be_empty_and_absent_is_not_said()
    {
        var fields = Told.By(Told.Catalogue("<Товар><Ид>1</Ид><Артикул/><Штрихкод></Штрихкод><Описание>  \n </Описание></Товар>")).FieldsOf("Товар");

        Assert.True(fields.Says("Артикул") && fields.Says("Штрихкод") && fields.Says("Описание"));
        Assert.Null(fields["Артикул"]);
        Assert.Null(fields["Описание"]);
        Assert.False(fields.Says("Вес"));
    }

    [Theory]
    [InlineData("<Товар Статус=\"Удален\"><Ид>1</Ид></Товар>")]
    [InlineData("<Товар><Ид>1</Ид><Статус>Удален</Статус></Товар>")]
    [InlineData("<Товар><Ид>1</Ид><ПометкаУдаления>true</ПометкаУдаления></Товар>")]
    [InlineData("<Товар><Ид>1</Ид><ПометкаУдаления>1</ПометкаУдаления></Товар>")]
    [InlineData("<Товар><Ид>1</Ид><ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>Пометка удаления</Наименование><Значение>true</Значение></ЗначениеРеквизита></ЗначенияРеквизитов></Товар>")]
    public void Every_form_of_a_deletion_mark_deletes(string goods)
    {
        var change = Assert.Single(Told.By(Told.Catalogue(goods)));

        Assert.Equal(new ExternalRef("ut", "Товар", "1"), Assert.IsType<Change.Deleted>(change).Ref);
        Assert.True(Assert.Single(Told.Pieces(Told.Catalogue(goods), piece => piece.MarksDeletion)));
    }

    [Theory]
    [InlineData("<Товар Статус=\"Изменен\"><Ид>1</Ид></Товар>")]
    [InlineData("<Товар><Ид>1</Ид><ПометкаУдаления>false</ПометкаУдаления><Наименование>Удаленный отдел</Наименование><Признак>true</Признак></Товар>")]
    public void What_is_not_marked_is_not_deleted(string goods)
    {
        Assert.IsType<Change.Saved>(Assert.Single(Told.By(Told.Catalogue(goods))));
        Assert.False(Assert.Single(Told.Pieces(Told.Catalogue(goods), piece => piece.MarksDeletion)));
    }

    private static long Allocated(string document)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(document));
        var source = new OneC.CommerceML.Pieces.PieceSource("ut", "file.xml", Told.FormedAt, Told.Moscow);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var piece in OneC.CommerceML.Pieces.CommerceDocument.Read(stream, source, default))
        {
            _ = (piece.Fingerprint, piece.MarksDeletion, piece.Place);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Theory]
    [InlineData("2026-03-02T10:00:00", "2026-03-02T07:00:00")]
    [InlineData("2026-03-02", "2026-03-01T21:00:00")]
    [InlineData("2026-03-02T10:00:00+05:00", "2026-03-02T05:00:00")]
    [InlineData("2026-03-02T10:00:00.123Z", "2026-03-02T10:00:00")]
    [InlineData("2026-03-02T0:36:33", "2026-03-01T21:36:33")]
    [InlineData("2022-10-31UTC02:25:50", "2022-10-31T02:25:50")]
    [InlineData("вчера", "2026-03-01T00:00:00")]
    public void The_date_of_formation_is_read_in_every_form(string written, string utc)
    {
        var document = Told.Document("<Документ><Ид>1</Ид><Контрагенты><Контрагент><Ид>2</Ид></Контрагент></Контрагенты></Документ>", $"ДатаФормирования=\"{written}\"");

        Assert.Equal(DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), Told.By(document).Saved("Контрагент").MentionedAt);
    }
}
