using Crm.Connect;
using Crm.Hub.Secrets;

namespace Crm.Hub.Tests.Secrets;

public sealed class DiscreetChannelTests
{
    // A member that the contract answers by itself would answer in the place of the channel.
    [Fact]
    public void It_passes_on_every_question_of_the_contract()
    {
        var map = typeof(DiscreetChannel).GetInterfaceMap(typeof(IChannel));

        Assert.All(map.TargetMethods, method => Assert.Equal(typeof(DiscreetChannel), method.DeclaringType));
    }
}
