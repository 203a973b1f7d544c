namespace Crm.Core.Tests.Mappings;

/// <summary>What keeps a mapping from being opened for the way out, each with its place.</summary>
public sealed class BackLintTests
{
    private const string Head = "mapping: a\nfrom: Контрагент\nto: Counterparty\nfields:\n  Name: Наименование\n";

    [Theory]
    [InlineData("  Comment: { join: { from: [ИНН, КПП] } }\n", 6, 14, "HUB1034")]
    [InlineData("  Comment: { from: ИНН, when: { present: КПП } }\n", 6, 25, "HUB1034")]
    [InlineData("  Comment: { from: ИНН, convert: [trim, { split: { by: ';', take: 0 } }] }\n", 6, 43, "HUB1034")]
    [InlineData("  Comment: { from: ИНН, convert: [replace: { what: a, with: b }] }\n", 6, 35, "HUB1034")]
    [InlineData("  Comment: { from: ИНН, convert: strip-html }\n", 6, 34, "HUB1034")]
    [InlineData("  Kind: { value: Person, when: { present: КПП } }\n", 6, 32, "HUB1034")]
    [InlineData("  Kind: { value: Person, when: { equals: { КПП: а } }, else: { from: ИНН } }\n", 6, 62, "HUB1034")]
    [InlineData("  Kind: { cases: [{ when: { said: КПП }, value: Person }] }\n", 6, 27, "HUB1034")]
    [InlineData("  Kind: { cases: [{ when: { equals: { КПП: а } }, value: Person }, { when: { equals: { ИНН: а } }, value: LegalEntity }] }\n", 6, 76, "HUB1034")]
    [InlineData("  Comment: { cases: [{ when: { equals: { КПП: а } }, from: ИНН }] }\n", 6, 22, "HUB1034")]
    [InlineData("  Contacts: { from: Контакты, skip: 1, each: { Value: Значение } }\n", 6, 31, "HUB1034")]
    [InlineData("  Contacts: { from: Контакты, when: { present: ИНН }, each: { Value: Значение } }\n", 6, 31, "HUB1034")]
    [InlineData("  Contacts: { from: Контакты, each: { Value: Значение, Type: ../ИНН } }\n", 6, 62, "HUB1034")]
    [InlineData("  Comment: { from: 'Контакты[Тип=Почта]' }\n", 6, 20, "HUB1034")]
    [InlineData("  FullName: Наименование\n", 6, 13, "HUB1035")]
    [InlineData("  Phone: { from: 'Контакты[Тип=Почта]/Значение' }\n  Contacts: { from: Контакты, each: { Value: Значение } }\n", 7, 21, "HUB1035")]
    [InlineData("  Contacts: { from: Контакты, each: { Value: Значение } }\n  Phone: { from: 'Контакты[Тип=Почта]/Значение' }\n", 7, 18, "HUB1035")]
    [InlineData("  Phone: { from: 'Контакты[Тип=а|б]/Значение' }\n  Email: { from: 'Контакты[Тип=А]/Значение' }\n", 7, 18, "HUB1035")]
    [InlineData("  Phone: { from: 'Контакты[Тип=а]/Значение' }\n  Email: Контакты/Значение\n", 7, 10, "HUB1035")]
    [InlineData("  Phone: { from: 'Контакты[Тип=а]/Значение' }\n  Email: Контакты/Тип\n", 7, 10, "HUB1035")]
    [InlineData("  Contacts: { from: Контакты, each: { Value: ., Type: Тип } }\n", 6, 55, "HUB1035")]
    [InlineData("  Contacts: { from: ., each: { Value: ИНН } }\n", 6, 21, "HUB1035")]
    [InlineData("  Kind: { cases: [{ when: { equals: { Наименование: а } }, value: Person }] }\n", 6, 39, "HUB1035")]
    [InlineData("  Inn: { from: ИНН, direction: up }\n", 6, 32, "HUB1022")]
    [InlineData("  Inn: { from: ИНН, direction: out }\ndirection: in\n", 6, 32, "HUB1031")]
    [InlineData("  Contacts: { from: Контакты, direction: in, each: { Value: { from: Значение, direction: both } } }\n", 6, 90, "HUB1031")]
    [InlineData("  Comment: { from: ИНН, write: { КПП: { Kind: Person } } }\n", 6, 34, "HUB1031")]
    [InlineData("  Comment: { value: x, write: { КПП: { Kind: Person } } }\n", 6, 33, "HUB1031")]
    [InlineData("  Comment: { from: [ИНН, КПП], write: КПП }\n", 6, 39, "HUB1006")]
    [InlineData("  Comment: { from: [ИНН, КПП], write: { КПП: { Knd: Person } } }\n", 6, 48, "HUB1013")]
    [InlineData("  Comment: { from: [ИНН, КПП], write: { КПП: { Kind: Persn } } }\n", 6, 54, "HUB1023")]
    [InlineData("  Comment: { from: [ИНН, Наименование], write: { Наименование: { Kind: Person } } }\n", 6, 50, "HUB1035")]
    [InlineData("  Contacts: { from: Контакты, write: { Контакты: { Kind: Person } }, each: { Value: Значение } }\n", 6, 31, "HUB1026")]
    [InlineData("when: { present: ИНН }\n", 6, 18, "HUB1034")]
    [InlineData("when: { any: [{ equals: { ИНН: а } }, { present: Наименование }] }\n", 6, 27, "HUB1034")]
    [InlineData("when: { starts: { КПП: а } }\n", 6, 19, "HUB1034")]
    public void What_goes_out_and_has_no_way_back_is_told_once_with_its_place(string text, long line, long column, string code)
    {
        using var temp = new TempBook().With("m/a.yaml", Head + text);

        var lint = Assert.Single(temp.LoadBothWays().Lints, lint => lint.IsError);

        Assert.Equal((line, column, code), (lint.Line, lint.Column, lint.Code));
    }

