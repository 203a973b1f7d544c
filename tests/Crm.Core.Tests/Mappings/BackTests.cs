using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings;
using Crm.Core.Mappings.Converters;

namespace Crm.Core.Tests.Mappings;

public sealed class BackTests
{
    [Fact]
    public void A_value_is_said_at_the_first_of_its_places_and_nested_places_share_their_objects()
    {
        var mapping = TempBook.CounterpartyBothWays("  Phone: { from: [Реквизиты/А, Реквизиты/Б] }\n  Email: Реквизиты/В\n  Okpo: Склад/@Ид\n");

        Assert.Equal(
            Fields.Of(("Наименование", "x"), ("Реквизиты", Fields.Of(("А", "1"), ("В", "2"))), ("Склад", Fields.Of(("@Ид", "3")))),
            Back(mapping, ("Phone", "1"), ("Email", "2"), ("Okpo", "3")));
    }

    [Fact]
    public void What_the_row_does_not_speak_of_is_not_said_and_what_is_empty_is_said_to_be_empty()
    {
        var mapping = TempBook.CounterpartyBothWays("  Inn: ИНН\n  Kpp: КПП\n");

        Assert.Equal(Fields.Of(("Наименование", "x"), ("КПП", null)), Back(mapping, ("Kpp", null)));
        Assert.Equal(Fields.Of(("Наименование", "x"), ("КПП", null)), Back(mapping, ("Kpp", " \t")));
    }

    [Fact]
    public void Typed_values_are_written_as_1C_reads_them()
    {
        var mapping = TempBook.Mapping(
            "mapping: a\nfrom: Контрагент\nto: Invoice\nfields: { Date: Реквизиты/Д, Total: Реквизиты/С, Rate: Реквизиты/К, Posted: Реквизиты/П, CancelledThere: Реквизиты/О, Counterparty: { from: Реквизиты/Кто, link: Counterparty } }\n",
            direction: Direction.Both);

        var said = mapping.Back(Fields.Of(
            ("Date", new DateOnly(2026, 3, 2)), ("Total", -1234567890.5000m), ("Rate", 0.00000001m), ("Posted", true), ("CancelledThere", false),
            ("Counterparty", new LinkRef("Counterparty", "c-1"))));

        Assert.Empty(said.Rejections);
        Assert.Equal(
            Fields.Of(("Д", "2026-03-02"), ("С", "-1234567890.5"), ("К", "0.00000001"), ("П", "true"), ("О", "false"), ("Кто", "c-1")),
            said.Fields["Реквизиты"]);
    }

    [Fact]
    public void Another_field_of_the_row_may_decide_where_a_field_is_said_and_its_other_places_are_emptied()
    {
        var mapping = TempBook.CounterpartyBothWays("  Kind: { from: Реквизиты/Вид }\n  FullName: { from: [ИНН, КПП, Дата], write: { КПП: { Kind: [Person, ~], Inn: ~ } } }\n");

        Assert.Equal(("f", null), Places("LegalEntity", null));
        Assert.Equal((null, "f"), Places("Person", null));
        Assert.Equal((null, "f"), Places(null, null));
        Assert.Equal(("f", null), Places("Person", "1"));
        Assert.Equal(["ИНН", "КПП"], mapping.TheirNames("FullName"));

        (object? Inn, object? Kpp) Places(string? kind, string? inn)
        {
            var said = Back(mapping, ("FullName", "f"), ("Kind", kind), ("Inn", inn));
            Assert.True(said.Says("ИНН") && said.Says("КПП") && !said.Says("Дата"));
            return (said["ИНН"], said["КПП"]);
        }
    }

    [Fact]
    public void A_link_without_an_id_over_there_is_rejected()
    {
        var mapping = TempBook.CounterpartyBothWays("  Partner: { from: Ответственный, link: Partner }\n");

        Assert.Equal("Partner", Assert.Single(mapping.Back(Row(("Partner", Guid.Empty))).Rejections).Field);
    }

