using Crm.Connect;
using Crm.Core.Mappings;

namespace Crm.Core.Tests.Mappings;

/// <summary>Mappings read against a base that was rebuilt.</summary>
public sealed class BookDriftTests : IDisposable
{
    private const string Text = """
        mapping: a
        from: Партия
        to: Counterparty
        when: { present: Имя }
        match: [[Inn]]
        fields:
          Name: { from: [Имя, Код], required: true }
          Inn: { from: Код, convert: [inn] }
          Okpo:
            from: Число
            convert: [digits]
          Comment: Сорт
        """;

    private readonly TempBook _temp = new TempBook().With("m/a.yaml", Text).With("m/b.yaml", "mapping: b\nfrom: Клиент\nto: Partner\nfields: { Name: Имя }\n");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void A_rule_stops_alone_however_many_lines_it_has()
    {
        var drift = Of("Число");

        Assert.Equal([new Standstill("m/a.yaml", "Okpo")], drift.Stopped);
        Assert.Equal(["Name", "Inn", "Comment"], drift.Book!.Mappings.First(mapping => mapping.Name == "a").Rules.Select(rule => rule.To));
        Assert.Equal((10L, 11L, "HUB1016"), (drift.Lints[0].Line, drift.Lints[0].Column, drift.Lints[0].Code));
    }

    [Theory]
    [InlineData("Имя")]
    [InlineData("Код")]
    public void A_mapping_whose_condition_key_or_name_is_hit_stops_as_a_whole(string gone)
    {
        var drift = Of(gone);

        Assert.Contains(new Standstill("m/a.yaml", null), drift.Stopped);
        Assert.Equal(["b"], drift.Book!.Mappings.Select(mapping => mapping.Name));
    }

    [Fact]
    public void A_kind_that_is_gone_stops_its_mapping_and_no_link_to_what_it_made()
    {
        _temp.With("m/c.yaml", "mapping: c\nfrom: Клиент\nto: ContactPerson\nfields:\n  Name: Имя\n  Counterparty: { from: Партия_Key, link: Counterparty }\n");
        var kinds = TypedBook.Kinds.Select(kind => kind.Name != "Клиент" ? kind : TypedBook.Kind(
            "Клиент", ("Имя", new ExternalField(ExternalType.Text)), ("Партия_Key", new ExternalField(ExternalType.Link) { Targets = ["Партия"] }))).ToList();

        var drift = BookDrift.Of(["m"], _temp.Folder, kinds, [.. kinds.Where(kind => kind.Name != "Партия")], Direction.In);

        Assert.Equal([new Standstill("m/a.yaml", null)], drift.Stopped);
        Assert.Equal(["b", "c"], drift.Book!.Mappings.Select(mapping => mapping.Name).Order());
        Assert.NotNull(drift.Book.Mappings.First(mapping => mapping.Name == "c").Rule("Counterparty"));
    }

    [Fact]
    public void What_works_by_half_is_never_taken_for_the_whole()
    {
        var whole = MappingBook.Load(["m"], _temp.Folder, TypedBook.Kinds).Book!;

        Assert.NotEqual(whole.Hash, Of("Число").Book!.Hash);
        Assert.NotEqual(Of("Сорт").Book!.Hash, Of("Число").Book!.Hash);
        Assert.Equal(Of("Число").Book!.Hash, Of("Число").Book!.Hash);
        Assert.Equal(whole.Hash, Of("Папка").Book!.Hash);
    }

    [Fact]
    public void What_nobody_uses_is_not_missed_and_what_was_wrong_before_is_no_drift()
    {
        var unused = Of("Папка");
        _temp.With("m/d.yaml", "mapping: d\nfrom: Банк\nto: Partner\nfields: { Name: Имья }\n");
        var wrong = Of("Число");

        Assert.Empty(unused.Stopped);
        Assert.Empty(unused.Lints);
        Assert.Null(wrong.Book);
        Assert.Contains(wrong.Lints, lint => lint.File == "m/d.yaml");
    }

    [Fact]
    public void A_field_of_another_type_stops_its_rule_and_says_what_appeared()
    {
        var now = TypedBook.Kinds.Select(kind => kind.Name != "Партия" ? kind : kind with
        {
            Fields = [.. kind.Fields, "Сорт2"],
            Types = kind.Types.ToDictionary(field => field.Key, field => field.Key == "Сорт" ? new ExternalField(ExternalType.Link) : field.Value),
        }).ToList();

        var drift = BookDrift.Of(["m"], _temp.Folder, TypedBook.Kinds, now, Direction.In);

        Assert.Equal([new Standstill("m/a.yaml", "Comment")], drift.Stopped);
        Assert.Contains("New in the base since: Сорт2.", Assert.Single(drift.Lints).Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_can_be_written_no_more_stops_its_rule_in_a_flow_that_goes_out()
    {
        var now = TypedBook.Kinds.Select(kind => kind.Name != "Партия" ? kind : kind with
        {
            Types = kind.Types.ToDictionary(field => field.Key, field => field.Key == "Сорт" ? field.Value with { IsReadOnly = true } : field.Value),
        }).ToList();

        Assert.Equal([new Standstill("m/a.yaml", "Comment")], BookDrift.Of(["m/a.yaml"], _temp.Folder, TypedBook.Kinds, now, Direction.Both).Stopped);
        Assert.Empty(BookDrift.Of(["m/a.yaml"], _temp.Folder, TypedBook.Kinds, now, Direction.In).Stopped);
    }

    private BookDrift Of(string gone) => BookDrift.Of(["m"], _temp.Folder, TypedBook.Kinds, [.. TypedBook.Kinds.Select(kind => Without(kind, gone))], Direction.In);

    private static ExternalKind Without(ExternalKind kind, string gone) => kind.Name != "Партия" ? kind : kind with
    {
        Fields = [.. kind.Fields.Where(field => field != gone)],
        Types = kind.Types.Where(field => field.Key != gone).ToDictionary(),
    };
}