    [Theory]
    [InlineData("  Comment: { join: { from: [ИНН, КПП] }, direction: in }\n")]
    [InlineData("  Comment: { from: ИНН, convert: [strip-html], direction: in }\n")]
    [InlineData("  Contacts: { from: Контакты, skip: 1, direction: in, each: { Value: Значение } }\n")]
    [InlineData("  Contacts: { from: Контакты, each: { Value: Значение, Type: { from: ../ИНН, direction: in } } }\n")]
    [InlineData("  FullName: { from: Наименование, direction: in }\n")]
    [InlineData("  Phone: { from: 'Контакты[Тип=а]/Значение' }\n  Email: { from: 'Контакты[Тип=б]/Значение' }\n  Comment: { from: 'Контакты[Тип=а]/Примечание' }\n")]
    [InlineData("when: { all: [{ equals: { КПП: а } }, { present: Наименование }, { absent: ИНН }] }\n")]
    public void What_only_comes_in_or_has_a_way_back_is_not_told(string text)
    {
        using var temp = new TempBook().With("m/a.yaml", Head + text);

        Assert.Empty(temp.LoadBothWays().Lints.Where(lint => lint.IsError && lint.Code != "HUB1016").Select(lint => lint.ToString()));
    }

    [Theory]
    [InlineData("  Comment: { join: { from: [ИНН, КПП] } }\n")]
    [InlineData("  FullName: Наименование\n")]
    [InlineData("when: { present: ИНН }\n")]
    public void A_book_that_only_comes_in_needs_no_way_back(string text)
    {
        using var temp = new TempBook().With("m/a.yaml", Head + text);

        Assert.Empty(temp.Load().Lints);
    }

    [Fact]
    public void A_lint_says_why_and_what_to_do()
    {
        using var temp = new TempBook().With("m/a.yaml", Head + "  Comment: { join: { from: [ИНН, КПП] } }\n  Kind: { value: Person, when: { present: ИНН } }\n  FullName: Наименование\n");

        Assert.Equal(
            [
                "m/a.yaml:6:14: HUB1034: назад это не прочесть: join складывает несколько мест в одно. Скажите direction: in — тогда оно только принимается.",
                "m/a.yaml:7:32: HUB1034: назад это не прочесть: условие — не equals на одно и то же место во всех случаях. Скажите direction: in — тогда оно только принимается.",
                "m/a.yaml:8:13: HUB1035: «Наименование» пишет уже другое правило (там «Наименование»); оставьте писать одному, другому скажите direction: in.",
            ],
            temp.LoadBothWays().Lints.Select(lint => lint.In("ru")));
    }

