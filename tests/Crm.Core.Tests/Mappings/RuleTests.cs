using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings;

namespace Crm.Core.Tests.Mappings;

public sealed class RuleTests
{
    [Fact]
    public void The_first_source_that_is_not_empty_wins_and_an_empty_one_is_still_said()
    {
        var mapping = TempBook.Counterparty("  Phone: { from: [Реквизиты/А, Реквизиты/Б] }\n");

        Assert.Equal("2", Phone(Fields.Of(("А", null), ("Б", "2"))));
        Assert.Equal("1", Phone(Fields.Of(("А", "1"), ("Б", "2"))));
        Assert.Null(Phone(Fields.Of(("А", " "), ("Б", null))));
        Assert.False(mapping.Translate(Fields.Of(("Наименование", "x"), ("Реквизиты", Fields.Of(("В", "1"))))).Fields.Says("Phone"));

        object? Phone(Fields requisites)
        {
            var translated = mapping.Translate(Fields.Of(("Наименование", "x"), ("Реквизиты", requisites))).Fields;
            Assert.True(translated.Says("Phone"));
            return translated["Phone"];
        }
    }

    [Fact]
    public void A_predicate_picks_rows_by_any_of_its_words_in_the_order_of_the_rows()
    {
        var mapping = TempBook.Counterparty("  Phone: { from: 'Контакты[Тип=Факс|телефон]/Значение' }\n");
        var contacts = new Many([Row("Почта", "1"), Row("Телефон", null), Row("Телефон", "2"), Row("Факс", "3")]);

        Assert.Equal("2", Translate(mapping, ("Контакты", contacts))["Phone"]);
        Assert.Equal("4", Translate(mapping, ("Контакты", Row("Факс", "4")))["Phone"]);
        Assert.False(Translate(mapping, ("Контакты", Row("Почта", "5"))).Says("Phone"));

        static Fields Row(string type, string? value) => Fields.Of(("Тип", type), ("Значение", value));
    }

    [Fact]
    public void An_element_with_attributes_gives_its_text_and_a_nested_object_is_no_text()
    {
        var mapping = TempBook.Counterparty("  Comment: Реквизиты/X\n");

        Assert.Equal("шт", Translate(mapping, ("Реквизиты", Fields.Of(("X", Fields.Of(("@Код", "796"), ("", "шт"))))))["Comment"]);
        var wrong = mapping.Translate(Fields.Of(("Наименование", "x"), ("Реквизиты", Fields.Of(("X", Fields.Of(("Y", "1")))))));
        Assert.Equal("Comment", Assert.Single(wrong.Rejections).Field);
    }

    [Fact]
    public void Joined_texts_leave_out_what_is_empty()
    {
        var mapping = TempBook.Counterparty("  Comment: { join: { with: ', ', from: [ИНН, Картинки, КПП] } }\n");

        Assert.Equal("1, a, b", Translate(mapping, ("ИНН", "1"), ("КПП", null), ("Картинки", new Many(["a", null, "b"])))["Comment"]);
        Assert.True(Translate(mapping, ("КПП", null)).Says("Comment"));
        Assert.False(Translate(mapping, ("Сумма", "1")).Says("Comment"));
    }

    [Fact]
    public void When_and_else_and_default_say_what_they_promise()
    {
        var mapping = TempBook.Counterparty("""
              Kind:  { value: LegalEntity, when: { present: КПП }, else: Person }
              Phone: { from: ИНН, when: { present: КПП }, else: { from: Сумма } }
              Email: { from: ИНН, when: { present: КПП }, else: ~ }
              Okpo:  { from: ИНН, default: нет }

            """);

        var with = Translate(mapping, ("КПП", "1"), ("ИНН", "2"));
        var without = Translate(mapping, ("Сумма", "3"));

        Assert.Equal(("LegalEntity", "2", "2", "2"), (with["Kind"], with["Phone"], with["Email"], with["Okpo"]));
        Assert.Equal(("Person", "3", null, "нет"), (without["Kind"], without["Phone"], without["Email"], without["Okpo"]));
        Assert.True(without.Says("Email"));
    }

