using Crm.Connect;
using Crm.Connectors.OneC.CommerceML;
using Crm.Core.Editing;
using Crm.Core.Entities;
using Crm.Core.Mappings;
using Crm.Core.Sync;
using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Whole;

/// <summary>The program between a person at the CRM and an exchange folder, with the shipped mappings.</summary>
public sealed class TwoWayTests
{
    [Fact]
    public async Task An_order_typed_in_the_CRM_lies_in_the_folder_for_1C_with_its_client_and_is_confirmed_by_coming_back()
    {
        using var hub = TwoWay();
        await hub.RunAsync("run");
        await TypeOrderAsync(hub, "CRM-1");

        var night = await hub.RunAsync("run", "--json");
        var file = Assert.Single(Directory.GetFiles(Path.Combine(hub.Folder, "out")));
        var (first, text) = (await File.ReadAllBytesAsync(file, Ct), await File.ReadAllTextAsync(file, Ct));
        hub.Clock.Advance(TimeSpan.FromDays(1));
        await hub.RunAsync("run");
        var again = await File.ReadAllBytesAsync(file, Ct);
        File.Copy(file, Path.Combine(hub.Exchange, "orders-from-1c.xml"));
        hub.Clock.Advance(TimeSpan.FromDays(1));
        await hub.RunAsync("run");

        Assert.Equal(ExitCode.Done, night.Exit);
        Assert.StartsWith("orders-", Path.GetFileName(file), StringComparison.Ordinal);
        Assert.All(["<Номер>CRM-1</Номер>", "<Валюта>RUB</Валюта>", "<ИНН>", "Заказ товара", "<Сумма>1500"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Equal(first, again);
        Assert.Single(Directory.GetFiles(Path.Combine(hub.Folder, "out")));
        Assert.Equal((0L, 1L), (await AskAsync(hub, "SELECT COUNT(*) FROM Outbox"), await AskAsync(hub, "SELECT COUNT(*) FROM Invoice WHERE Number = 'CRM-1'")));
    }

    [Fact]
    public async Task What_1C_said_is_not_written_for_it()
    {
        using var hub = TwoWay();

        await hub.RunAsync("run");
        await hub.RunAsync("run");

        Assert.False(Directory.Exists(Path.Combine(hub.Folder, "out")) && Directory.GetFiles(Path.Combine(hub.Folder, "out")).Length > 0);
        Assert.Equal(0L, await AskAsync(hub, "SELECT COUNT(*) FROM Outbox"));
    }

    [Fact]
    public async Task Mappings_that_fail_their_own_samples_write_nothing()
    {
        using var hub = TwoWay();
        await hub.RunAsync("run");
        await TypeOrderAsync(hub, "CRM-1");
        var mapping = Path.Combine(hub.Folder, "mappings", "commerceml", "invoices.yaml");
        hub.Write("mappings/commerceml/invoices.yaml", (await File.ReadAllTextAsync(mapping, Ct)).Replace("Discount: Скидка\n  DueDate", "Discount: НДС\n  DueDate", StringComparison.Ordinal).Replace("Vat:      { from: НДС,", "Vat:      { from: Скидка,", StringComparison.Ordinal));

        var night = await hub.RunAsync("run", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, night.Exit);
        Assert.Contains("HUB1040", night.Err, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(hub.Folder, "out")));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static HubInFolder TwoWay()
    {
        var hub = HubInFolder.WithDemo();
        Directory.CreateDirectory(Path.Combine(hub.Folder, "out"));
        hub.Write("appsettings.json", """
            {
              "Hub": {
                "Connections": { "1c": { "Connector": "commerceml-files", "Settings": { "Folder": "exchange", "QuietSeconds": 0, "Out": "out" } } },
                "Flows": { "night": { "Connection": "1c", "Direction": "Both", "Mappings": [ "mappings/commerceml" ] } }
              }
            }
            """);
        return hub;
    }

    private static async Task TypeOrderAsync(HubInFolder hub, string number)
    {
        var (book, _) = MappingBook.Load(["mappings/commerceml"], hub.Folder, new CommerceMlFilesConnector().Kinds, Direction.Both);
        using var db = (await hub.DatabaseAsync()).Connect();
        var client = db.Query("SELECT Id FROM Counterparty WHERE Inn IS NOT NULL AND Kind = 'LegalEntity' ORDER BY Name LIMIT 1", reader => reader.GetGuid(0))[0];
        var editor = new RowEditor(db, new Subscriptions(new Dictionary<string, MappingBook> { ["1c"] = book! }), hub.Clock, TimeZoneInfo.Utc);
        db.Begin();
        editor.Create(
            EntityKind.Of(nameof(Invoice)),
            Fields.Of(
                ("Kind", "Order"), ("Number", number), ("Date", new DateOnly(2026, 3, 2)), ("Counterparty", client), ("Currency", "RUB"), ("Total", 1500m),
                ("Lines", new Many([Fields.Of(("Name", "Настройка станка"), ("Article", "УСЛ-1"), ("Quantity", 1m), ("Price", 1500m), ("Total", 1500m))]))),
            new Author("Анна"));
        db.Commit();
    }

    private static async Task<object?> AskAsync(HubInFolder hub, string sql)
    {
        using var db = (await hub.DatabaseAsync()).Connect();
        return db.Scalar(sql);
    }
}
