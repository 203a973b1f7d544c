using Crm.Connect;
using Crm.Core.Entities;

namespace Crm.Core.Tests.Mappings;

/// <summary>Words that stand for a value, or beside it, on the way out.</summary>
public sealed class WordsBackTests
{
    private const string Kind = """
          Kind:
            cases:
              - { when: { equals: { Сорт: Опт, Папка: "false" } }, value: LegalEntity }
              - { when: { equals: { Сорт: Розница, Папка: "true" } }, value: Person }

        """;

    [Theory]
    [InlineData("LegalEntity", "Опт", "false")]
    [InlineData("Person", "Розница", "true")]
    public void All_words_of_a_case_are_written_and_read_again(string kind, string sort, string folder)
    {
        var mapping = TypedBook.Mapping(Kind);

        var said = mapping.Back(Fields.Of(("Name", "Ромашка"), ("Kind", kind)));

        Assert.Empty(said.Rejections);
        Assert.Equal((sort, folder), (said.Fields.Text("Сорт"), said.Fields.Text("Папка")));
        Assert.Equal(["Сорт", "Папка"], mapping.TheirNames("Kind"));
    }

    [Fact]
    public void Of_an_empty_value_with_several_places_nothing_is_written()
    {
        var said = TypedBook.Mapping(Kind).Back(Fields.Of(("Name", "Ромашка"), ("Kind", null)));

        Assert.Equal(["Имя"], said.Fields.Select(field => field.Key));
    }

    [Fact]
    public void A_reference_of_several_types_is_written_with_the_word_that_its_rule_asks_for()
    {
        var mapping = TypedBook.Mapping("  Partner: { from: Владелец, when: { equals: { Владелец_Type: Клиент } }, link: Partner }\n");

        var said = mapping.Back(Fields.Of(("Name", "Ромашка"), ("Partner", new LinkRef("Partner", "p-1"))));
        var empty = mapping.Back(Fields.Of(("Name", "Ромашка"), ("Partner", null)));

        Assert.Equal(("p-1", "Клиент"), (said.Fields.Text("Владелец"), said.Fields.Text("Владелец_Type")));
        Assert.True(empty.Fields.Says("Владелец_Type") && empty.Fields["Владелец_Type"] is null);
        Assert.Equal(["Владелец", "Владелец_Type"], mapping.TheirNames("Partner"));
        Assert.False(mapping.Translate(said.Fields.With("Владелец_Type", "Банк")).Fields.Says("Partner"));
    }

    [Fact]
    public void A_table_without_rows_gives_way_to_the_next_one()
    {
        var mapping = TypedBook.Mapping("  Contacts: { from: [Связь, Счет], direction: in, each: { Value: [Значение, Номер] } }\n".Replace("[Значение, Номер]", "{ from: [Значение, Номер] }", StringComparison.Ordinal));

        var read = mapping.Translate(Fields.Of(("Связь", Many.None), ("Счет", Fields.Of(("Номер", "407")))));

        Assert.Equal("407", read.Fields.Rows("Contacts")[0].Text("Value"));
    }
}
