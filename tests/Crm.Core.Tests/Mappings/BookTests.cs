using Crm.Connect;

namespace Crm.Core.Tests.Mappings;

public sealed class BookTests
{
    private const string Counterparties = "mapping: c\nfrom: Контрагент\nto: Counterparty\nfields: { Name: { from: Наименование, convert: [lookup: t] } }\n";
    private const string Partners = "mapping: p\nfrom: [Контрагент, Товар]\nto: Partner\nfields: { Name: Наименование }\n";
    private const string Table = "table: t\nunknown: keep\nrows: { a: b }\n";

    [Fact]
    public void Mappings_come_in_the_order_in_which_kinds_refer_to_each_other()
    {
        using var temp = new TempBook().With("m/a.yaml", Counterparties).With("m/b.yaml", Partners).With("m/tables/t.yaml", Table);

        var book = temp.Load().Book!;

        Assert.Equal(["p", "c"], book.Mappings.Select(mapping => mapping.Name));
        Assert.Equal(["p", "c"], book.Taking("Контрагент").Select(mapping => mapping.Name));
        Assert.Equal(["p"], book.Taking("Товар").Select(mapping => mapping.Name));
        Assert.Empty(book.Taking("Склад"));
        Assert.Equal(["m/a.yaml", "m/b.yaml", "m/tables/t.yaml"], book.Texts.Select(text => text.File));
    }

    [Fact]
    public void The_hash_changes_with_every_text_and_with_nothing_else()
    {
        using var temp = new TempBook().With("m/a.yaml", Counterparties).With("m/tables/t.yaml", Table);
        var first = temp.Load().Book!.Hash;

        Assert.Equal(first, temp.Load("m/a.yaml").Book!.Hash);
        Assert.NotEqual(first, temp.With("m/tables/t.yaml", Table + "# x\n").Load().Book!.Hash);
        Assert.Equal(first, temp.With("m/tables/t.yaml", Table).Load().Book!.Hash);
        Assert.NotEqual(first, temp.With("m/a.yaml", Counterparties.Replace("mapping: c", "mapping: d", StringComparison.Ordinal)).Load().Book!.Hash);
    }

    [Fact]
    public void One_book_translates_on_many_threads_at_once()
    {
        var mapping = Shipped.Book.Taking("Товар")[0];

        Parallel.For(0, 1_000, number =>
        {
            var translation = mapping.Translate(Fields.Of(("Ид", "i"), ("Наименование", $"Чашка {number}"), ("Вес", $"{number}.5")));
            Assert.Equal($"Чашка {number}", translation.Fields["Name"]);
            Assert.Equal(number + 0.5m, translation.Fields["Weight"]);
        });
    }
}
