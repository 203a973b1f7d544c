using Crm.Core.Mappings;
using Crm.Core.Mappings.Reading;
using CsCheck;

namespace Crm.Core.Tests.Mappings;

public sealed class LintTests
{
    private const string Head = "mapping: a\nfrom: Контрагент\nto: Counterparty\nfields:\n  Name: Наименование\n";

    [Fact]
    public void Ten_mistakes_in_one_file_are_ten_lints_with_their_places()
    {
        using var temp = new TempBook().With("m/a.yaml", """
            mapping: counterparties
            form: Контрагент
            from: Контрогент
            to: Counterparty
            match: [[Inn, Comment]]
            on-conflict: maybe
            fields:
              Name:     { from: Наименование, convert: [trimm] }
              Inn:      { from: ИНН, requird: true }
              Kind:     { value: LegalEntty, when: { present: ИНН }, else: Person }
              Partner:  { from: Ид }
              Phnoe:    Телефон
              Comment:  { from: Комментарий, convert: [lookup: nothing] }
            """);

        var (book, lints) = temp.Load();

        Assert.Null(book);
        Assert.Equal(
            [
                "m/a.yaml:2:1: HUB1010: unknown key 'form'. Did you mean 'from'?",
                "m/a.yaml:3:7: HUB1015: the connector knows no kind 'Контрогент'. Did you mean 'Контрагент'?",
                "m/a.yaml:5:15: HUB1021: Comment cannot be matched by; these can: Name, Inn, Kpp, Ogrn.",
                "m/a.yaml:6:14: HUB1022: 'maybe' does not fit 'on-conflict': it may be ask, they-win, we-win, shorter.",
                "m/a.yaml:8:45: HUB1018: unknown converter 'trimm'. Did you mean 'trim'?",
                "m/a.yaml:9:26: HUB1010: unknown key 'requird'. Did you mean 'required'?",
                "m/a.yaml:10:22: HUB1023: Kind: 'LegalEntty': none of: LegalEntity, Entrepreneur, Person. Did you mean 'LegalEntity'?",
                "m/a.yaml:11:3: HUB1025: Partner is a link: add link: Partner.",
                "m/a.yaml:12:3: HUB1013: Counterparty has no field 'Phnoe'. Did you mean 'Phone'?",
                "m/a.yaml:13:52: HUB1020: there is no look-up table 'nothing': expected is the file tables/nothing.yaml.",
            ],
            lints.Select(lint => lint.ToString()));
    }

