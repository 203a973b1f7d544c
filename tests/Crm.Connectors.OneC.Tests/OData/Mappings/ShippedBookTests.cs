using Crm.Connect;
using Crm.Core.Mappings;

namespace Crm.Connectors.OneC.Tests.OData.Mappings;

public sealed class ShippedBookTests
{
    public static TheoryData<string> Names => ShippedBook.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_shipped_mappings_of_every_configuration_check_clean_against_it(string name)
    {
        var shipped = new ShippedBook(name);

        Assert.Empty(ShippedBook.Check(shipped.Folder, ShippedBook.Root, shipped.Kinds).Select(lint => lint.In("ru")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_shipped_mapping_has_a_sample_that_it_takes(string name)
    {
        var shipped = new ShippedBook(name);
        var book = MappingBook.Load([shipped.Folder], ShippedBook.Root, shipped.Kinds, Direction.Both).Book!;
        var taken = ShippedBook.Samples(book, ShippedBook.Root).Find()
            .Where(file => file.EndsWith(".jsonl", StringComparison.Ordinal))
            .SelectMany(file => ShippedBook.Changes(file, File.OpenRead(file)))
            .OfType<Change.Saved>()
            .SelectMany(saved => book.Taking(saved.Ref.Kind).Where(mapping => mapping.Takes(saved.Fields)))
            .Select(mapping => mapping.Name);

        Assert.Empty(book.Mappings.Select(mapping => mapping.Name).Except(taken));
    }
}
