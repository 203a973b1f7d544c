using Crm.Core.Storage;
using Crm.Core.Storage.Moving;
using Crm.Core.Storage.Postgres;
using Crm.Core.Storage.Sqlite;
using Crm.Testing;
using Microsoft.Data.Sqlite;

namespace Crm.Core.Tests.Storage;

/// <summary>A hub that goes from a file to a server and back counts on from where it was.</summary>
public sealed class MovingTests : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 3, 2, 1, 30, 0, DateTimeKind.Utc);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hub-moving-");
    private string _server = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await (await PostgresServer.StartedAsync()).NewHubAsync();

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (_server.Length > 0)
        {
            PostgresServer.DropOf(_server);
        }

        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_row_after_a_move_to_a_server_gets_a_number_that_none_has_or_had(bool replaces)
    {
        var (file, server) = (await SqliteDatabase.OpenFileAsync(Path.Combine(_folder.FullName, "hub.db"), Ct), await PostgresDatabase.OpenServerAsync(_server, Ct));
        OpenThreeAndForgetTheLast(file);

        var moved = new DatabaseMove(file, server, TimeProvider.System, replaces).Move();

        Assert.Null(moved.Refusal);
        Assert.Equal(4, Open(server));
    }

    [Fact]
    public async Task The_first_row_in_a_copy_of_a_server_gets_a_number_that_none_has_or_had()
    {
        var (copy, server) = (Path.Combine(_folder.FullName, "copy.db"), await PostgresDatabase.OpenServerAsync(_server, Ct));
        OpenThreeAndForgetTheLast(server);

        await server.CopyToAsync(copy, Ct);

        Assert.Equal(4, Open(await SqliteDatabase.OpenFileAsync(copy, Ct)));
    }

    private static void OpenThreeAndForgetTheLast(HubDatabase database)
    {
        Assert.Equal([1L, 2, 3], Enumerable.Range(0, 3).Select(_ => Open(database)));
        using var db = database.Connect();
        db.Execute("DELETE FROM Runs WHERE Id = 3");
    }

    private static long Open(HubDatabase database)
    {
        using var db = database.Connect();
        return new RunStore(db).Open("night", "1c", "", Now);
    }
}
