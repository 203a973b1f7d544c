using Crm.Core.Mappings;

namespace Crm.Core.Tests.Mappings;

/// <summary>What is told of a mapping when the types of their fields are known.</summary>
public sealed class TypeLintTests
{
    [Theory]
    [InlineData("  Comment: Папка\n", 6, 12, "HUB1042", null)]
    [InlineData("  Comment: Банк_Key\n", 6, 12, "HUB1042", null)]
    [InlineData("  Comment: День\n", 6, 12, "HUB1042", null)]
    [InlineData("  Comment: Связь\n", 6, 12, "HUB1042", null)]
    [InlineData("  Comment: Снимок\n", 6, 12, "HUB1042", null)]
    [InlineData("  Comment: { join: { from: [Имя, Метка] } }\n", 6, 34, "HUB1042", null)]
    [InlineData("  Comment: { value: а, when: { present: Имя }, else: { from: Папка } }\n", 6, 62, "HUB1042", null)]
    [InlineData("  Inn: { from: Папка, convert: [inn] }\n", 6, 16, "HUB1042", null)]
    [InlineData("  Kind: Имя\n", 6, 9, "HUB1042", null)]
    [InlineData("  Kind: Сорт\n", 6, 9, "HUB1042", null)]
    [InlineData("  Partner: { from: Имя, link: Partner }\n", 6, 20, "HUB1042", null)]
    [InlineData("  Partner: { from: Метка, link: Partner }\n", 6, 20, "HUB1042", null)]
    [InlineData("  Contacts: { from: Имя, each: { Value: Значение } }\n", 6, 21, "HUB1042", null)]
    [InlineData("  Contacts: { from: Связ, each: { Value: Значение } }\n", 6, 21, "HUB1016", "Связь")]
    public void A_value_that_the_field_cannot_be_made_of_is_told(string rule, long line, long column, string code, string? meant)
    {
        var lint = TypedBook.Lints(TypedBook.Head + rule)[0];

        Assert.Equal((line, column, code), (lint.Line, lint.Column, lint.Code));
        Assert.True(lint.IsError);
        Assert.Equal(meant is not null, lint.Words.En.Contains($"'{meant}'?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("  Comment: Число\n")]
    [InlineData("  Comment: Сорт\n")]
    [InlineData("  Comment: { from: День, convert: [time] }\n")]
    [InlineData("  Comment: Владелец\n")]
    [InlineData("  Comment: Банк/Код\n")]
    [InlineData("  Kind: Вид\n")]
    [InlineData("  Okpo: { from: Число, convert: [digits] }\n")]
    [InlineData("  Accounts: { from: Счет, each: { Number: Номер, Bic: Банк/Код } }\n")]
    [InlineData("  Comment: Регистр/Что/Угодно\n")]
    [InlineData("  Contacts: { from: Связь, each: { Type: Тип, Comment: ../Имя } }\n")]
    public void What_fits_is_let_alone(string rule) => Assert.Empty(TypedBook.Lints(TypedBook.Head + rule).Select(lint => lint.ToString()));

    [Fact]
    public void A_text_becomes_a_sum_or_a_day_only_where_a_converter_says_so()
    {
        const string head = "mapping: a\nfrom: Партия\nto: Invoice\nfields:\n";

        Assert.Equal(["HUB1042", "HUB1042"], TypedBook.Lints(head + "  Total: Имя\n  Date: Имя\n").Select(lint => lint.Code));
        Assert.Empty(TypedBook.Lints(head + "  Total: { from: Имя, convert: [money] }\n  Date: { from: Имя, convert: [date] }\n"));
        Assert.Equal(["HUB1042"], TypedBook.Lints(head + "  Date: { from: Число, convert: [date] }\n").Select(lint => lint.Code));
    }

    [Theory]
    [InlineData("  Comment: Банк/Кд\n", 6, 12, "Банк/Код")]
    [InlineData("  Accounts: { from: Счет, each: { Number: Номр } }\n", 6, 43, "Номер")]
    [InlineData("  Accounts: { from: Счет, each: { Number: Номер, Bic: Банк/Кот } }\n", 6, 55, "Банк/Код")]
    public void A_path_into_another_kind_is_checked_by_that_kind(string rule, long line, long column, string meant)
    {
        var lint = Assert.Single(TypedBook.Lints(TypedBook.Head + rule));

        Assert.Equal((line, column, "HUB1016"), (lint.Line, lint.Column, lint.Code));
        Assert.Contains($"'{meant}'?", lint.Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_what_nobody_makes_of_that_kind_is_told()
    {
        const string partners = "mapping: p\nfrom: Клиент\nto: Partner\nfields: { Name: Имя }\n";
        using var temp = new TempBook().With("m/p.yaml", partners).With("m/a.yaml", TypedBook.Head + "  Partner: { from: Банк_Key, link: Partner }\n");
        using var right = new TempBook().With("m/p.yaml", partners).With("m/a.yaml", TypedBook.Head + "  Partner: { from: Хозяин_Key, link: Partner }\n");

        var lint = Assert.Single(MappingBook.Load(["m"], temp.Folder, TypedBook.Kinds).Lints);

        Assert.Equal("m/a.yaml:6:20: HUB1043: 'Банк_Key' refers to Банк, and Partner is made of: Клиент.", lint.ToString());
        Assert.Empty(MappingBook.Load(["m"], right.Folder, TypedBook.Kinds).Lints);
    }

    [Theory]
    [InlineData("equals: { Вид: Persn }", "Persn", "HUB1044", "Person")]
    [InlineData("equals: { Вид: person }", "person", "HUB1044", "Person")]
    [InlineData("equals: { Папка: да }", "да", "HUB1044", null)]
    [InlineData("equals: { Число: много }", "много", "HUB1044", null)]
    [InlineData("equals: { Банк_Key: Сбербанк }", "Сбербанк", "HUB1044", null)]
    [InlineData("equals: { День: вчера }", "вчера", "HUB1044", null)]
    [InlineData("equals: { Владелец_Type: Клеинт }", "Клеинт", "HUB1044", "Клиент")]
    [InlineData("equals: { Код: длинный }", "длинный", "HUB1048", null)]
    [InlineData("equals: { Связь: а }", "Связь", "HUB1045", null)]
    [InlineData("starts: { Папка: а }", "Папка", "HUB1045", null)]
    [InlineData("length: { Банк_Key: 5 }", "Банк_Key", "HUB1045", null)]
    [InlineData("present: Папка", "Папка", "HUB1045", null)]
    [InlineData("absent: Банк/Закрыт", "Банк/Закрыт", "HUB1045", null)]
    public void A_condition_that_can_never_hold_or_fail_is_told(string condition, string at, string code, string? meant)
    {
        var rule = $"  Comment: {{ when: {{ {condition} }}, from: Имя }}\n";

        var lint = TypedBook.Lints(TypedBook.Head + rule)[0];

        Assert.Equal((6L, rule.LastIndexOf($" {at}", StringComparison.Ordinal) + 2L, code), (lint.Line, lint.Column, lint.Code));
        Assert.Equal(meant is not null, lint.Words.En.Contains($"'{meant}'?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("equals: { Папка: \"true\" }")]
    [InlineData("equals: { Число: \"12.5\" }")]
    [InlineData("equals: { Банк_Key: 0f8fad5b-d9cb-469f-a165-70867728950e }")]
    [InlineData("equals: { Код: абв }")]
    [InlineData("present: Связь")]
    [InlineData("said: Папка")]
    [InlineData("starts: { Сорт: О }")]
    public void A_condition_that_makes_sense_is_let_alone(string condition) =>
        Assert.Empty(TypedBook.Lints($"{TypedBook.Head}  Comment: {{ when: {{ {condition} }}, from: Имя }}\n").Select(lint => lint.ToString()));

    [Fact]
    public void A_word_that_picks_rows_is_told_where_it_stands()
    {
        var lint = Assert.Single(TypedBook.Lints(TypedBook.Head + "  Phone: \"Связь[Тип=Телефон|Телефн]/Значение\"\n"));

        Assert.Equal("m/a.yaml:6:29: HUB1044: 'Связь/Тип' is never 'Телефн': there are Телефон, Почта. Did you mean 'Телефон'?", lint.ToString());
    }

    [Fact]
    public void A_look_up_table_that_lacks_a_word_of_theirs_is_doubtful()
    {
        var lints = TypedBook.Lints(TypedBook.Head + "  Comment: { from: Сорт, convert: [lookup: t] }\n", table: "table: t\nrows: { Опт: o }\n");
        var whole = TypedBook.Lints(TypedBook.Head + "  Comment: { from: Сорт, convert: [lookup: t] }\n", table: "table: t\nunknown: keep\nrows: { Опт: o }\n");

        var lint = Assert.Single(lints);
        Assert.Equal((6L, 20L, "HUB1049", false), (lint.Line, lint.Column, lint.Code, lint.IsError));
        Assert.Contains("Розница", lint.Words.En, StringComparison.Ordinal);
        Assert.Empty(whole);
    }

    [Theory]
    [InlineData("  Comment: Банк/Код\n", 6, 12, "HUB1046")]
    [InlineData("  Accounts: { from: Счет, each: { Number: Номер } }\n", 6, 21, "HUB1046")]
    public void What_cannot_be_written_there_is_told_of_a_rule_that_goes_out(string rule, long line, long column, string code)
    {
        var lint = TypedBook.Lints(TypedBook.Head + rule, Direction.Both)[0];

        Assert.Equal((line, column, code), (lint.Line, lint.Column, lint.Code));
        Assert.Empty(TypedBook.Lints(TypedBook.Head + rule));
    }

    [Fact]
    public void A_word_of_what_is_referred_to_can_be_written_where_the_channel_finds_objects_by_words()
    {
        const string Table = "table: t\nrows: { \"true\": да, \"false\": нет }\n";

        Assert.Empty(TypedBook.Lints(TypedBook.Head + "  Comment: Касса/Код\n", Direction.Both));
        var flag = Assert.Single(TypedBook.Lints(TypedBook.Head + "  Comment: { from: Касса/Закрыт, convert: [lookup: t] }\n", Direction.Both, Table));
        Assert.Equal((6L, 20L, "HUB1046"), (flag.Line, flag.Column, flag.Code));
    }

    [Fact]
    public void A_field_without_which_nothing_is_taken_there_must_be_written()
    {
        var kinds = TypedBook.Kinds.Select(kind => kind.Name != "Партия" ? kind : kind with
        {
            Types = kind.Types.ToDictionary(field => field.Key, field => field.Key == "Сорт" ? field.Value with { IsRequired = true } : field.Value),
        }).ToList();

        var lint = Assert.Single(TypedBook.Lints(TypedBook.Head, Direction.Both, kinds: kinds));

        Assert.Equal((5L, 3L, "HUB1047"), (lint.Line, lint.Column, lint.Code));
        Assert.Empty(TypedBook.Lints(TypedBook.Head, Direction.In, kinds: kinds));
        Assert.Empty(TypedBook.Lints(TypedBook.Head + "  Comment: Сорт\n", Direction.Both, kinds: kinds));
        Assert.Empty(TypedBook.Lints(TypedBook.Head.Replace("fields:", "when: { equals: { Сорт: Опт } }\nfields:", StringComparison.Ordinal), Direction.Both, kinds: kinds));
    }

    [Fact]
    public void Kinds_that_do_not_agree_on_a_field_know_nothing_of_it()
    {
        var other = TypedBook.Kind("Другая", ("Имя", TypedBook.Kinds[0].Types["Имя"]), ("Папка", TypedBook.Kinds[0].Types["Имя"]));

        Assert.Empty(TypedBook.Lints(TypedBook.Head.Replace("from: Партия", "from: [Партия, Другая]", StringComparison.Ordinal) + "  Comment: Папка\n", kinds: [.. TypedBook.Kinds, other]));
    }
}