    [Fact]
    public void A_table_is_said_row_by_row()
    {
        var mapping = TempBook.CounterpartyBothWays("  Accounts: { from: Счета, each: { Number: Номер, Bic: Банк/БИК } }\n");

        Assert.Equal(
            new Many([Fields.Of(("Номер", "1"), ("Банк", Fields.Of(("БИК", "2")))), Fields.Of(("Номер", "3"))]),
            Back(mapping, ("Accounts", new Many([Fields.Of(("Number", "1"), ("Bic", "2")), Fields.Of(("Number", "3"))])))["Счета"]);
        Assert.Null(Back(mapping, ("Accounts", Many.None))["Счета"]);
        Assert.True(Back(mapping, ("Accounts", null)).Says("Счета"));
    }

    [Fact]
    public void Rows_that_are_texts_over_there_are_said_as_texts()
    {
        var mapping = TempBook.Mapping(
            "mapping: a\nfrom: Контрагент\nto: Item\nfields: { Name: Наименование, Images: { from: Картинки, each: { Path: '.' } } }\n", direction: Direction.Both);

        Assert.Equal(
            new Many(["a.jpg", "b.jpg"]),
            Back(mapping, ("Images", new Many([Fields.Of(("Path", "a.jpg")), Fields.Of(("Path", "b.jpg"))])))["Картинки"]);
    }

    [Fact]
    public void A_place_in_brackets_is_a_row_that_bears_the_first_word()
    {
        var mapping = TempBook.CounterpartyBothWays("  Phone: { from: 'Контакты[Тип=Телефон|Факс]/Значение' }\n  Email: { from: 'Контакты[Тип=Почта]/Значение' }\n");

        Assert.Equal(
            new Many([Fields.Of(("Тип", "Телефон"), ("Значение", "1")), Fields.Of(("Тип", "Почта"), ("Значение", "2"))]),
            Back(mapping, ("Phone", "1"), ("Email", "2"))["Контакты"]);
    }

    [Fact]
    public void A_row_in_brackets_that_is_empty_is_not_made_of_a_new_object_and_said_to_be_empty_of_a_known_one()
    {
        var mapping = TempBook.CounterpartyBothWays("  Phone: { from: 'Контакты[Тип=Телефон]/Значение' }\n  Email: { from: 'Контакты[Тип=Почта]/Значение' }\n");

        var mail = Fields.Of(("Тип", "Почта"), ("Значение", "2"));
        Assert.Equal(new Many([mail]), mapping.Back(Fields.Of(("Name", "Ромашка"), ("Phone", null), ("Email", "2")), isNew: true).Fields["Контакты"]);
        Assert.Equal(new Many([Fields.Of(("Тип", "Телефон"), ("Значение", null)), mail]), Back(mapping, ("Phone", null), ("Email", "2"))["Контакты"]);
    }

    [Fact]
    public void Places_in_the_same_brackets_share_their_row()
    {
        var mapping = TempBook.CounterpartyBothWays("  Phone: { from: 'Реквизиты/Связь[Вид=Телефон]/Номер' }\n  Comment: { from: 'Реквизиты/Связь[Вид=Телефон]/О' }\n");

        Assert.Equal(
            Fields.Of(("Связь", new Many([Fields.Of(("Вид", "Телефон"), ("Номер", "1"), ("О", "2"))]))),
            Back(mapping, ("Phone", "1"), ("Comment", "2"))["Реквизиты"]);
    }

    [Fact]
    public void A_word_that_a_table_would_turn_into_another_is_rejected()
    {
        var mapping = TempBook.CounterpartyBothWays("  Comment: { from: ИНН, convert: [lookup: t] }\n", "table: t\nunknown: keep\nrows: { а: б, в: г }\n");

        Assert.Equal("Comment", Assert.Single(mapping.Back(Row(("Comment", "в"))).Rejections).Field);
    }