    [Theory]
    [InlineData("{ present: ИНН }", "1", true)]
    [InlineData("{ present: ИНН }", " ", false)]
    [InlineData("{ absent: ИНН }", null, true)]
    [InlineData("{ said: ИНН }", null, true)]
    [InlineData("{ said: КПП }", "1", false)]
    [InlineData("{ equals: { ИНН: [А, б] } }", " Б ", true)]
    [InlineData("{ equals: { ИНН: А } }", "АА", false)]
    [InlineData("{ length: { ИНН: [1, 3] } }", "abc", true)]
    [InlineData("{ length: { ИНН: 2 } }", "abc", false)]
    [InlineData("{ starts: { ИНН: 'ИП ' } }", "ип Иванов", true)]
    [InlineData("{ starts: { ИНН: 'ИП ' } }", "ИПатов", false)]
    [InlineData("{ not: { present: ИНН } }", null, true)]
    [InlineData("{ all: [{ present: ИНН }, { length: { ИНН: 1 } }] }", "1", true)]
    [InlineData("{ all: [{ present: ИНН }, { length: { ИНН: 1 } }] }", "12", false)]
    [InlineData("{ any: [{ absent: ИНН }, { length: { ИНН: 1 } }] }", "1", true)]
    [InlineData("{ any: [{ absent: ИНН }, { length: { ИНН: 1 } }] }", "12", false)]
    [InlineData("{ present: ИНН, length: { ИНН: 1 } }", "12", false)]
    public void A_condition_holds_or_not(string condition, string? inn, bool holds)
    {
        var mapping = TempBook.Mapping($"mapping: a\nfrom: Контрагент\nto: Counterparty\nwhen: {condition}\nfields: {{ Name: Наименование }}\n");

        Assert.Equal(holds, mapping.Takes(Fields.Of(("ИНН", inn))));
    }

    [Fact]
    public void A_table_reaches_its_object_and_skips_rows_that_say_nothing()
    {
        var mapping = TempBook.Counterparty("  Contacts: { from: Контакты, each: { Type: ../ИНН, Value: Значение } }\n");

        var rows = Translate(mapping, ("ИНН", "1"), ("Контакты", new Many([Fields.Of(("Значение", "a")), null]))).Rows("Contacts");

        Assert.Equal([Fields.Of(("Type", "1"), ("Value", "a"))], rows);
        Assert.Null(Translate(mapping, ("Контакты", Many.None))["Contacts"]);
        Assert.True(Translate(mapping, ("Контакты", null)).Says("Contacts"));
        Assert.False(Translate(mapping, ("ИНН", "1")).Says("Contacts"));
    }

    [Fact]
    public void A_wrong_row_rejects_the_object_or_is_left_out_as_the_rule_says()
    {
        const string Rules = "each: { Number: { from: Номер, required: true }, Bic: { from: Банк/БИК, convert: [bic] } } }\n";
        var accounts = new Many([Fields.Of(("Номер", "1"), ("Банк", Fields.Of(("БИК", "x")))), Fields.Of(("Номер", "2"))]);

        var strict = TempBook.Counterparty("  Accounts: { from: Счета, " + Rules).Translate(Fields.Of(("Наименование", "x"), ("Счета", accounts)));
        var lenient = TempBook.Counterparty("  Accounts: { from: Счета, if-invalid: skip-row, " + Rules).Translate(Fields.Of(("Наименование", "x"), ("Счета", accounts)));

        Assert.Equal("Accounts[1].Bic", Assert.Single(strict.Rejections).Field);
        Assert.Empty(lenient.Rejections);
        Assert.Equal("Accounts[1].Bic", Assert.Single(lenient.Notices).Field);
        Assert.Equal("2", Assert.Single(lenient.Fields.Rows("Accounts"))["Number"]);
    }

    [Theory]
    [InlineData("  Inn: { from: ИНН, convert: [inn] }\n", true, false, false)]
    [InlineData("  Inn: { from: ИНН, convert: [inn], if-invalid: skip-field }\n", false, true, false)]
    [InlineData("  Inn: { from: ИНН, convert: [inn], if-invalid: keep }\n", false, true, true)]
    public void An_invalid_value_is_rejected_skipped_or_kept(string rule, bool rejected, bool noticed, bool kept)
    {
        var translation = TempBook.Counterparty(rule).Translate(Fields.Of(("Наименование", "x"), ("ИНН", " 123 ")));

        Assert.Equal(rejected, translation.Rejections.Count == 1);
        Assert.Equal(noticed, translation.Notices.Count == 1);
        Assert.Equal(kept ? "123" : null, translation.Fields["Inn"]);
        Assert.Equal(kept, translation.Fields.Says("Inn"));
    }

