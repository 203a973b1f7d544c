using System.Net.Sockets;
using Crm.Connect;
using Crm.Core.Storage;
using Npgsql;

namespace Crm.Core.Tests.Storage;

public sealed class DatabaseTroubleTests
{
    [Fact]
    public void A_line_that_breaks_is_that_of_the_database_only_when_its_driver_says_so()
    {
        var broken = new SocketException((int)SocketError.ConnectionRefused);

        Assert.Equal(Trouble.Unavailable, DatabaseTrouble.Of(new NpgsqlException("Failed to connect", broken))?.Trouble);
        Assert.Null(DatabaseTrouble.Of(broken));
    }
}