    [Fact]
    public void A_case_is_said_by_the_word_it_asks_for_and_the_last_one_by_nothing()
    {
        var mapping = TempBook.CounterpartyBothWays(
            "  Kind: { cases: [{ when: { equals: { Ответственный: [Фирма, ООО] } }, value: LegalEntity }, { when: { equals: { Ответственный: ИП } }, value: Entrepreneur }, { value: Person }] }\n");

        Assert.Equal("Фирма", Back(mapping, ("Kind", "LegalEntity"))["Ответственный"]);
        Assert.Equal("ИП", Back(mapping, ("Kind", "Entrepreneur"))["Ответственный"]);
        Assert.False(Back(mapping, ("Kind", "Person")).Says("Ответственный"));

        // Said empty, it would come back as a person.
        Assert.Equal("Kind", Assert.Single(mapping.Back(Row(("Kind", null))).Rejections).Field);
    }

    [Fact]
    public void A_value_that_no_case_gives_is_rejected_and_an_empty_one_said_to_be_empty()
    {
        var mapping = TempBook.CounterpartyBothWays("  Kind: { value: LegalEntity, when: { equals: { Ответственный: Фирма } }, else: Person }\n  Phone: { cases: [{ when: { equals: { КПП: есть } }, value: '1' }] }\n");

        Assert.Contains("Entrepreneur", Assert.Single(mapping.Back(Row(("Kind", "Entrepreneur"))).Rejections).Reason.En, StringComparison.Ordinal);
        Assert.Equal(Fields.Of(("Наименование", "x"), ("Ответственный", "Фирма"), ("КПП", null)), Back(mapping, ("Kind", "LegalEntity"), ("Phone", null)));
    }

    [Fact]
    public void A_word_that_an_earlier_case_takes_does_not_stand_for_a_later_one()
    {
        var mapping = TempBook.CounterpartyBothWays("  Kind: { cases: [{ when: { equals: { КПП: [а, б] } }, value: LegalEntity }, { when: { equals: { КПП: б } }, value: Person }] }\n");

        Assert.Equal("Kind", Assert.Single(mapping.Back(Row(("Kind", "Person"))).Rejections).Field);
    }

    [Fact]
    public void A_constant_is_not_said_but_tells_whose_the_row_is()
    {
        var mapping = TempBook.CounterpartyBothWays("  Kind: { value: Person }\n");

        Assert.True(mapping.Suits(Row(("Kind", "Person"))));
        Assert.False(mapping.Suits(Row(("Kind", "LegalEntity"))));
        Assert.False(mapping.Suits(Row()));
        Assert.Equal(Fields.Of(("Наименование", "x")), Back(mapping, ("Kind", "Person")));
        Assert.DoesNotContain(mapping.Written(isNew: true), rule => rule.To == "Kind");
    }

    [Fact]
    public void The_condition_of_a_mapping_is_fulfilled_by_what_it_sends_or_the_row_is_not_its()
    {
        var mapping = TempBook.Mapping(
            "mapping: a\nfrom: Контрагент\nto: Counterparty\nwhen: { equals: { Реквизиты/Роль: [Покупатель, Клиент] }, present: ИНН, not: { present: КПП } }\nfields: { Name: Наименование, Inn: ИНН, Kpp: КПП, Phone: Реквизиты/Т }\n",
            direction: Direction.Both);

        Assert.Equal(
            Fields.Of(("Наименование", "x"), ("ИНН", "1"), ("Реквизиты", Fields.Of(("Т", "2"), ("Роль", "Покупатель")))),
            Back(mapping, ("Inn", "1"), ("Phone", "2")));
        Assert.True(mapping.Suits(Row(("Inn", "1"))));
        Assert.False(mapping.Suits(Row(("Inn", null))));
        Assert.False(mapping.Suits(Row(("Inn", "1"), ("Kpp", "2"))));
    }

    [Theory]
    [InlineData("convert: [prefix: '№ ']", "№ 5", "5")]
    [InlineData("convert: [lookup: t]", "RUB", "руб.")]
    [InlineData("convert: [lookup: t]", "другое", "другое")]
    [InlineData("convert: [lookup: t, { prefix: '№ ' }]", "№ USD", "долл.")]
    [InlineData("convert: [phone]", "8 (495) 123-45-67", "+74951234567")]
    [InlineData("convert: [collapse]", " a  b ", "a b")]
    [InlineData("convert: [digits]", "12-34", "1234")]
    [InlineData("convert: [inn], if-invalid: keep", "12", "12")]
    [InlineData("default: нет", "да", "да")]
    public void A_text_is_said_in_the_form_in_which_it_is_read(string rule, string ours, string theirs)
    {
        var mapping = TempBook.CounterpartyBothWays("  Comment: { from: ИНН, " + rule + " }\n", "table: t\nunknown: keep\nrows: { руб.: RUB, р.: RUB, долл.: USD }\n");

        Assert.Equal(theirs, Back(mapping, ("Comment", ours))["ИНН"]);
    }