    [Theory]
    [InlineData("reject", null, true)]
    [InlineData("keep", "другое", false)]
    [InlineData("прочее", "прочее", false)]
    public void A_table_says_what_an_unknown_word_becomes(string unknown, string? expected, bool rejected)
    {
        var mapping = TempBook.Counterparty(
            "  Comment: { from: ИНН, convert: [lookup: t] }\n",
            $"table: t\nunknown: {unknown}\nrows: {{ Руб.: RUB, пусто: ~ }}\n");

        Assert.Equal("RUB", Translate(mapping, ("ИНН", " РУБ. "))["Comment"]);
        Assert.Null(Translate(mapping, ("ИНН", "пусто"))["Comment"]);
        var other = mapping.Translate(Fields.Of(("Наименование", "x"), ("ИНН", "другое")));
        Assert.Equal(rejected, other.Rejections.Count == 1);
        Assert.Equal(expected, other.Fields["Comment"]);
    }

    [Fact]
    public void A_folders_own_table_goes_before_the_one_it_shares()
    {
        using var temp = new TempBook()
            .With("m/x/a.yaml", "mapping: a\nfrom: Контрагент\nto: Counterparty\nfields:\n  Name: { from: Наименование, convert: [lookup: t] }\n  Comment: { from: ИНН, convert: [lookup: shared] }\n")
            .With("m/x/tables/t.yaml", "table: t\nrows: { a: own }\n")
            .With("m/tables/t.yaml", "table: t\nrows: { a: shared }\n")
            .With("m/tables/shared.yaml", "table: shared\nrows: { b: shared }\n");

        var fields = temp.Load("m/x").Book!.Mappings[0].Translate(Fields.Of(("Наименование", "a"), ("ИНН", "b"))).Fields;

        Assert.Equal(("own", "shared"), (fields["Name"], fields["Comment"]));
    }

    [Fact]
    public void A_value_shown_to_a_person_is_cut_and_the_kept_one_is_not()
    {
        var translation = TempBook.Counterparty("  Inn: { from: ИНН, convert: [inn], if-invalid: keep }\n")
            .Translate(Fields.Of(("Наименование", "x"), ("ИНН", new string('7', 1_000_000))));

        Assert.True(Assert.Single(translation.Notices).Value!.Length < 300);
        Assert.Equal(1_000_000, ((string)translation.Fields["Inn"]!).Length);
    }

    [Fact]
    public void A_key_fits_only_when_every_part_and_its_condition_hold()
    {
        var mapping = TempBook.Counterparty("  Inn: ИНН\n  Kpp: КПП\n  Kind: Реквизиты/Вид\nmatch: [[Inn, Kpp], { key: [Inn], taken: join, when: { Kind: [Person, Entrepreneur], Kpp: ~ } }]\n");

        Assert.True(mapping.Match[0].Fits(Fields.Of(("Inn", "1"), ("Kpp", "2"))));
        Assert.False(mapping.Match[0].Fits(Fields.Of(("Inn", "1"), ("Kpp", ""))));
        Assert.False(mapping.Match[0].Fits(Fields.Of(("Inn", "1"))));
        Assert.True(mapping.Match[1].Fits(Fields.Of(("Inn", "1"), ("Kind", "Person"))));
        Assert.False(mapping.Match[1].Fits(Fields.Of(("Inn", "1"), ("Kind", "LegalEntity"))));
        Assert.False(mapping.Match[1].Fits(Fields.Of(("Inn", "1"), ("Kpp", "2"), ("Kind", "Person"))));
        Assert.Equal(WhenTaken.Join, mapping.Match[1].Taken);
    }

    [Fact]
    public void Rules_carry_their_policies_and_their_lines()
    {
        var mapping = TempBook.Counterparty("  Inn: { from: ИНН, owner: theirs, on-conflict: we-win }\n  Partner: { from: Ид, link: Partner, missing: wait }\n");

        var inn = mapping.Rule("Inn")!;
        Assert.Equal((6L, Owner.Theirs, ConflictPolicy.WeWin), (inn.Line, inn.Owner, inn.OnConflict!.Value));
        Assert.Equal((7L, WhenMissing.Wait, FieldType.Link), (mapping.Rule("Partner")!.Line, mapping.Rule("Partner")!.Missing, mapping.Rule("Partner")!.Field.Type));
        Assert.Null(mapping.Rule("Kpp"));
        Assert.Equal(ConflictPolicy.Ask, mapping.OnConflict);
    }

    private static Fields Translate(Mapping mapping, params ReadOnlySpan<(string, object?)> theirs)
    {
        var translation = mapping.Translate(Fields.Of(theirs).With("Наименование", "x"));
        Assert.Empty(translation.Rejections);
        return translation.Fields;
    }
}
