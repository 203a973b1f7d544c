using System.Text.Json;
using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Commands;

/// <summary>hub backfill: a flow out begins with the day it is set up; this tells its base of what was there before.</summary>
public sealed class BackfillTests : IDisposable
{
    private readonly HubInFolder _hub = HubInFolder.WithDemo();

    public BackfillTests()
    {
        Directory.CreateDirectory(Path.Combine(_hub.Folder, "shop"));
        Directory.CreateDirectory(Path.Combine(_hub.Folder, "shop-out"));
        _hub.Write("appsettings.json", """
            {
              "Hub": {
                "Connections": {
                  "1c": { "Connector": "commerceml-files", "Settings": { "Folder": "exchange", "QuietSeconds": 0 } },
                  "shop": { "Connector": "commerceml-files", "Settings": { "Folder": "shop", "Out": "shop-out" } }
                },
                "Flows": {
                  "night": { "Connection": "1c", "Mappings": [ "mappings/commerceml" ] },
                  "tell": { "Connection": "shop", "Direction": "Out", "Mappings": [ "mappings/commerceml" ] }
                }
              }
            }
            """);
    }

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task Clients_that_were_there_before_go_to_the_folder_once()
    {
        await LoadedAsync();

        var dry = Only(await _hub.RunAsync("backfill", "tell", "counterparties", "--where", "Kind=LegalEntity", "--dry-run", "--json"));
        var lines = await WaitingAsync();
        var first = Only(await _hub.RunAsync("backfill", "tell", "counterparties", "--where", "Kind=LegalEntity", "--json"));
        var again = Only(await _hub.RunAsync("backfill", "tell", "counterparties", "--where", "Kind=LegalEntity", "--json"));
        await _hub.RunAsync("run", "tell");

        var rows = dry.GetProperty("rows").GetInt64();
        Assert.Equal("kind rows agreed waiting queued new unsayable", Answer.Names(dry));
        Assert.True(rows > 0);
        Assert.Equal((rows, rows, 0L), (dry.GetProperty("queued").GetInt64(), dry.GetProperty("new").GetInt64(), lines));
        Assert.Equal((rows, 0L, rows), (first.GetProperty("queued").GetInt64(), again.GetProperty("queued").GetInt64(), again.GetProperty("waiting").GetInt64()));
        Assert.StartsWith("contragents-", Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(_hub.Folder, "shop-out")))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_kinds_all_that_the_flow_sends_is_told_and_counted()
    {
        await LoadedAsync();

        var json = (await _hub.RunAsync("backfill", "tell", "--json")).Json;
        var text = await _hub.RunAsync("backfill", "tell", "--dry-run");

        Assert.Equal("format verb flow connection dryRun kinds exitCode", Answer.Names(json));
        Assert.Equal(["counterparties", "invoices"], json.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetProperty("kind").GetString()));
        Assert.Equal(json.GetProperty("kinds").EnumerateArray().Sum(kind => kind.GetProperty("queued").GetInt64()), await WaitingAsync());
        Assert.Contains("Без --dry-run в очередь «shop» встанет: 0.", text.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no flow 'tel'. Did you mean 'tell'?", "tel")]
    [InlineData("The flow 'night' only receives", "night")]
    [InlineData("The flow 'tell' does not send items. It sends: counterparties, invoices.", "tell", "items")]
    [InlineData("With --where name one kind", "tell", "--where", "Inn=1")]
    public async Task What_cannot_be_backfilled_is_told(string told, params string[] args)
    {
        var answer = await _hub.RunAsync(["backfill", .. args, "--lang", "en"]);

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains(told, answer.Err, StringComparison.Ordinal);
    }

    // The first night: nobody had told the shop anything.
    private async Task LoadedAsync()
    {
        await _hub.RunAsync("run", "night");
        using var db = (await _hub.DatabaseAsync()).Connect();
        db.Execute("DELETE FROM Outbox");
    }

    private async Task<long> WaitingAsync() => (await _hub.RunAsync("status", "--json")).Json.GetProperty("outbox").EnumerateArray()
        .Sum(line => line.GetProperty("waiting").GetInt64());

    private static JsonElement Only(Answer answer) => Assert.Single(answer.Json.GetProperty("kinds").EnumerateArray().ToList());
}
