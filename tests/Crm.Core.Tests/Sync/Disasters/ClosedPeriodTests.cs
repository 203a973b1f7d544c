using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Testing;

namespace Crm.Core.Tests.Sync.Disasters;

/// <summary>Which documents lie in a closed period, and what may still happen to them.</summary>
public sealed class ClosedPeriodTests
{
    private static readonly DateOnly Midsummer = new(2025, 6, 30);

    [Theory]
    [InlineData("7708000018", RunOutcome.Stopped)]
    [InlineData("ооо  «оптовик»", RunOutcome.Stopped)]
    [InlineData("*", RunOutcome.Stopped)]
    [InlineData("ООО «Оптовик-Сервис»", RunOutcome.Done)]
    public async Task A_period_is_closed_by_number_or_name_of_the_organization_or_for_all(string organization, object outcome)
    {
        using var lived = await LivedFirm.OpenAsync();
        Firm.Tell(lived.There, Closed(lived.Firm) with { Vat = 1 });

        var report = await lived.RunAsync(Until((organization, Midsummer)));

        Assert.Equal((RunOutcome)outcome, report.Outcome);
    }

    [Fact]
    public async Task An_organization_with_a_day_of_its_own_does_not_follow_the_day_of_all()
    {
        using var lived = await LivedFirm.OpenAsync();
        Firm.Tell(lived.There, Closed(lived.Firm) with { Vat = 1 });

        var report = await lived.RunAsync(Until(("*", Midsummer), ("ООО «Оптовик»", new DateOnly(2024, 1, 31))));

        Assert.Equal(RunOutcome.Done, report.Outcome);
    }

    [Fact]
    public async Task The_last_closed_day_is_closed_and_the_next_is_open()
    {
        foreach (var (day, outcome) in new[] { (Midsummer, RunOutcome.Stopped), (Midsummer.AddDays(1), RunOutcome.Done) })
        {
            using var lived = await LivedFirm.OpenAsync();
            Firm.Tell(lived.There, lived.Firm.NewSale(day));
            Assert.Equal(outcome, (await lived.RunAsync(Until(("*", Midsummer)))).Outcome);
        }
    }

    [Fact]
    public async Task A_closed_document_may_be_paid_and_shipped_in_the_open_period()
    {
        using var lived = await LivedFirm.OpenAsync();
        var sale = lived.Firm.Sales.First(sale => sale is { IsDeleted: false, IsShipped: false });
        Firm.Tell(lived.There, sale with { IsShipped = true, IsPaid = true });
        Firm.Tell(lived.There, lived.Firm.NewReceipt(sale, Year.First.AddDays(Year.Nights)));

        var report = await lived.RunAsync(Until(("*", sale.Date)));

        Assert.Equal((RunOutcome.Done, true), (report.Outcome, report.Numbers.ChangedAnything));
    }

    [Fact]
    public async Task A_payment_in_a_closed_period_is_stopped_too()
    {
        using var lived = await LivedFirm.OpenAsync();
        Firm.Tell(lived.There, lived.Firm.NewReceipt(lived.Firm.Sales[^1], Midsummer));

        Assert.Equal(RunOutcome.Stopped, (await lived.RunAsync(Until(("*", Midsummer)))).Outcome);
    }

    [Fact]
    public async Task History_that_comes_for_the_first_time_may_lie_in_a_closed_period()
    {
        using var hub = await TestHub.OpenAsync();
        var (book, there, firm) = (FirmBook.Of(hub), new MemorySystem(LivedFirm.Connection), LivedFirm.Backup);
        firm.TellHeads(there);
        firm.TellClients(there);
        await RunAsync();
        firm.TellCatalogue(there);
        await RunAsync();
        firm.Sales.ForEach(sale => Firm.Tell(there, sale));

        Assert.Equal(RunOutcome.Done, (await RunAsync()).Outcome);

        Task<RunReport> RunAsync()
        {
            there.Deliver();
            return hub.RunAsync(book, LivedFirm.Connection, there.Open(), Until(("*", Midsummer)));
        }
    }

    private static Sale Closed(Firm firm) => firm.Sales.First(sale => !sale.IsDeleted && sale.Organization == "o1");

    private static Brakes Until(params (string Organization, DateOnly Day)[] days) =>
        new() { ClosedPeriods = new(days.ToDictionary(pair => pair.Organization, pair => pair.Day)) };
}