    [Theory]
    [InlineData("convert: [prefix: '№ ']", "5")]
    [InlineData("convert: [lookup: t]", "EUR")]
    [InlineData("convert: [inn]", "7707083894")]
    [InlineData("convert: [digits]", "нет")]
    [InlineData("required: true", null)]
    [InlineData("required: true", " ")]
    public void A_value_that_would_not_come_back_is_rejected_with_its_reason(string rule, string? ours)
    {
        var mapping = TempBook.CounterpartyBothWays("  Comment: { from: ИНН, " + rule + " }\n", "table: t\nunknown: reject\nrows: { руб.: RUB }\n");

        var rejection = Assert.Single(mapping.Back(Row(("Comment", ours))).Rejections);
        Assert.Equal("Comment", rejection.Field);
        Assert.NotEqual(rejection.Reason.Ru, rejection.Reason.En);
    }

    [Theory]
    [InlineData("convert: [inn]", "7707083894")]
    [InlineData("convert: [lookup: t]", "EUR")]
    public void A_value_whose_rule_lets_it_be_skipped_is_left_out_with_a_notice_and_the_rest_is_said(string rule, string ours)
    {
        var mapping = TempBook.CounterpartyBothWays("  Inn: { from: ИНН, if-invalid: skip-field, " + rule + " }\n  Kpp: КПП\n", "table: t\nunknown: reject\nrows: { руб.: RUB }\n");

        var said = mapping.Back(Row(("Inn", ours), ("Kpp", "1")));

        Assert.Empty(said.Rejections);
        Assert.Equal(("Inn", ours), (Assert.Single(said.Notices).Field, said.Notices[0].Value));
        Assert.Equal(Fields.Of(("Наименование", "x"), ("КПП", "1")), said.Fields);
    }

    [Fact]
    public void A_wrong_row_rejects_the_row_that_holds_it_or_is_left_out_as_the_rule_says()
    {
        const string Rules = "each: { Number: { from: Номер, required: true }, Bic: { from: Банк/БИК, convert: [bic], if-invalid: keep } } }\n";
        var rows = new Many([Fields.Of(("Number", null), ("Bic", "1")), Fields.Of(("Number", "2"), ("Bic", "x"))]);

        var strict = TempBook.CounterpartyBothWays("  Accounts: { from: Счета, " + Rules).Back(Row(("Accounts", rows)));
        var lenient = TempBook.CounterpartyBothWays("  Accounts: { from: Счета, if-invalid: skip-row, " + Rules).Back(Row(("Accounts", rows)));

        Assert.Equal("Accounts[1].Number", Assert.Single(strict.Rejections).Field);
        Assert.Empty(lenient.Rejections);
        Assert.Equal("Accounts[1].Number", Assert.Single(lenient.Notices).Field);
        Assert.Equal(new Many([Fields.Of(("Номер", "2"), ("Банк", Fields.Of(("БИК", "x"))))]), lenient.Fields["Счета"]);
    }

    [Fact]
    public void A_field_that_would_be_read_from_another_place_when_it_is_empty_is_rejected()
    {
        var mapping = TempBook.CounterpartyBothWays("  Phone: { from: [ИНН, КПП] }\n  Email: КПП\n");

        Assert.Equal("Phone", Assert.Single(mapping.Back(Row(("Phone", null), ("Email", "e"))).Rejections).Field);
        Assert.Equal(Fields.Of(("Наименование", "x"), ("ИНН", "p"), ("КПП", "e")), Back(mapping, ("Phone", "p"), ("Email", "e")));
    }

