using Crm.Core.Mappings;

namespace Crm.Core.Tests.Mappings;

public sealed class BackTests
{
    [Fact]
    public void The_shipped_mappings_go_both_ways()
    {
        var (_, lints) = MappingBook.Load(["mappings/commerceml"], Shipped.Root, CommerceMlVocabulary.Kinds, Direction.Both);

        Assert.Empty(lints.Select(lint => lint.ToString()));
    }
}
