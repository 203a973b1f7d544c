using Crm.Core.Mappings;

namespace Crm.Core.Tests.Mappings;

public sealed class ShippedMappingTests
{
    [Fact]
    public void The_shipped_mappings_have_no_lint_at_all()
    {
        var (book, lints) = MappingBook.Load(["mappings/commerceml"], Shipped.Root, CommerceMlVocabulary.Kinds);

        Assert.Empty(lints.Select(lint => lint.ToString()));
        Assert.NotNull(book);
    }
}