    [Fact]
    public void What_only_comes_in_is_not_said_and_what_only_goes_out_is_not_read()
    {
        var mapping = TempBook.CounterpartyBothWays(
            "  Inn: { from: ИНН, direction: in }\n  Comment: { from: Ответственный, direction: out }\n  Accounts: { from: Счета, each: { Number: Номер, Bic: { from: Банк/БИК, direction: in } } }\n");

        Assert.Equal(
            Fields.Of(("Наименование", "x"), ("Ответственный", "c"), ("Счета", new Many([Fields.Of(("Номер", "1"))]))),
            Back(mapping, ("Inn", "1"), ("Comment", "c"), ("Accounts", new Many([Fields.Of(("Number", "1"), ("Bic", "2"))]))));
        Assert.False(mapping.Translate(Fields.Of(("Наименование", "x"), ("Ответственный", "c"))).Fields.Says("Comment"));
        Assert.Empty(mapping.TheirNames("Inn"));
    }

    [Fact]
    public void Of_a_known_object_what_is_theirs_is_not_written()
    {
        var mapping = TempBook.CounterpartyBothWays("  Inn: { from: ИНН, owner: theirs }\n  Kpp: { from: КПП, owner: ours }\n  Accounts: { from: Счета, each: { Bic: Банк/БИК } }\n");

        Assert.Equal(["Name", "Inn", "Kpp", "Accounts"], mapping.Written(isNew: true).Select(rule => rule.To));
        Assert.Equal(["Name", "Kpp", "Accounts"], mapping.Written(isNew: false).Select(rule => rule.To));
        Assert.Equal(["Счета"], mapping.TheirNames("Accounts"));
    }

    [Fact]
    public void A_new_object_gets_the_kind_whose_mark_it_bears_or_the_first_that_is_accepted()
    {
        var mapping = TempBook.Mapping("mapping: a\nfrom: [Товар, Контрагент, Поставщик]\nto: Partner\nfields: { Name: Наименование }\n", direction: Direction.Both);

        Assert.Equal("Поставщик", mapping.KindFor(Fields.Of(("Роль", " поставщик"))));
        Assert.Equal("Контрагент", mapping.KindFor(Fields.Of(("Роль", "Покупатель"))));
    }

    [Theory]
    [InlineData("from: Контрагент", Direction.In, false)]
    [InlineData("from: Контрагент", Direction.Both, true)]
    [InlineData("from: Контрагент\ndirection: in", Direction.Both, false)]
    [InlineData("from: Контрагент\ndirection: out", Direction.Both, true)]
    [InlineData("from: Товар", Direction.Both, false)]
    public void A_mapping_sends_when_it_and_its_book_go_out_and_its_kind_is_accepted(string head, Direction opened, bool sends)
    {
        var mapping = TempBook.Mapping($"mapping: a\n{head}\nto: Partner\nfields: {{ Name: Наименование }}\n", direction: opened);

        Assert.Equal(sends, mapping.Sends);
        if (!sends)
        {
            Assert.False(mapping.Suits(Row()));
            Assert.Empty(mapping.Written(isNew: true));
            Assert.Throws<InvalidOperationException>(() => mapping.Back(Row()));
        }
    }

    [Fact]
    public void A_mapping_that_only_goes_out_takes_nothing()
    {
        using var temp = new TempBook().With("m/a.yaml", "mapping: a\nfrom: Контрагент\nto: Partner\ndirection: out\nfields: { Name: Наименование }\n");

        Assert.Empty(temp.LoadBothWays().Book!.Taking("Контрагент"));
    }

    [Fact]
    public void Every_converter_has_a_way_back_or_says_that_it_has_none() =>
        Assert.Equal(["strip-html", "split", "replace"], ConverterKinds.All.Where(kind => kind.Back is null).Select(kind => kind.Name));

    private static Fields Row(params ReadOnlySpan<(string, object?)> crm) => Fields.Of(("Name", "x")).With(Fields.Of(crm));

    private static Fields Back(Mapping mapping, params ReadOnlySpan<(string, object?)> crm)
    {
        var said = mapping.Back(Row(crm));
        Assert.Empty(said.Rejections);
        return said.Fields;
    }
}
