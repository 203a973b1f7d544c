using Crm.Connectors.OneC.CommerceML;
using Crm.Core.Storage;

namespace Crm.Hub.Tests.Whole;

/// <summary>The shipped demo folder through the shipped mappings: the numbers stand in src/Crm.Hub/Demo/README.md.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_ends_in_what_its_readme_says()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.PutDemo();

        var report = await hub.RunAsync();

        Assert.Empty(report.Notes);
        Assert.Equal((RunOutcome.Done, 0L), (report.Outcome, report.Numbers.QuestionsAsked));
        Assert.Equal(
            "1 organization, 30 counterparties (18 legal, 6 entrepreneurs, 6 persons), 27 contacts, 4 contracts, 29 groups, 4 units, "
            + "3 price types, 2 warehouses, 200 items (12 services), 239 variants, 530 prices, 454 stocks, 112 lines, 15 payments, 7 shipments",
            hub.Ask(
                """
                SELECT (SELECT COUNT(*) FROM Organization) || ' organization, ' || (SELECT COUNT(*) FROM Counterparty) || ' counterparties ('
                  || (SELECT COUNT(*) FROM Counterparty WHERE Kind = 'LegalEntity') || ' legal, '
                  || (SELECT COUNT(*) FROM Counterparty WHERE Kind = 'Entrepreneur') || ' entrepreneurs, '
                  || (SELECT COUNT(*) FROM Counterparty WHERE Kind = 'Person') || ' persons), '
                  || (SELECT COUNT(*) FROM ContactPerson) || ' contacts, ' || (SELECT COUNT(*) FROM Contract) || ' contracts, '
                  || (SELECT COUNT(*) FROM ItemGroup) || ' groups, ' || (SELECT COUNT(*) FROM Unit) || ' units, '
                  || (SELECT COUNT(*) FROM PriceType) || ' price types, ' || (SELECT COUNT(*) FROM Warehouse) || ' warehouses, '
                  || (SELECT COUNT(*) FROM Item) || ' items (' || (SELECT COUNT(*) FROM Item WHERE Kind = 'Service') || ' services), '
                  || (SELECT COUNT(*) FROM Variant) || ' variants, ' || (SELECT COUNT(*) FROM Price) || ' prices, '
                  || (SELECT COUNT(*) FROM Stock) || ' stocks, ' || (SELECT COUNT(*) FROM InvoiceLine) || ' lines, '
                  || (SELECT COUNT(*) FROM Payment) || ' payments, ' || (SELECT COUNT(*) FROM Shipment) || ' shipments'
                """));
    }

    [Fact]
    public async Task The_money_of_the_demo_adds_up_to_the_kopeck()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.PutDemo();
        await hub.RunAsync();

        Assert.Equal(
            "Cancelled 4, Paid 16, PartlyPaid 6, Unpaid 14",
            hub.Ask("SELECT group_concat(s, ', ') FROM (SELECT Status || ' ' || COUNT(*) s FROM Invoice GROUP BY Status ORDER BY Status) AS t"));
        Assert.Equal(4752417300L, hub.Ask("SELECT SUM(Total) FROM Invoice WHERE Currency = 'RUB'"));
        Assert.Equal(2015534900L, hub.Ask("SELECT SUM(Paid) FROM Invoice"));
        Assert.Equal(854801500L, hub.Ask("SELECT SUM(Total) FROM Payment"));
        Assert.Equal(16L, hub.Ask("SELECT COUNT(*) FROM Invoice WHERE Shipped = 'Shipped'"));
    }

    [Theory]
    [InlineData(AfterReading.Keep)]
    [InlineData(AfterReading.Move)]
    public async Task Running_twice_changes_nothing_and_says_so(AfterReading afterReading)
    {
        using var hub = await ExchangeHub.OpenAsync(afterReading);
        hub.PutDemo();
        await hub.RunAsync();
        var (state, journal) = (hub.State(), hub.Ask("SELECT COUNT(*) FROM Journal"));

        hub.PutDemo();
        var report = await hub.RunAsync();

        Assert.False(report.Numbers.ChangedAnything);
        Assert.Equal(10, report.Numbers.DeliveriesKnown);
        Assert.Equal(state, hub.State());
        Assert.Equal(journal, hub.Ask("SELECT COUNT(*) FROM Journal"));
    }

    [Fact]
    public async Task Every_object_over_there_has_one_link_and_every_row_was_journaled()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.PutDemo();
        await hub.RunAsync();

        Assert.Equal(0L, hub.Ask("SELECT COUNT(*) FROM (SELECT 1 FROM Links GROUP BY SourceId, ExternalId HAVING COUNT(*) > 1) AS t"));
        Assert.Equal(0L, hub.Ask("SELECT COUNT(*) FROM Links l WHERE NOT EXISTS (SELECT 1 FROM Journal j WHERE j.EntityId = l.EntityId)"));
    }
}