    [Theory]
    [InlineData("  Inn: ИНH\n", 6, 8, "HUB1016", "ИНН")]
    [InlineData("  Inn: { from: [ИНН, Реквезиты/X] }\n", 6, 22, "HUB1016", "Реквизиты")]
    [InlineData("  Phone: { from: 'Контакты[Тп=Почта]/Значение' }\n", 6, 18, "HUB1016", "Контакты/Тип")]
    [InlineData("  Phone: { from: 'Контакты[Тип]/Значение' }\n", 6, 18, "HUB1017", null)]
    [InlineData("  Phone: ../ИНН\n", 6, 10, "HUB1017", null)]
    [InlineData("  Inn: { from: ИНН, convert: [split: { by: ';' }] }\n", 6, 31, "HUB1019", null)]
    [InlineData("  Inn: { from: ИНН, convert: [split: { by: ';', tke: 0, take: 1 }] }\n", 6, 49, "HUB1019", "take")]
    [InlineData("  Inn: { from: ИНН, convert: [split: { by: ';', take: x }] }\n", 6, 55, "HUB1019", null)]
    [InlineData("  Inn: { from: ИНН, convert: [trim: 5] }\n", 6, 37, "HUB1019", null)]
    [InlineData("  Inn: { from: ИНН, convert: [date] }\n", 6, 30, "HUB1024", null)]
    [InlineData("  Inn: { from: ИНН, convert: [decimal, trim] }\n", 6, 40, "HUB1024", null)]
    [InlineData("  Partner: { from: Ид, link: Counterparty }\n", 6, 30, "HUB1025", null)]
    [InlineData("  Inn: { from: ИНН, link: Partner }\n", 6, 21, "HUB1025", null)]
    [InlineData("  Inn: { from: ИНН, missing: wait }\n", 6, 21, "HUB1025", null)]
    [InlineData("  Partner: { from: Ид, link: Partner, missing: later }\n", 6, 48, "HUB1022", null)]
    [InlineData("  Partner: { value: x, link: Partner }\n", 6, 21, "HUB1023", null)]
    [InlineData("  Inn: { from: Контакты, each: { Value: Значение } }\n", 6, 26, "HUB1026", null)]
    [InlineData("  Contacts: { from: Контакты, each: { Valu: Значение } }\n", 6, 39, "HUB1013", "Value")]
    [InlineData("  Contacts: { from: Контакты, each: { Value: Значние } }\n", 6, 46, "HUB1016", "Значение")]
    [InlineData("  Contacts: { from: Контакты, each: { Value: ../ИМН } }\n", 6, 46, "HUB1016", "../ИНН")]
    [InlineData("  Contacts: { from: Контакты, each: { Value: Значение }, convert: [trim] }\n", 6, 58, "HUB1026", null)]
    [InlineData("  Contacts: { from: Контакты, each: { Value: { from: Значение, owner: ours } } }\n", 6, 64, "HUB1010", null)]
    [InlineData("  Inn: { from: ИНН, whole: true }\n", 6, 21, "HUB1026", null)]
    [InlineData("  Contacts: { from: Контакты, whole: yes, each: { Value: Значение } }\n", 6, 38, "HUB1022", null)]
    [InlineData("  Contacts: { from: Контакты, whole: true, direction: out, each: { Value: Значение } }\n", 6, 31, "HUB1031", null)]
    [InlineData("  Inn: { from: ИНН, owner: their }\n", 6, 28, "HUB1022", "theirs")]
    [InlineData("  Inn: { from: ИНН, if-invalid: skip-row }\n", 6, 33, "HUB1022", null)]
    [InlineData("  Inn: { from: ИНН, value: x }\n", 6, 21, "HUB1031", null)]
    [InlineData("  Inn: { required: true }\n", 6, 3, "HUB1011", null)]
    [InlineData("  Inn: { from: ИНН, else: x }\n", 6, 21, "HUB1031", null)]
    [InlineData("  Inn: { from: ИНН, when: { presnt: ИНН } }\n", 6, 29, "HUB1010", "present")]
    [InlineData("  Inn: { from: ИНН, when: { length: { ИНН: x } } }\n", 6, 44, "HUB1019", null)]
    [InlineData("  Inn: { cases: [{ value: x }, { from: ИНН }] }\n", 6, 18, "HUB1031", null)]
    [InlineData("  Inn: [ИНН]\n", 6, 8, "HUB1006", null)]
    [InlineData("  Inn: { from: ИНН, skip: 1 }\n", 6, 21, "HUB1026", null)]
    [InlineData("  Inn: ИНН\n  Inn: КПП\n", 7, 3, "HUB1005", null)]
    [InlineData("match: [[Inn]]\n", 6, 10, "HUB1032", null)]
    [InlineData("match: [[Nme]]\n", 6, 10, "HUB1013", "Name")]
    [InlineData("match: [{ key: [Name], taken: joyn }]\n", 6, 31, "HUB1022", "join")]
    [InlineData("match: [{ key: [Name], when: { Kind: [Persn] } }]\n", 6, 39, "HUB1023", "Person")]
    public void A_mistake_is_told_once_with_its_place(string text, long line, long column, string code, string? meant)
    {
        using var temp = new TempBook().With("m/a.yaml", Head + text);

        var (book, lints) = temp.Load();

        var lint = Assert.Single(lints, lint => lint.IsError);
        Assert.Equal((line, column, code), (lint.Line, lint.Column, lint.Code));
        Assert.Null(book);
        Assert.Equal(meant is not null, lint.Words.En.Contains("Did you mean", StringComparison.Ordinal));
        if (meant is not null)
        {
            Assert.Contains($"«{meant}»", lint.Words.Ru, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("from: Контрагент\nto: Counterparty\nfields: { Name: Наименование }", 1, 1, "HUB1011")]
    [InlineData("mapping: a\nfrom: Контрагент\nto: Counterparty", 1, 1, "HUB1011")]
    [InlineData("mapping: a\nfrom: Контрагент\nto: Counterpart\nfields: { Name: Наименование }", 3, 5, "HUB1012")]
    [InlineData("mapping: a\nfrom: Контрагент\nto: Counterparty\nfields: { Inn: ИНН }", 4, 1, "HUB1027")]
    [InlineData("mapping: a\nfrom: Контрагент\nto: Invoice\nfields: { Status: ИНН }", 4, 11, "HUB1014")]
    [InlineData("mapping: a\nfrom: Контрагент\nto: Item\nfields: { Name: Наименование, Images: { from: Контакты, whole: true, each: { Path: Значение } } }", 4, 57, "HUB1026")]
    [InlineData("mapping: a\nfrom: [Контрагент\nto: x", 2, 7, "HUB1001")]
    [InlineData("", 1, 1, "HUB1001")]
    [InlineData("just a text", 1, 1, "HUB1006")]
    [InlineData("mapping: a\nfrom: Контрагент\nto: Counterparty\nfields: { Name: Наименование }\n---\nmapping: b", 5, 1, "HUB1006")]
    public void A_mistake_of_the_whole_file_is_told_with_its_place(string text, long line, long column, string code)
    {
        using var temp = new TempBook().With("m/a.yaml", text);

        var lint = Assert.Single(temp.Load().Lints);

        Assert.Equal((line, column, code), (lint.Line, lint.Column, lint.Code));
    }

    [Fact]
    public void A_yaml_bomb_is_refused_at_its_first_alias()
    {
        var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range('b', 8).Select(letter => $"{(char)letter}: &{(char)letter} [*{(char)(letter - 1)}, *{(char)(letter - 1)}]\n"));
        using var temp = new TempBook().With("m/a.yaml", bomb);

        var (book, lints) = temp.Load();

        Assert.Null(book);
        Assert.Contains(lints, lint => lint is { Code: "HUB1004", Line: 1, Column: 4 });
        Assert.Contains(lints, lint => lint is { Code: "HUB1004", Line: 2, Column: 8 });
    }

    [Fact]
    public void However_a_mapping_is_damaged_it_ends_in_lints_and_never_in_a_crash()
    {
        var text = File.ReadAllText(Path.Combine(Shipped.Root, "mappings/commerceml/counterparties.yaml"));
        const string Odd = "[]{}:,&*!|>'\"%@`#-?~\t\n x";
        Check.Sample(Gen.Select(Gen.Int[0, text.Length - 1], Gen.Int[0, 12], Gen.Int[0, Odd.Length - 1]), damage =>
        {
            var (at, length, odd) = damage;
            var damaged = text[..at] + Odd[odd] + text[Math.Min(at + length, text.Length)..];
            var lints = new List<Lint>();
            var file = new FileLints("a.yaml", lints);
            if (YamlTree.Read(damaged, file) is { } root)
            {
                new MappingReader(file, Tables(lints), CommerceMlVocabulary.Kinds.ToDictionary(kind => kind.Name), Direction.In, new HashSet<string>()).Read(root);
            }

            Assert.All(lints, lint => Assert.True(lint.Line > 0));
        }, iter: 500);

        static LookupTables Tables(List<Lint> lints) =>
            new(new TableShelf(new SourceFiles("/nowhere"), lints), "/nowhere/m");
    }

    [Fact]
    public void Endless_nesting_is_refused()
    {
        using var temp = new TempBook().With("m/a.yaml", new string('[', 100_000));

        var (book, lints) = temp.Load();

        Assert.Null(book);
        Assert.Equal("HUB1001", Assert.Single(lints).Code);
    }

    [Fact]
    public void A_file_above_one_megabyte_is_refused_unread()
    {
        using var temp = new TempBook().With("m/a.yaml", "# " + new string('x', 1_000_000));

        Assert.Equal("HUB1003", Assert.Single(temp.Load().Lints).Code);
    }

    [Fact]
    public void A_file_in_another_encoding_is_refused()
    {
        using var temp = new TempBook().With("m/a.yaml", "");
        File.WriteAllBytes(Path.Combine(temp.Folder, "m/a.yaml"), [0x6D, 0x3A, 0x20, 0xCF, 0xF0, 0xE8]);

        Assert.Contains("UTF-8", Assert.Single(temp.Load().Lints).Words.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_without_mappings_is_told()
    {
        using var temp = new TempBook();

        var lint = Assert.Single(temp.Load("nowhere").Lints);

        Assert.Equal(("nowhere", "HUB1002"), (lint.File, lint.Code));
    }

    [Fact]
    public void Two_mappings_that_make_one_kind_of_one_kind_need_a_condition_each()
    {
        using var temp = new TempBook()
            .With("m/a.yaml", Head)
            .With("m/b.yaml", Head.Replace("mapping: a", "mapping: b\nwhen: { present: ИНН }", StringComparison.Ordinal))
            .With("m/c.yaml", Head);

        var lints = temp.Load().Lints;

        Assert.Equal(
            [("m/b.yaml", 3L), ("m/c.yaml", 1L), ("m/c.yaml", 2L), ("m/c.yaml", 2L)],
            lints.Select(lint => (lint.File, lint.Line)));
        Assert.All(lints, lint => Assert.Equal("HUB1029", lint.Code));
    }

    [Fact]
    public void A_table_that_nobody_uses_and_a_link_that_nobody_fills_are_warnings_only()
    {
        using var temp = new TempBook()
            .With("m/a.yaml", Head + "  Partner: { from: Ид, link: Partner }\n")
            .With("m/tables/t.yaml", "table: t\nrows: { a: b }\n");

        var (book, lints) = temp.Load();

        Assert.NotNull(book);
        Assert.Equal([("m/a.yaml", "HUB1033"), ("m/tables/t.yaml", "HUB1030")], lints.Select(lint => (lint.File, lint.Code)));
        Assert.DoesNotContain(lints, lint => lint.IsError);
    }

    [Theory]
    [InlineData("table: x\nrows: { a: b }\n", 1, 8, "HUB1011")]
    [InlineData("table: t\nrows: { a: b, ' A': c }\n", 2, 15, "HUB1005")]
    [InlineData("table: t\nrow: { a: b }\nrows: { a: b }\n", 2, 1, "HUB1010")]
    [InlineData("table: t\n", 1, 1, "HUB1011")]
    [InlineData("table: t\nrows: { a: [b] }\n", 2, 12, "HUB1006")]
    public void A_mistake_in_a_table_is_told_in_its_own_file(string table, long line, long column, string code)
    {
        using var temp = new TempBook()
            .With("m/a.yaml", Head + "  Inn: { from: ИНН, convert: [lookup: t] }\n")
            .With("m/tables/t.yaml", table);

        var lint = Assert.Single(temp.Load().Lints);

        Assert.Equal(("m/tables/t.yaml", line, column, code), (lint.File, lint.Line, lint.Column, lint.Code));
    }

    [Fact]
    public void A_table_whose_words_a_field_cannot_take_is_told_beforehand()
    {
        using var temp = new TempBook()
            .With("m/a.yaml", Head + "  Kind: { from: ИНН, convert: [lookup: t] }\n")
            .With("m/tables/t.yaml", "table: t\nrows: { a: Person, b: Firm }\n");

        var lint = Assert.Single(temp.Load().Lints);

        Assert.Equal("HUB1024", lint.Code);
        Assert.Contains("Firm", lint.Words.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from", "form", 1)]
    [InlineData("Наименование", "Наименвоание", 1)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("ABC", "abd", 1)]
    public void Distance_counts_changes_and_swapped_neighbours(string left, string right, int distance) =>
        Assert.Equal(distance, Nearest.Distance(left, right));

    [Fact]
    public void What_is_far_from_every_word_gets_no_suggestion() =>
        Assert.Null(Nearest.To("совсем другое", ["from", "to", "Наименование"]));
}