    [Theory]
    [InlineData("direction: out", 4, 12)]
    [InlineData("direction: both", 4, 12)]
    public void A_mapping_told_to_go_where_nothing_is_accepted_is_told(string direction, long line, long column)
    {
        using var temp = new TempBook().With("m/a.yaml", $"mapping: a\nfrom: Товар\nto: Item\n{direction}\nfields: {{ Name: Наименование }}\n");

        var lint = Assert.Single(temp.LoadBothWays().Lints);

        Assert.Equal((line, column, "HUB1036"), (lint.Line, lint.Column, lint.Code));
    }

    [Fact]
    public void A_field_that_only_goes_out_is_no_key_and_fills_no_row_that_comes_in()
    {
        using var temp = new TempBook().With("m/a.yaml", "mapping: a\nfrom: Контрагент\nto: Counterparty\nmatch: [[Inn]]\nfields:\n  Name: { from: Наименование, direction: out }\n  Inn: { from: ИНН, direction: out }\n");

        Assert.Equal([(4L, 10L, "HUB1032"), (5L, 1L, "HUB1027")], temp.LoadBothWays().Lints.Select(lint => (lint.Line, lint.Column, lint.Code)));
    }

    [Theory]
    [InlineData("Counterparty", "", "", true)]
    [InlineData("Counterparty", ", Kind: { value: Person }", ", Kind: { value: LegalEntity }", false)]
    [InlineData("Counterparty", ", Kind: { value: Person }", ", Kind: { value: Person }", true)]
    [InlineData("Counterparty", ", Kind: { value: Person }", "", true)]
    [InlineData("Partner", "", "", false)]
    public void Two_mappings_that_send_one_kind_of_row_are_told_apart_by_a_constant(string other, string first, string second, bool isTold)
    {
        using var temp = new TempBook()
            .With("m/a.yaml", $"mapping: a\nfrom: Контрагент\nto: Counterparty\nfields: {{ Name: Наименование{first} }}\n")
            .With("m/b.yaml", $"mapping: b\nfrom: Поставщик\nto: {other}\nfields: {{ Name: Наименование{second} }}\n");

        Assert.Equal(
            isTold ? [("m/b.yaml", 2L, 7L, "HUB1029")] : [],
            temp.LoadBothWays().Lints.Select(lint => (lint.File, lint.Line, lint.Column, lint.Code)));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("direction: in\n", false)]
    public void Two_kinds_of_row_are_not_written_to_one_kind_of_object(string direction, bool isTold)
    {
        using var temp = new TempBook()
            .With("m/a.yaml", "mapping: a\nfrom: Контрагент\nto: Counterparty\nfields: { Name: Наименование }\n")
            .With("m/b.yaml", "mapping: b\nfrom: Контрагент\nto: Partner\n" + direction + "fields: { Name: Наименование }\n");

        Assert.Equal(isTold ? ["HUB1029"] : [], temp.LoadBothWays().Lints.Select(lint => lint.Code));
    }

    [Fact]
    public void One_mapping_may_come_in_and_another_go_out()
    {
        using var temp = new TempBook()
            .With("m/a.yaml", "mapping: a\nfrom: Контрагент\nto: Partner\ndirection: in\nfields: { Name: { join: { from: [Наименование, ИНН] } } }\n")
            .With("m/b.yaml", "mapping: b\nfrom: Контрагент\nto: Partner\ndirection: out\nfields: { Name: Наименование }\n");

        var (book, lints) = temp.LoadBothWays();

        Assert.Empty(lints);
        Assert.Equal([false, true], book!.Mappings.OrderBy(mapping => mapping.Name).Select(mapping => mapping.Sends));
    }
}
